"""The list of regulations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.regulations.queries.catalogue import catalogue
from liangze.web.clock import today
from liangze.web.regulations.asked import day_asked, number_asked


@require_safe
def regulations(request: HttpRequest) -> HttpResponse:
    """In force here, installed, being read. GET: unit, day."""
    page = catalogue(by=request.acting, unit_id=number_asked(request, "unit"), day=day_asked(request, "day"))
    return render(request, "regulations/list.html", {"page": page, "today": today()})
