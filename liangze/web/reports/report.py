"""One report: its text, each addressee's state and thread; reading, asking, answering, returning, accepting; the next version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.report import Verb
from liangze.reports.actions import accept, answer, ask, give_back, mark_read, revise, withdraw
from liangze.reports.queries.page import report_page
from liangze.reports.words import STAGES
from liangze.web.clock import now, today
from liangze.web.refusals import each
from liangze.web.reports.asked import day

DONE: Mapping[str, Promise] = {
    Verb.READ: gettext_lazy("Noted as read."),
    Verb.QUESTION: gettext_lazy("The question is put. The unit finds it in its work."),
    Verb.ANSWER: gettext_lazy("The answer is given."),
    Verb.RETURN: gettext_lazy("The report is returned with your reasons."),
    Verb.ACCEPT: gettext_lazy("The report is accepted."),
}


@require_safe
def detail(request: HttpRequest, report_id: int) -> HttpResponse:
    """The newest version that the reader may see."""
    return _shown(request, report_id)


@require_safe
def earlier(request: HttpRequest, report_id: int, number: int) -> HttpResponse:
    """An earlier version, as it was handed in."""
    return _shown(request, report_id, number=number)


@require_POST
def say(request: HttpRequest, report_id: int, verb: str) -> HttpResponse:
    """Read, ask, answer, return or accept in the name of the addressee `to`. POST: to, text, on."""
    posted, given = request.POST, {"report_id": report_id, "to": request.POST.get("to", "")[:40], "by": request.acting, "now": now()}
    text = posted.get("text", "")
    verbs: Mapping[str, Callable[[], Any]] = {
        Verb.READ: lambda: mark_read(**given), Verb.ANSWER: lambda: answer(**given, text=text),
        Verb.QUESTION: lambda: ask(**given, text=text, on=day(posted.get("on")), today=today()),
        Verb.RETURN: lambda: give_back(**given, text=text), Verb.ACCEPT: lambda: accept(**given, text=text),
    }
    if verb not in verbs:
        raise NotFound("A report knows no such step.", remedy="Open the report and choose one of its steps.")
    return _done(request, report_id, verb, verbs[verb], str(DONE[verb]))


@require_POST
def revise_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Begin the next version of what was returned."""
    given = {"report_id": report_id, "by": request.acting, "today": today(), "now": now()}
    words = _("This is the next version, with the text of the one before. Both are kept.")
    return _done(request, report_id, "revise", lambda: revise(**given), words, to="report-edit")


@require_POST
def withdraw_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Withdraw it, with a reason. POST: reason."""
    given = {"report_id": report_id, "reason": request.POST.get("reason", ""), "by": request.acting, "now": now()}
    words = _("The report is withdrawn. It is kept, and counts for nothing.")
    return _done(request, report_id, "withdraw", lambda: withdraw(**given), words)


def _done(request: HttpRequest, report_id: int, verb: str, act: Callable[[], Any], words: str, to: str = "report") -> HttpResponse:
    try:
        act()
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, report_id, refused=refused, verb=verb)
    messages.success(request, words)
    return redirect(to, report_id)


def _shown(
    request: HttpRequest, report_id: int, *, number: int | None = None, refused: Refusal | Refusals | None = None, verb: str = ""
) -> HttpResponse:
    page = report_page(report_id=report_id, by=request.acting, today=today(), number=number)
    wrong = each(refused) if refused else ()
    context = {
        "page": page, "report": page.report, "version": page.version, "stage_name": STAGES[page.stage], "refusals": wrong, "verb": verb,
        "posted": request.POST if refused else {}, "day": today(),
        "errors": {one.field: one for one in wrong if one.field},
    }
    status = 422 if isinstance(refused, Refusals) or (refused and refused.status == 400) else refused.status if refused else 200
    return render(request, "reports/report.html", context, status=status)
