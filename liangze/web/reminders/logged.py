"""The log of reminders."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.reminders.queries.log import log, way_words
from liangze.web.clock import today
from liangze.web.ledger.asked import number
from liangze.web.navigation import address_with
from liangze.web.paging import shown

WAY_ICONS = {"sent": "circle-check", "waits": "hourglass", "failed": "alert-triangle", "dropped": "circle-minus", "unknown": "help-circle"}


@require_safe
def log_page(request: HttpRequest) -> HttpResponse:
    """Who was told of what, the latest first; of one unit when asked for."""
    found = log(by=request.acting, unit_id=number(request.GET.get("unit")), page=number(request.GET.get("page")) or 1, today=today())
    rows = [
        (row, (address_with(row.page, row.item) if row.page else "") or "",
         [(way, way_words(way.state), WAY_ICONS[way.state]) for way in row.ways])
        for row in found.rows
    ]
    context = {"rows": rows, "page": shown(found.page), "unit": found.unit, "last": found.last}
    return render(request, "reminders/log.html", context)
