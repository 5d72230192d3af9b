"""Reports that share their wording: as a page with two of them side by side, and in short beside a report that is read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.reports.queries.copies import report_copies
from liangze.web.ledger.asked import number


@require_safe
def compare_page(request: HttpRequest, report_id: int) -> HttpResponse:
    """Which reports of the level share its wording. GET with: the one to be seen side by side."""
    found = report_copies(report_id=report_id, by=request.acting, beside=number(request.GET.get("with")))
    return render(request, "reports/compare.html", {"found": found, "report": found.report})


@require_safe
def alike(request: HttpRequest, report_id: int) -> HttpResponse:
    """The same in short, asked for by the page of the report once it stands."""
    found = report_copies(report_id=report_id, by=request.acting)
    return render(request, "reports/parts/alike.html", {"found": found, "report": found.report})
