"""Figures of a unit and all below it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from liangze.api.shapes import REFUSALS, Day, Key, Number, Year
from liangze.core.words import ActKind
from liangze.statistics.queries import Filters, overview
from liangze.trust.clock import today

router = Router(tags=["overview"])


class Tally(Schema):
    """Obligations by state; the seven add up to `total`. `rate`: percent met on time of what has come due."""

    fulfilled: int
    late: int
    overdue: int
    due_soon: int
    open: int
    upcoming: int
    exempt: int
    came_due: int
    on_time: int
    total: int
    rate: float | None


class Place(Schema):
    id: int
    name: str
    kind: str
    level: str


class OverviewRow(Schema):
    """A unit directly below with all that is below it, or (own) the unit's own seats."""

    place: Place
    own: bool
    tally: Tally


class Share(Schema):
    """A regulation (key: its number) or a kind of act (key: its word)."""

    key: int | str
    name: str
    tally: Tally


class Overview(Schema):
    unit: Place
    as_of: date
    year: int
    total: Tally
    rows: list[OverviewRow]
    regulations: list[Share]
    kinds: list[Share]


@router.get("/units/{int:unit_id}/overview", response={200: Overview, **REFUSALS}, operation_id="overview", url_name="overview")
def figures(
    request: HttpRequest, unit_id: Number, as_of: Day = None, year: Year = None, regulation: Key = None, kind: ActKind | None = None
) -> dict[str, Any]:
    """States by unit, by regulation and by kind, as of a day."""
    day = as_of or today()
    filters = Filters(year or day.year, regulation, kind or "")
    found = overview(node_id=unit_id, as_of=day, filters=filters, by=request.acting, today=today())
    return {
        "unit": found.tree.node, "as_of": day, "year": filters.year, "total": found.total, "rows": found.rows,
        "regulations": found.regulations, "kinds": found.kinds,
    }
