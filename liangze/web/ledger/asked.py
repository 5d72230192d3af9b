"""What the address of a ledger asks for. Nonsense in an address filters nothing: a link that got broken still opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from liangze.core.words import ActKind, Every, State
from liangze.duties.queries import LedgerFilter
from liangze.duties.queries.ledger import GROUPS, SORTS

COLUMNS = (
    ("title", pgettext_lazy("ledger", "Item")),
    ("clause", pgettext_lazy("ledger", "Clause")),
    ("seat", pgettext_lazy("ledger", "Seat")),
    ("period", pgettext_lazy("ledger", "Period")),
    ("due", pgettext_lazy("ledger", "Due day")),
    ("state", pgettext_lazy("ledger", "State")),
    ("happened", pgettext_lazy("ledger", "Done on")),
    ("entered", pgettext_lazy("ledger", "Entered on")),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading that sorts: where its link leads and how the rows are sorted by it now."""

    key: str
    name: str
    sort: str
    order: str  # "ascending", "descending" or "none", as aria-sort has it


def number(text: str | None) -> int | None:
    """A positive whole number, else None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


def as_of(request: HttpRequest, today: date) -> date:
    """The day asked about, at most ten years away from today; today for nonsense."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return today
    return day if abs(day.year - today.year) <= 10 else today


def day_asked(text: str | None) -> date | None:
    """A day, else None."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def wanted(request: HttpRequest) -> LedgerFilter:
    """The filters of the address."""
    ask = request.GET
    sort = ask.get("sort", "due")
    return LedgerFilter(
        holder=number(ask.get("holder")),
        regulation=number(ask.get("regulation")),
        every=_one_of(ask.get("every", ""), [each.value for each in Every]),
        state=_one_of(ask.get("state", ""), [*GROUPS, *(each.value for each in State)]),
        closed=_one_of(ask.get("closed", ""), ["closed", "waiting"]),
        doubt=_one_of(ask.get("doubt", ""), ["any", "late_entry", "reused"]),
        text=ask.get("q", "").strip()[:60],
        sort=sort if sort.removeprefix("-") in SORTS else "due",
        kind=_one_of(ask.get("kind", ""), [each.value for each in ActKind]),
        due_from=day_asked(ask.get("due_from")),
        due_to=day_asked(ask.get("due_to")),
    )


def headings(sort: str) -> list[Heading]:
    """The columns: the one that is sorted by turns round, the others begin at their start."""
    current, down = sort.removeprefix("-"), sort.startswith("-")
    found = []
    for key, name in COLUMNS:
        if key == current:
            found.append(Heading(key, str(name), key if down else f"-{key}", "descending" if down else "ascending"))
        else:
            found.append(Heading(key, str(name), key, "none"))
    return found


def _one_of(text: str, words: list[str]) -> str:
    return text if text in words else ""
