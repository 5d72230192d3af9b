"""Rehearsal: what adopting would change, before anybody adopts it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.organisation.policy import Permission, demand
from liangze.regulations.queries.catalogue import units_to_choose
from liangze.statistics.queries.rehearsed import rehearsed_document, rehearsed_version
from liangze.web.clock import today
from liangze.web.regulations.asked import day_asked, number_asked


@require_safe
def rehearsal(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Of an installed version. GET: unit, since."""
    by = request.acting
    demand(by, Permission.REGULATION_ADOPT, None)
    since = day_asked(request, "since")
    version, page = rehearsed_version(key, number, unit_id=number_asked(request, "unit"), since=since, by=by, today=today())
    context = {"page": page, "version": version, "units": units_to_choose(by, Permission.REGULATION_ADOPT)}
    return render(request, "regulations/rehearsal.html", context)


@require_safe
def document_rehearsal(request: HttpRequest, document_id: int) -> HttpResponse:
    """Of the drafts of a document confirmed so far. GET: since."""
    document, page = rehearsed_document(document_id, since=day_asked(request, "since"), by=request.acting, today=today())
    return render(request, "regulations/rehearsal.html", {"page": page, "document": document})
