"""The overview's values as the page shows them: ready strings, so that the template only places them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext

from liangze.core.words import Level, State, UnitKind
from liangze.organisation.words import name_of
from liangze.statistics.queries import DueDay, Overview, Place, Row, Share, Tile
from liangze.web.overview import pieces
from liangze.web.overview.asked import Asked
from liangze.web.overview.drawings import spark
from liangze.web.overview.pieces import heading, named, why_link, zero_or
from liangze.web.templatetags.lz import bar


@dataclass(frozen=True, slots=True)
class Figure:
    """One state's figure: its heading, the number that asks why, its share of the whole."""

    state: str
    heading: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, cell by cell."""

    name: str
    total: str
    bar: str
    overdue: str
    due_soon: str
    rate: str
    trend: str


def percent(value: float | None) -> str:
    """76.9%, or a dash before anything has come due."""
    return "—" if value is None else f"{value:.1f}%"


def signed(value: float | None) -> str:
    """+0.5, −2.1, 0.0; nothing when unknown."""
    if value is None:
        return ""
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= 0.05 else "0.0"


def address(unit_id: int) -> str:
    """A unit's overview."""
    return reverse("overview-unit", args=(unit_id,))


def ledger_address(unit_id: int, asked: Asked, state: State | None = None) -> str:
    """The unit's own ledger of the year, with the same filters; nothing while there is no such page."""
    try:
        url = reverse("unit-ledger", args=(unit_id, asked.filters.year))
    except NoReverseMatch:
        return ""
    words = {"state": state.value if state else "", "regulation": asked.filters.regulation or ""}
    query = urlencode({name: value for name, value in words.items() if value})
    return f"{url}?{query}" if query else url


def about(place: Place) -> str:
    """What kind of unit, and how many below."""
    kind = name_of(Level(place.level)) if place.kind == UnitKind.REGION else name_of(UnitKind(place.kind))
    return f"{kind} · " + ngettext("%(n)s unit below", "%(n)s units below", place.below) % {"n": place.below} if place.below else kind


def figures(overview: Overview, asked: Asked) -> list[Figure]:
    """The seven states of the whole."""
    total, why = overview.total.total, f"{address(overview.tree.node.id)}why/"
    said = gettext("%(share)s of the year")

    def figure(state: State) -> Figure:
        count = overview.total.of(state)
        share = said % {"share": percent(100 * count / total)} if total else ""
        link = why_link(why + asked.why(state.value), f"{count:,}", "lz-figures__value lz-num")
        return Figure(state.value, heading(state), link, share)

    return [figure(state) for state in State]


def lines(overview: Overview, asked: Asked) -> list[Line]:
    """The rows with their links; the addresses are put together from one pattern, not resolved a hundred times."""
    pattern, query, own = address(0), asked.query, gettext("Own seats")
    words = {mine: (asked.why("", mine), asked.why("overdue", mine), asked.why("due_soon", mine)) for mine in (False, True)}

    def line(row: Row) -> Line:
        base = pattern.replace("/0/", f"/{row.place.id}/")
        every, overdue, due_soon = (f"{base}why/{said}" for said in words[row.own])
        tally, drawn = row.tally, spark(row.trend)
        return Line(
            named(row.place.name, "" if row.own else base + query, own if row.own else about(row.place)),
            why_link(every, f"{tally.total:,}"),
            bar(tally),
            zero_or(tally.overdue, overdue, "lz-grid__bad"),
            zero_or(tally.due_soon, due_soon),
            percent(tally.rate),
            pieces.spark(drawn.points, drawn.x, drawn.y, drawn.said, signed(row.change)) if drawn else "",
        )

    return [line(row) for row in overview.rows]


def shares(found: tuple[Share, ...], asked: Asked, name: str) -> list[tuple[str, str, str]]:
    """Regulations or kinds, cell by cell: the name with its bar, opening the page filtered by it; overdue; the rate."""
    overdue, rate = name_of(State.OVERDUE), gettext("On time")
    return [
        (
            pieces.share(share.name, asked.narrowed(name, share.key), bar(share.tally)),
            pieces.under(f"{share.tally.overdue:,}", overdue, "lz-grid__bad" if share.tally.overdue else "lz-zero"),
            pieces.under(percent(share.tally.rate), rate),
        )
        for share in found
    ]


def due_day(due: DueDay) -> dict[str, Any]:
    """A due day with the states that occur on it."""
    states = [(state.value, due.tally.of(state)) for state in State if due.tally.of(state)]
    return {"day": due.day, "total": due.tally.total, "states": states}


def tiles(overview: Overview, found: dict[int, tuple[Tile, ...]], asked: Asked) -> list[dict[str, Any]]:
    """The heat map in the order of the table's rows."""
    pattern, query = address(0), asked.query
    return [
        {
            "name": row.place.name,
            "url": pattern.replace("/0/", f"/{row.place.id}/") + query,
            "overdue": f"{sum(tile.overdue for tile in found[row.place.id]):,}",
            "count": len(found[row.place.id]),
            "tiles": [(pattern.replace("/0/", f"/{tile.place.id}/") + query, tile) for tile in found[row.place.id]],
        }
        for row in overview.rows
        if not row.own and row.place.id in found
    ]
