"""Why a figure is what it is: the clauses behind it with their counts, which add up to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from liangze.core.words import ActKind, State
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.words import name_of
from liangze.statistics.queries.shapes import Filters, Parts, Tally, Tree
from liangze.statistics.queries.source import Source, counted, passed
from liangze.statistics.queries.tree import tree

#: Above so many obligations the clauses are named one level further down; here regulation and kind stand for them.
CLAUSES_UP_TO = 60_000

BY_KIND = """
SELECT k.kind, coalesce(nullif(v.number, ''), r.short_title), k.version_id, k.bucket, k.parts FROM (
    SELECT version_id, kind, bucket, ARRAY[{sums}] AS parts FROM (SELECT *, {bucket} AS bucket FROM ({rows}) rows) rows
     GROUP BY version_id, kind, bucket
) k JOIN regulations_regulationversion v ON v.id = k.version_id JOIN regulations_regulation r ON r.id = v.regulation_id
 ORDER BY k.version_id, k.kind
"""
BY_CLAUSE = """
SELECT k.id, k.title, cl.id, coalesce(nullif(v.number, ''), r.short_title), cl.label, f.bucket, f.parts FROM (
    SELECT duty_id, bucket, ARRAY[{sums}] AS parts FROM (SELECT *, {bucket} AS bucket FROM ({rows}) rows) rows GROUP BY duty_id, bucket
) f JOIN regulations_duty k ON k.id = f.duty_id JOIN regulations_clause cl ON cl.id = k.clause_id
  JOIN regulations_regulationversion v ON v.id = k.version_id JOIN regulations_regulation r ON r.id = v.regulation_id
 ORDER BY k.version_id, k.position
"""


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as it is cited: 云委办〔2026〕3号 二（四）."""

    id: int
    cited: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a figure: a duty with its clause, or (in a very large tree) a kind of act under a regulation."""

    count: int
    title: str
    clause: Cited | None = None
    duty_id: int | None = None
    under: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """The answer. `state` None asks about all of them. The reasons' counts add up to `total`."""

    tree: Tree
    own: bool
    state: State | None
    as_of: date
    total: int
    reasons: tuple[Reason, ...]

    @property
    def by_clause(self) -> bool:
        return all(reason.clause for reason in self.reasons)


def why(
    *, node_id: int, own: bool, state: State | None, as_of: date, filters: Filters, by: Acting, today: date, limit: int = CLAUSES_UP_TO
) -> Why:
    """The parts of one figure of the overview, the largest first. At most three statements.

    own  the node's own seats alone, without what is below it. Raises NotFound outside the person's sight.
    """
    found = tree(node_id, by=by, permission=Permission.OVERVIEW_READ)
    place = found.node
    if place.counted and not own and as_of >= today:
        kinds = _grouped(BY_KIND, counted([place], [], filters), as_of, 3)
        if sum(tally.total for _, tally in kinds) > limit:
            reasons = [Reason(_picked(tally, state), name_of(ActKind(kind)), under=under) for (kind, under, _), tally in kinds]
            return _answer(found, own, state, as_of, reasons)
    clauses = _grouped(BY_CLAUSE, passed(place, filters, own=own), as_of, 5)
    reasons = [
        Reason(_picked(tally, state), title, Cited(clause, cited, label), duty) for (duty, title, clause, cited, label), tally in clauses
    ]
    return _answer(found, own, state, as_of, reasons)


def _grouped(sql: str, rows: Source, as_of: date, keys: int) -> list[tuple[tuple[Any, ...], Tally]]:
    """The tallies by the first `keys` columns of a statement whose last two are the bucket and its parts."""
    buckets: dict[tuple[Any, ...], dict[int, Parts]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(rows.into(sql), {**rows.params, "day": as_of})
        for row in cursor.fetchall():
            buckets[row[:keys]][row[keys]] = row[keys + 1]
    return [(key, Tally.of_buckets(found)) for key, found in buckets.items()]


def _picked(tally: Tally, state: State | None) -> int:
    """The number of one state, or of all seven."""
    return tally.total if state is None else tally.of(state)


def _answer(found: Tree, own: bool, state: State | None, as_of: date, reasons: list[Reason]) -> Why:
    told = tuple(sorted((reason for reason in reasons if reason.count), key=lambda reason: -reason.count))
    return Why(found, own, state, as_of, sum(reason.count for reason in told), told)
