"""The burden report as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.core.errors import NotFound
from liangze.statistics.queries.burden import burden
from liangze.web.clock import today
from liangze.web.overview import shown
from liangze.web.overview.asked import YEARS

PEERS_SHOWN = 40


@require_safe
def burden_page(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """What the rules ask of a unit in a year, what overlaps, what recording once saved; and how its peers are asked."""
    if year not in YEARS:
        raise NotFound("There is no such year.", remedy="Choose a year between 2000 and 2099.")
    found = burden(unit_id=unit_id, year=year, by=request.acting, today=today())
    named = [peer for peer in found.peers if peer.name]
    names = [kind.name for kind in found.kinds]
    context = {
        "found": found, "node": found.tree.node, "year": year, "years": (year - 1, year + 1),
        "above": [(place.name, shown.address(place.id)) for place in found.tree.above],
        "own_url": shown.address(unit_id),
        "asked": found.total("asked"), "least": found.total("least"), "recorded": found.total("recorded"),
        "settled": found.total("settled"), "saved": found.total("saved"),
        "peers": [(peer, shown.percent(peer.rate)) for peer in named[:PEERS_SHOWN]],
        "unnamed": len(found.peers) - len(named),
        "middle_rate": shown.percent(found.middle_rate),
        "kind_names": names,
        "regulations": [(name, list(zip(names, counts, strict=True))) for name, counts in found.regulations],
    }  # fmt: skip
    return render(request, "overview/burden.html", context)
