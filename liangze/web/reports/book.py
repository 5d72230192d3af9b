"""The list of reports, what is owed, and the records behind a figure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.core.errors import NotFound
from liangze.core.words import ActKind
from liangze.organisation.policy import Permission, may
from liangze.organisation.words import name_of
from liangze.reports.queries.book import BookFilter, book, kinds, stages
from liangze.reports.queries.owed import owed
from liangze.reports.queries.records import records_page
from liangze.web.clock import today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.records import READERS
from liangze.web.reports.asked import day, wanted


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Reports that one writes and those one receives. GET: side, kind, year, stage, q, page."""
    by, asked = request.acting, wanted(request)
    page, rows = book(by=by, wanted=asked, today=today(), page=number(request.GET.get("page")) or 1)
    context = {
        "rows": rows, "page": shown(page), "asked": asked, "kinds": kinds(), "stages": stages(), "filtered": asked != BookFilter(),
        "writes": bool(by.posts) or bool(may(by, Permission.REPORT_WRITE, None)),
        "years": range(today().year, today().year - 4, -1),
    }
    return render(request, "reports/book.html", context)


@require_safe
def owed_page(request: HttpRequest) -> HttpResponse:
    """What is to be reported, by due day; what has a report already leads to it."""
    rows = owed(request.acting, today())
    context = {
        "now": [row for row in rows if row.opens <= today() and not row.report_id], "begun": [row for row in rows if row.report_id],
        "later": [row for row in rows if row.opens > today() and not row.report_id],
        "matters": bool(may(request.acting, Permission.REPORT_WRITE, None)),
    }
    return render(request, "reports/owed.html", context)


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """The records behind a figure. GET: unit, kind, since, until, holder, page."""
    ask = request.GET
    unit, since, until = number(ask.get("unit")), day(ask.get("since")), day(ask.get("until"))
    if unit is None or since is None or until is None or ask.get("kind") not in {kind.value for kind in ActKind}:
        raise NotFound("There are no such records.", remedy="Open them from a figure of a report.")
    page = records_page(
        unit_id=unit, kind=ask["kind"], since=since, until=until, holder_id=number(ask.get("holder")), by=request.acting,
        readers=READERS, page=number(ask.get("page")) or 1,
    )
    context = {"found": page, "page": shown(page.page), "kind_name": name_of(ActKind(page.kind))}
    return render(request, "reports/records.html", context)
