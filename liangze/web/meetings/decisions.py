"""Decisions to be followed up, and one of them with its chain: answered, made a task, made a problem."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.meeting import Answer
from liangze.core.problem import ProblemCategory
from liangze.meetings.actions import answer_decision, make_problem, make_task
from liangze.meetings.queries.book import FollowFilter, decision_list
from liangze.meetings.queries.page import answer_record, decision_page
from liangze.meetings.record import NewAnswer
from liangze.meetings.words import names_of
from liangze.organisation.queries.unit import seats_to_choose
from liangze.problems.words import names_of as problem_names
from liangze.web.clock import now, today
from liangze.web.entries.filled import Kept
from liangze.web.ledger.asked import number
from liangze.web.meetings.asked import by_field, day
from liangze.web.meetings.files import kept_files, proofs, sent, shown_files
from liangze.web.navigation import address_with
from liangze.web.paging import shown
from liangze.web.refusals import each


@require_safe
def follow_up(request: HttpRequest) -> HttpResponse:
    """Decisions that are not ended. GET: unit (of the meeting), owner (the unit that carries out), mine, late, ended, page."""
    ask = request.GET
    wanted = FollowFilter(
        unit=number(ask.get("unit")), owner=number(ask.get("owner")), late=ask.get("late") == "1", mine=ask.get("mine") == "1",
        ended=ask.get("ended") == "1",
    )
    page, rows = decision_list(by=request.acting, wanted=wanted, today=today(), page=number(ask.get("page")) or 1)
    context = {"rows": rows, "page": shown(page), "wanted": wanted, "filtered": wanted != FollowFilter()}
    return render(request, "meetings/decisions.html", context)


@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """A decision with its chain through the meetings."""
    return _page(request, decision_id)


@require_POST
def answer(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Say what became of it. POST answer, words, day, seen, files; drop: a file taken out again."""
    form = request.POST
    kept, wrong = kept_files(request)
    if wrong or "drop" in form:
        return _page(request, decision_id, Refusals(wrong) if wrong else None, "answer", kept)
    said = NewAnswer(decision_id, form.get("answer", ""), form.get("words", ""), day(form.get("day")), proofs(kept))
    try:
        answer_decision(answer=said, seen=number(form.get("seen")) or 0, by=request.acting, today=today(), now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _page(request, decision_id, refused, "answer", kept)
    messages.success(request, _("What became of the decision is recorded."))
    return redirect("meeting-decision", decision_id)


@require_safe
def answer_file(request: HttpRequest, decision_id: int, answer_id: int, use_id: int) -> FileResponse:
    """A file that proves an answer."""
    return sent(use_id, answer_record(decision_id=decision_id, answer_id=answer_id, by=request.acting))


@require_POST
def task(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take it into the yearly breakdown. POST leader."""
    try:
        made = make_task(
            decision_id=decision_id, leader_id=number(request.POST.get("leader")) or 0, by=request.acting, today=today(), now=now()
        )
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _page(request, decision_id, refused, "task")
    messages.success(request, _("The decision is a drafted task now. Look through it, then issue it."))
    return redirect("task", made.pk)


@require_POST
def problem(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Hand it over as a problem to be put right. POST category."""
    try:
        made = make_problem(
            decision_id=decision_id, category=request.POST.get("category", ""), by=request.acting, today=today(), now=now()
        )
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _page(request, decision_id, refused, "problem")
    messages.success(request, _("The decision is handed over as problem %(number)s.") % {"number": made.number})
    return redirect("meeting-decision", decision_id)


def _page(
    request: HttpRequest, decision_id: int, refused: Refusal | Refusals | None = None, verb: str = "", kept: Sequence[Kept] = ()
) -> HttpResponse:
    page = decision_page(decision_id=decision_id, by=request.acting, today=today())
    unit, told = page.row.meeting.unit_id, each(refused) if refused else ()
    context = {
        "page": page, "view": page.view, "row": page.row, "answer_names": names_of(Answer), "verb": verb,
        "categories": problem_names(ProblemCategory) if page.may_problem else (),
        "leaders": seats_to_choose(by=request.acting, unit_id=unit, on=today()) if page.may_task else (),
        "problem_url": address_with("problem", page.view.problem_id) if page.view.problem_id else "",
        "refusals": told, "errors": by_field(told), "posted": request.POST, **shown_files(list(kept)),
    }
    status = 422 if isinstance(refused, Refusals) else refused.status if refused else 200
    return render(request, "meetings/decision.html", context, status=status)
