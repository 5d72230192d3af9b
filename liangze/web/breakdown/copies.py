"""A breakdown beside those of the units next to it, and what is decided about a pair."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.breakdown.actions import decide_copy
from liangze.breakdown.queries.copies import breakdown_copies
from liangze.core.errors import Conflict, Refusals
from liangze.lists.models import Verdict
from liangze.web.clock import now
from liangze.web.refusals import each as told


@require_safe
def breakdown_likeness(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Which breakdowns of the level share its wording. Worked out for this page."""
    return _page(request, breakdown_id)


@require_POST
def breakdown_copy_decide(request: HttpRequest, breakdown_id: int, other_id: int) -> HttpResponse:
    """Copied, or common wording, with the reason."""
    ask = request.POST
    try:
        decide_copy(
            breakdown_id=breakdown_id, other_id=other_id, verdict=ask.get("verdict", ""), reason=ask.get("reason", ""), by=request.acting,
            now=now(),
        )
    except (Refusals, Conflict) as refused:
        return _page(request, breakdown_id, other_id, refused)
    messages.success(request, _("The decision is recorded."))
    return redirect("breakdown-copies", breakdown_id)


def _page(request: HttpRequest, breakdown_id: int, other_id: int = 0, refused: Refusals | Conflict | None = None) -> HttpResponse:
    context = {
        "found": breakdown_copies(breakdown_id=breakdown_id, by=request.acting), "verdicts": Verdict.choices, "posted": request.POST,
        "about": other_id, "refusals": told(refused) if refused else (),
    }
    status = 200 if refused is None else refused.status if isinstance(refused, Conflict) else 422
    return render(request, "breakdown/copies.html", context, status=status)
