"""What differs between two versions of a regulation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from liangze.organisation.policy import Acting
from liangze.organisation.words import listed
from liangze.regulations.models import RegulationVersion
from liangze.regulations.queries.parts import ClauseRow, DutyRow, ItemRow, Parts, parts_of
from liangze.regulations.queries.reach import the_version

#: (name, as it was, as it is) of each fact, whether it changed or not.
Facts = Iterator[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact that differs: its name, as it was, as it is."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """how: "new", "gone" or "changed".  facts: what changed."""

    how: str
    label: str
    title: str
    facts: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """From `before` to `after`; duties are the same by id, clauses by label, other items by id."""

    before: RegulationVersion
    after: RegulationVersion
    duties: tuple[Difference, ...]
    clauses: tuple[Difference, ...]
    items: tuple[Difference, ...]
    same_duties: int

    @property
    def is_empty(self) -> bool:
        return not (self.duties or self.clauses or self.items)


def diff(key: str, number: int, other: int, *, by: Acting, chinese: bool = True) -> Diff:
    """What version `number` changes against version `other`. Four statements. Raises NotFound."""
    after, before = the_version(key, number, by), the_version(key, other, by)
    old, new = parts_of(before.pk, chinese=chinese), parts_of(after.pk, chinese=chinese)
    labels = {clause.id: clause.label for clause in (*old.clauses, *new.clauses)}
    duties = tuple(_compared(_by_key(old.duties), _by_key(new.duties), lambda d: labels[d.clause_id], _duty_facts))
    return Diff(
        before=before,
        after=after,
        duties=duties,
        clauses=tuple(_compared({c.path: c for c in old.clauses}, {c.path: c for c in new.clauses}, lambda c: c.label, _clause_facts)),
        items=tuple(_compared(_items(old), _items(new), lambda item: item.clause, _item_facts)),
        same_duties=len(new.duties) - sum(row.how != "gone" for row in duties),
    )


def _by_key(rows: tuple[DutyRow, ...]) -> dict[object, DutyRow]:
    return {row.key: row for row in rows}


def _items(parts: Parts) -> dict[object, ItemRow]:
    rows = (
        *(item for printed in parts.lists for item in printed.items),
        *parts.standing,
        *parts.situations,
        *parts.measures,
        *parts.triggers,
        *parts.permits,
    )
    return {row.key: row for row in rows}


def _compared(
    old: Mapping[Any, Any], new: Mapping[Any, Any], label: Callable[[Any], str], facts: Callable[[Any, Any], Facts]
) -> Iterator[Difference]:
    for key, row in new.items():
        if key not in old:
            yield Difference("new", label(row), _title(row))
        elif changed := tuple(Changed(name, a, b) for name, a, b in facts(old[key], row) if a != b):
            yield Difference("changed", label(row), _title(row), changed)
    for key, row in old.items():
        if key not in new:
            yield Difference("gone", label(row), _title(row))


def _title(row: ClauseRow | DutyRow | ItemRow) -> str:
    return row.gist if isinstance(row, ClauseRow) else row.title


def _duty_facts(a: DutyRow, b: DutyRow) -> Facts:
    yield pgettext("duty", "What"), a.title, b.title
    yield pgettext("duty", "Who"), a.who, b.who
    yield pgettext("duty", "How often"), a.cadence, b.cadence
    yield pgettext("duty", "Which units"), a.units, b.units
    yield pgettext("duty", "Kind"), a.kind, b.kind
    yield pgettext("duty", "With each of"), a.towards or "—", b.towards or "—"
    yield pgettext("duty", "To whom"), a.to or "—", b.to or "—"
    yield pgettext("duty", "Topics"), listed(a.topics), listed(b.topics)


def _clause_facts(a: ClauseRow, b: ClauseRow) -> Facts:
    yield pgettext("clause", "Type"), a.type_name, b.type_name
    yield pgettext("clause", "Content"), a.source or a.gist, b.source or b.gist


def _item_facts(a: ItemRow, b: ItemRow) -> Facts:
    yield pgettext("duty", "What"), a.title, b.title
    yield pgettext("duty", "How"), " · ".join(a.facts), " · ".join(b.facts)
