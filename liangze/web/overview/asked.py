"""What the address asks for: the day, the filters, the order. Every word in it is checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict

from liangze.core.errors import Refusal
from liangze.core.words import ActKind, State
from liangze.statistics.queries import SORTS, Filters

YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading of the address. `filters.year` is the year of the day asked about."""

    on: date
    filters: Filters
    sort: str
    today: date

    @property
    def query(self) -> str:
        """The same question for another page, without the order: "?on=…" or nothing."""
        words = {
            "on": "" if self.on == self.today else self.on.isoformat(),
            "regulation": self.filters.regulation or "",
            "kind": self.filters.kind,
        }
        said = urlencode({name: value for name, value in words.items() if value})
        return f"?{said}" if said else ""

    def narrowed(self, name: str, value: int | str) -> str:
        """The query of the same page for one regulation or one kind."""
        return _narrowed(self, name, value)

    def why(self, state: str = "", own: bool = False) -> str:
        """The query of the question why one figure is what it is."""
        extra = urlencode({name: value for name, value in (("state", state), ("own", "1" if own else "")) if value})
        return "?" + "&".join(filter(None, (self.query[1:], extra))) if self.query or extra else ""


@lru_cache(maxsize=4096)
def _narrowed(asked: Asked, name: str, value: int | str) -> str:
    filters = replace(asked.filters, **{name: value})
    return replace(asked, filters=filters).query or "?"


def asked(words: QueryDict, today: date) -> Asked:
    """Read the address. Raises Refusal naming the word that makes no sense."""
    on = day(words.get("on", ""), "on") or today
    kind = words.get("kind", "")
    if kind and kind not in set(ActKind):
        raise Refusal("There is no such kind of act.", field="kind", remedy="Choose one from the list.")
    sort = words.get("sort", "overdue")
    if sort not in SORTS:
        raise Refusal("The table cannot be sorted like that.", field="sort", remedy="Choose a column of the table.")
    return Asked(on, Filters(on.year, number(words.get("regulation", ""), "regulation"), kind), sort, today)


def day(text: str, field: str) -> date | None:
    """A day like 2026-06-16; None for nothing."""
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise Refusal("“%(text)s” is not a day.", field=field, remedy="Write it like 2026-06-16.", params={"text": text[:20]})
    return found


def number(text: str, field: str) -> int | None:
    """A record's number; None for nothing."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Refusal("“%(text)s” is not a number.", field=field, remedy="Choose one from the list.", params={"text": text[:20]})
    return int(text)


def month(text: str, default: date) -> date:
    """The first day of a month like 2026-06."""
    found = day(f"{text}-01", "month") if text else default
    return (found or default).replace(day=1)


def state(text: str) -> State | None:
    """A state; None for all of them."""
    if not text:
        return None
    if text not in set(State):
        raise Refusal("There is no such state.", field="state", remedy="Choose one of the figures on the page.")
    return State(text)
