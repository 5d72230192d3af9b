"""The ledger (台账) of a unit and year: every obligation with state, proof and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from liangze.core.words import ActKind, Every, State
from liangze.duties.queries.ledger_rows import Row, rows_of
from liangze.organisation.models import Unit
from liangze.organisation.words import name_of

PAGE = 25


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What of the ledger is shown; empty values filter nothing.

    holder, regulation  ids.  every  a cadence.  state  a state, or one of GROUPS.  closed  "closed" or "waiting".
    kind  a kind of act.  due_from, due_to  the first and the last due day.
    doubt  "any", "late_entry" or "reused".  text  words of the title, clause or counterpart.
    sort  a column of SORTS, with "-" before it from the last to the first.
    """

    holder: int | None = None
    regulation: int | None = None
    every: str = ""
    state: str = ""
    closed: str = ""
    doubt: str = ""
    text: str = ""
    sort: str = "due"
    kind: str = ""
    due_from: date | None = None
    due_to: date | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter, with how many rows of the whole ledger it leaves."""

    value: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of a ledger. `sums` adds up to `total` under all filters but the state; `whole` counts the unfiltered ledger."""

    rows: tuple[Row, ...]
    sums: dict[str, int]
    total: int
    shown: int
    whole: int
    done: int
    closed: int
    number: int
    pages: int
    holders: tuple[Option, ...] = ()
    regulations: tuple[Option, ...] = ()
    cadences: tuple[Option, ...] = ()
    kinds: tuple[Option, ...] = ()
    doubts: dict[str, int] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """Done, and not closed out."""
        return self.done - self.closed

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


SORTS: dict[str, Callable[[Row], Any]] = {
    "due": lambda row: row.due_day,
    "title": lambda row: row.title,
    "clause": lambda row: (row.clause.cited, row.position),
    "seat": lambda row: (row.seat_position, row.seat),
    "period": lambda row: (row.period_start, row.due_day),
    "state": lambda row: (list(State).index(State(row.state)), row.due_day),
    "happened": lambda row: row.happened_day or date.max,
    "entered": lambda row: row.entered_day or date.max,
}
DONE = (State.FULFILLED, State.LATE)
#: States that are asked for together.
GROUPS = {"done": DONE, "ahead": (State.DUE_SOON, State.OPEN, State.UPCOMING)}
KINDS = {each.value: place for place, each in enumerate(ActKind)}
CADENCES = {each.value: place for place, each in enumerate(Every)}


def ledger(*, unit: Unit, year: int, as_of: date, wanted: LedgerFilter, page: int = 1) -> LedgerPage:
    """A page of the ledger as it stood on `as_of`. One statement. Rights are the caller's business: see `ledger_unit`."""
    whole = rows_of(unit.pk, year, as_of)
    found = filtered(whole, wanted)
    shown = [row for row in found if in_state(row, wanted.state)]
    sums = Counter(row.state for row in found)
    pages = max(1, -(-len(shown) // PAGE))
    page = min(max(1, page), pages)
    return LedgerPage(
        rows=tuple(shown[(page - 1) * PAGE : page * PAGE]),
        sums={state.value: sums[state.value] for state in State},
        total=len(found),
        shown=len(shown),
        whole=len(whole),
        done=sum(row.state in DONE for row in found),
        closed=sum(bool(row.closed_at) for row in found),
        number=page,
        pages=pages,
        holders=_options(whole, lambda row: (str(row.holder_id), row.seat), lambda row: row.seat_position),
        regulations=_options(whole, lambda row: (str(row.regulation_id), row.regulation), lambda row: row.regulation),
        cadences=tuple(
            replace(option, name=name_of(Every(option.value)))
            for option in _options(whole, lambda row: (row.every, row.every), lambda row: CADENCES[row.every])
        ),
        kinds=tuple(
            replace(option, name=name_of(ActKind(option.value)))
            for option in _options(whole, lambda row: (row.facts.kind, row.facts.kind), lambda row: KINDS[row.facts.kind])
        ),
        doubts={"late_entry": sum(row.late_days > 0 for row in whole), "reused": sum(row.reused for row in whole)},
    )


def in_state(row: Row, state: str) -> bool:
    """Whether the row is in that state, or in one of that group."""
    return not state or row.state == state or row.state in GROUPS.get(state, ())


def filtered(rows: Sequence[Row], wanted: LedgerFilter) -> list[Row]:
    """The rows under all filters but the state, sorted; equal rows keep the order of due day and clause."""
    tests: list[Callable[[Row], bool]] = []
    if wanted.holder:
        tests.append(lambda row: row.holder_id == wanted.holder)
    if wanted.regulation:
        tests.append(lambda row: row.regulation_id == wanted.regulation)
    if wanted.every:
        tests.append(lambda row: row.every == wanted.every)
    if wanted.kind:
        tests.append(lambda row: row.facts.kind == wanted.kind)
    if wanted.due_from:
        tests.append(lambda row: wanted.due_from is not None and row.due_day >= wanted.due_from)
    if wanted.due_to:
        tests.append(lambda row: wanted.due_to is not None and row.due_day <= wanted.due_to)
    if wanted.closed:
        tests.append(lambda row: bool(row.closed_at) if wanted.closed == "closed" else row.state in DONE and not row.closed_at)
    if wanted.doubt:
        tests.append(
            lambda row: (wanted.doubt in ("any", "late_entry") and row.late_days > 0) or (wanted.doubt in ("any", "reused") and row.reused)
        )
    if wanted.text:
        tests.append(lambda row: wanted.text in row.title or wanted.text in row.clause.label or wanted.text in row.clause.cited)
    found = [row for row in rows if all(test(row) for test in tests)]
    key = SORTS.get(wanted.sort.removeprefix("-"), SORTS["due"])
    return sorted(found, key=key, reverse=wanted.sort.startswith("-"))


def _options(rows: Sequence[Row], of: Callable[[Row], tuple[str, str]], order: Callable[[Row], Any]) -> tuple[Option, ...]:
    keys = [of(row) for row in rows]
    places = {key: order(row) for key, row in zip(keys, rows, strict=True)}
    counts = Counter(keys)
    return tuple(Option(value, name, counts[value, name]) for value, name in sorted(places, key=lambda each: (places[each], each)))
