"""Lists that share passages: pairs of a level, two side by side, the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import Conflict, Refusals
from liangze.lists.actions.copies import decide_copy, order_comparison
from liangze.lists.models import Verdict
from liangze.lists.queries.copies import copies, finding_page
from liangze.web.clock import now
from liangze.web.ledger.asked import number
from liangze.web.lists.answers import demand_known_year
from liangze.web.paging import shown
from liangze.web.refusals import each, told


@require_safe
def pairs(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """The pairs of a unit's subtree, those that share most first. GET: show=waiting, page."""
    demand_known_year(year)
    waiting = request.GET.get("show") == "waiting"
    found = copies(unit_id=unit_id, year=year, by=request.acting, page=number(request.GET.get("page")) or 1, waiting=waiting)
    going = found.run is not None and found.run.state in ("waiting", "running")
    context = {"found": found, "rows": found.rows, "page": shown(found.page), "only_waiting": waiting, "going": going}
    return render(request, "lists/copies.html", context)


@require_POST
def compare(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """Order a comparison of all lists of the level."""
    demand_known_year(year)
    try:
        order_comparison(unit_id=unit_id, year=year, by=request.acting, now=now())
    except Conflict as refused:
        messages.warning(request, str(told(refused)))
    else:
        messages.success(request, _("The lists are being compared. You may leave this page; the pairs stand here when it is done."))
    return redirect("list-copies", unit_id, year)


@require_safe
def pair(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Two lists side by side."""
    return _pair(request, finding_id)


@require_POST
def decide(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Copied, or common wording, with the reason."""
    ask = request.POST
    try:
        decide_copy(finding_id=finding_id, verdict=ask.get("verdict", ""), reason=ask.get("reason", ""), by=request.acting, now=now())
    except Refusals as refused:
        return _pair(request, finding_id, refused)
    messages.success(request, _("The decision is recorded."))
    return redirect("list-copy", finding_id)


def _pair(request: HttpRequest, finding_id: int, refused: Refusals | None = None) -> HttpResponse:
    found = finding_page(finding_id=finding_id, by=request.acting)
    context = {
        "found": found, "sides": (found.earlier, found.later), "verdicts": Verdict.choices, "posted": request.POST,
        "refusals": each(refused) if refused else (),
    }
    return render(request, "lists/copy.html", context, status=422 if refused else 200)
