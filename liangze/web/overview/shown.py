"""The overview's values as the page shows them: ready strings, so that the template only places them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from liangze.core.words import Level, State, UnitKind
from liangze.organisation.words import name_of
from liangze.statistics.queries import DueDay, Overview, Place, Row, Share, Tile
from liangze.statistics.queries.shapes import Tally
from liangze.web.overview import pieces
from liangze.web.overview.asked import Asked
from liangze.web.overview.drawings import spark
from liangze.web.overview.pieces import heading, named, why_link, zero_or
from liangze.web.templatetags.lz import bar


def percent(value: float | None) -> str:
    """76.9%, or a dash before anything has come due."""
    return "—" if value is None else f"{value:.1f}%"


def signed(value: float | None) -> str:
    """+0.5, −2.1, 0.0; nothing when unknown."""
    if value is None:
        return ""
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= 0.05 else "0.0"


@lru_cache(maxsize=4)
def _pattern(name: str) -> str:
    return reverse(name, args=(0,))


def address(unit_id: int) -> str:
    """A unit's overview: put together from the pattern, which is not resolved a hundred times."""
    return _pattern("overview-unit").replace("/0/", f"/{unit_id}/")


def calendar_address(unit_id: int) -> str:
    """A unit's calendar of due days."""
    return _pattern("calendar").replace("/0/", f"/{unit_id}/")


def burden_address(unit_id: int, year: int) -> str:
    """A unit's burden report."""
    return f"{address(unit_id)}burden/{year}/"


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


def figures(overview: Overview, asked: Asked) -> SafeString:
    """The seven states of the whole: each with its heading, the number that asks why, its share."""
    return _figures(overview.tree.node.id, overview.total, asked, get_language() or "")


@lru_cache(maxsize=1024)
def _figures(unit_id: int, tally: Tally, asked: Asked, language: str) -> SafeString:
    total, why = tally.total, f"{address(unit_id)}why/"
    said = gettext("%(share)s of the year")

    def figure(state: State) -> str:
        count = tally.of(state)
        share = said % {"share": percent(100 * count / total)} if total else ""
        link = why_link(why + asked.why(state.value), f"{count:,}", "lz-figures__value lz-num")
        return f'<div class="lz-figures__item is-{state.value}">{heading(state)}{link}<span class="lz-figures__note">{share}</span></div>'

    return SafeString("".join([figure(state) for state in State]))


@dataclass(frozen=True, slots=True)
class Words:
    """What all rows of a table share: the query of the links, those of the questions why, the words of small screens, the language."""

    language: str
    query: str
    every: str
    overdue: str
    due_soon: str
    own: str
    overdue_word: str
    rate_word: str


def lines(overview: Overview, asked: Asked) -> SafeString:
    """The rows of the table. A row whose figures are those of the last time is not put together again."""
    language = get_language() or ""
    words = [_words(asked, mine, language) for mine in (False, True)]
    return SafeString("".join([line(row, words[row.own]) for row in overview.rows]))


@lru_cache(maxsize=1024)
def _words(asked: Asked, own: bool, language: str) -> Words:
    why = (asked.why("", own), asked.why("overdue", own), asked.why("due_soon", own))
    return Words(language, asked.query, *why, gettext("Own seats"), pgettext("figure", "Overdue"), gettext("On time"))


@lru_cache(maxsize=8192)
def line(row: Row, words: Words) -> str:
    """A row of the table of units. It depends on nothing but its arguments."""
    base = address(row.place.id)
    tally, drawn = row.tally, spark(row.rates)
    name = named(row.place.name, "" if row.own else base + words.query, words.own if row.own else about(row.place))
    trend = pieces.spark(drawn.points, drawn.x, drawn.y, drawn.said, signed(row.change)) if drawn else ""
    return (
        f'<tr><th scope="row" class="lz-units__name lz-grid__name">{name}</th>'
        f'<td class="r lz-num lz-units__drop">{why_link(f"{base}why/{words.every}", f"{tally.total:,}")}</td>'
        f'<td class="lz-units__bar">{bar(tally)}</td>'
        f'<td class="r lz-num" data-label="{words.overdue_word}">'
        f'{zero_or(tally.overdue, f"{base}why/{words.overdue}", "lz-grid__bad")}</td>'
        f'<td class="r lz-num lz-units__drop">{zero_or(tally.due_soon, f"{base}why/{words.due_soon}")}</td>'
        f'<td class="r lz-num" data-label="{words.rate_word}">{percent(tally.rate)}</td>'
        f'<td class="lz-units__drop lz-units__trend">{trend}</td></tr>\n'
    )


def shares(found: tuple[Share, ...], asked: Asked, name: str) -> SafeString:
    """Regulations or kinds as rows: the name with its bar, opening the page filtered by it; overdue; the rate."""
    words = (get_language() or "", name_of(State.OVERDUE), gettext("On time"))
    return SafeString("".join([_share(share, asked.narrowed(name, share.key), words) for share in found]))


@lru_cache(maxsize=1024)
def _share(share: Share, url: str, words: tuple[str, str, str]) -> str:
    _, overdue, rate = words
    return (
        f'<tr><th scope="row" class="lz-shares__name">{pieces.share(share.name, url, bar(share.tally))}</th><td class="r lz-num">'
        f'{pieces.under(f"{share.tally.overdue:,}", overdue, "lz-grid__bad" if share.tally.overdue else "lz-zero")}</td>'
        f'<td class="r lz-num">{pieces.under(percent(share.tally.rate), rate)}</td></tr>'
    )


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
