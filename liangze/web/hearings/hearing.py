"""One hearing: its five steps with their small forms, and its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.problem import ProblemCategory
from liangze.hearings.actions import answer_question, ask_question, comment, file_report, hand_out, set_theme, void_hearing, withdraw_theme
from liangze.hearings.models import HearingReport
from liangze.hearings.queries.page import hearing_page
from liangze.hearings.queries.reach import the_hearing
from liangze.hearings.record import REPORT
from liangze.problems.words import name_of as category_name
from liangze.trust.attachments import FILES_LIMIT, open_use
from liangze.trust.attachments.queries import uses_of
from liangze.web.clock import now, today
from liangze.web.hearings.filled import day, number, proofs, refused_context, status


@require_safe
def detail(request: HttpRequest, hearing_id: int) -> HttpResponse:
    """The hearing."""
    return _shown(request, hearing_id)


@require_POST
def do(request: HttpRequest, hearing_id: int, verb: str) -> HttpResponse:
    """One of the verbs of VERBS. What was typed is kept when it is refused."""
    if verb not in VERBS:
        raise NotFound("There is no such step.", remedy="Open the hearing and go on from there.")
    act, done, place = VERBS[verb]
    try:
        act(request, hearing_id)
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, hearing_id, refused, verb)
    messages.success(request, done)
    response = redirect("hearing", hearing_id)
    response["Location"] += f"#{place}"
    return response


@require_safe
def file(request: HttpRequest, hearing_id: int, use_id: int) -> FileResponse:
    """A file of a report, always as a download."""
    hearing = the_hearing(hearing_id, request.acting)
    reports = list(HearingReport.objects.filter(reporter__hearing=hearing).values_list("pk", flat=True))
    record = next((number for number, uses in uses_of(REPORT, reports).items() if any(use.id == use_id for use in uses)), 0)
    used, content = open_use(use_id, record=(REPORT, record))
    response = FileResponse(content, as_attachment=True, filename=used.name, content_type=used.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.acting, "today": today(), "now": now()}


def _theme(request: HttpRequest, hearing_id: int) -> None:
    posted = request.POST
    set_theme(
        hearing_id=hearing_id, reporter_id=number(posted.get("reporter")) or None, text=posted.get("text", ""),
        put_by=posted.get("put_by", ""), put_on=day(posted.get("put_on")), **_who(request),
    )


def _withdraw_theme(request: HttpRequest, hearing_id: int) -> None:
    withdraw_theme(hearing_id=hearing_id, theme_id=number(request.POST.get("theme")), by=request.acting, now=now())


def _report(request: HttpRequest, hearing_id: int) -> None:
    posted = request.POST
    file_report(
        hearing_id=hearing_id, reporter_id=number(posted.get("reporter")), text=posted.get("text", ""), on=day(posted.get("on")),
        proofs=proofs(request), **_who(request),
    )


def _ask(request: HttpRequest, hearing_id: int) -> None:
    posted = request.POST
    ask_question(
        hearing_id=hearing_id, reporter_id=number(posted.get("reporter")), asked_by=posted.get("asked_by", ""), text=posted.get("text", ""),
        answer=posted.get("answer", ""), promised_for=day(posted.get("promised_for")), **_who(request),
    )


def _answer(request: HttpRequest, hearing_id: int) -> None:
    posted = request.POST
    answer_question(
        hearing_id=hearing_id, question_id=number(posted.get("question")), text=posted.get("answer", ""), on=day(posted.get("on")),
        **_who(request),
    )


def _comment(request: HttpRequest, hearing_id: int) -> None:
    posted = request.POST
    comment(
        hearing_id=hearing_id, reporter_id=number(posted.get("reporter")) or None, said_by=posted.get("said_by", ""),
        text=posted.get("text", ""), **_who(request),
    )


def _problem(request: HttpRequest, hearing_id: int) -> None:
    posted = request.POST
    hand_out(
        hearing_id=hearing_id, reporter_id=number(posted.get("reporter")), category=posted.get("category", ""),
        title=posted.get("title", ""), what=posted.get("what", ""), due=day(posted.get("due")), **_who(request),
    )


def _void(request: HttpRequest, hearing_id: int) -> None:
    void_hearing(hearing_id=hearing_id, reason=request.POST.get("reason", ""), by=request.acting, now=now())


#: Verb → (what it does, what is said then, where on the page it leads).
VERBS: dict[str, tuple[Callable[[HttpRequest, int], None], Promise, str]] = {
    "theme": (_theme, _("The theme is set."), "themes"),
    "withdraw-theme": (_withdraw_theme, _("The theme is taken back."), "themes"),
    "report": (_report, _("The report is entered."), "reports"),
    "ask": (_ask, _("The question is entered."), "questions"),
    "answer": (_answer, _("The answer is entered."), "questions"),
    "comment": (_comment, _("The comment is entered."), "appraisal"),
    "problem": (_problem, _("The problem is handed out: the unit proposes measures next."), "problems"),
    "void": (_void, _("The hearing is void. What it had settled is open again."), "main"),
}


def _shown(request: HttpRequest, hearing_id: int, refused: Refusal | Refusals | None = None, verb: str = "") -> HttpResponse:
    page = hearing_page(hearing_id=hearing_id, by=request.acting, today=today())
    context = {
        "page": page, "hearing": page.hearing, "verb": verb, "posted": request.POST if refused else {}, "day": today(),
        "files_limit": FILES_LIMIT, "categories": [(one.value, category_name(one)) for one in ProblemCategory],
    } | refused_context(refused)
    return render(request, "hearings/hearing.html", context, status=status(refused))
