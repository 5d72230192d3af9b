"""A breakdown beside those of the units next to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.breakdown.queries.copies import breakdown_copies


@require_safe
def breakdown_likeness(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Which breakdowns of the level share its wording. Worked out for this page."""
    return render(request, "breakdown/copies.html", {"found": breakdown_copies(breakdown_id=breakdown_id, by=request.acting)})
