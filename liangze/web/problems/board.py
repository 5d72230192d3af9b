"""The list of problems, and the same as a paper."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.core.problem import ProblemCategory, ProblemSource, ProblemState
from liangze.organisation.policy import Permission, may
from liangze.problems.queries.board import ProblemFilter, board, problems_paper, units_offered
from liangze.problems.words import names_of
from liangze.web.clock import today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.papers import demand_known_form, download
from liangze.web.problems.asked import SPANS, headings, wanted


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Problems that the person may read. GET: q, state, source, category, unit, overdue, side, sort, page."""
    ask = wanted(request)
    found = board(by=request.acting, wanted=ask, today=today(), page=number(request.GET.get("page")) or 1)
    context = {
        "found": found, "page": shown(found.page), "wanted": ask, "headings": headings(ask.sort), "units": units_offered(request.acting),
        "sources": names_of(ProblemSource), "categories": names_of(ProblemCategory),
        "states": [(value, name, found.sums[value]) for value, name in names_of(ProblemState)],
        "filtered": replace(ask, sort="due") != ProblemFilter(), "question": request.GET.urlencode(), "span": SPANS.get(ask.event, ""),
        "may_raise": request.acting.account_id is not None and bool(may(request.acting, Permission.PROBLEM_RAISE, None)),
    }
    return render(request, "problems/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the filters of the address show, as Excel, Word or PDF."""
    demand_known_form(form)
    return download(problems_paper(by=request.acting, wanted=wanted(request), today=today()), form, f"problems-{today():%Y%m%d}")
