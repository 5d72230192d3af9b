"""The clause map: every clause of a version, its duties, what is owed by them and in which state on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from liangze.core.words import ClauseType, State
from liangze.duties.models import Obligation
from liangze.duties.queries.standing import states_on, stood_on
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, visible
from liangze.regulations.queries.parts import ClauseRow, DutyRow, ItemRow, Parts
from liangze.regulations.queries.version_page import VersionPage, version_page
from liangze.statistics.queries.shapes import Tally

#: With more units in sight than these, the figures are counted only when they are asked for: it takes a second or more.
AT_ONCE_UP_TO = 2_000

#: Clauses of these types are there to be carried out: one without any duty stands out.
WORKING = frozenset({ClauseType.DUTY.value, ClauseType.MECHANISM.value})


@dataclass(frozen=True, slots=True)
class MappedDuty:
    """A timed duty with its obligations of the year by state, and the records that count for them so far."""

    duty: DutyRow
    tally: Tally
    records: int


@dataclass(frozen=True, slots=True)
class MappedClause:
    """duties, standing: cited at this very clause.  bare: of a working type, without inner clauses, and nothing implements it.

    inner  it holds other clauses.
    """

    clause: ClauseRow
    duties: tuple[MappedDuty, ...]
    standing: tuple[ItemRow, ...]
    others: int
    inner: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class ClauseMap:
    """The version's page with the map.

    live      whether obligations were counted and found; else all tallies are empty.
    deferred  they were not counted, because so many units are in sight: ask again with `live=True`.
    """

    page: VersionPage
    clauses: tuple[MappedClause, ...]
    total: Tally
    records: int
    as_of: date
    live: bool
    deferred: bool
    bare: int
    working: int


def clause_map(key: str, number: int, *, by: Acting, as_of: date, today: date, chinese: bool = True, live: bool = False) -> ClauseMap:
    """The map for what the reader may see of the tree: obligations due in the year of `as_of`. Five statements.

    live  count however many units are in sight. Raises NotFound.
    """
    page = version_page(key, number, by=by, today=today, chinese=chinese)
    deferred = not live and Unit.objects.filter(visible(by, Permission.OVERVIEW_READ)).count() > AT_ONCE_UP_TO
    figures = {} if deferred else duty_tallies(page.row.pk, by=by, as_of=as_of)
    clauses = tuple(_mapped(page.parts, figures))
    leaves = [item for item in clauses if item.clause.type in WORKING and not item.inner]
    total = Tally(*(sum(values) for values in zip(*(f[0].fields() for f in figures.values()), strict=True))) if figures else Tally()
    return ClauseMap(
        page=page,
        clauses=clauses,
        total=total,
        records=sum(records for _, records in figures.values()),
        as_of=as_of,
        live=bool(figures),
        deferred=deferred,
        bare=sum(item.bare for item in leaves),
        working=len(leaves),
    )


def duty_tallies(version_id: int, *, by: Acting, as_of: date) -> dict[int, tuple[Tally, int]]:
    """By duty: obligations due in the year of `as_of` that the reader may see, by state on that day, and counting records.

    One statement. What was withdrawn by that day is not counted.
    """
    units = Unit.objects.filter(visible(by, Permission.OVERVIEW_READ))
    rows = stood_on(Obligation.objects.all(), as_of).filter(
        duty__version=version_id,
        due__range=(date(as_of.year, 1, 1), date(as_of.year, 12, 31)),
        unit__in=units.order_by().values("pk"),
    )
    counts = {state.value: Count("pk", filter=where) for state, where in states_on(as_of).items()}
    came_due = Count("pk", filter=~Q(freed_on__isnull=False, freed_on__lte=as_of) & Q(due__lt=as_of))
    on_time = Count("pk", filter=states_on(as_of)[State.FULFILLED] & Q(due__lt=as_of))
    found = rows.order_by().values("duty_id").annotate(**counts, came_due=came_due, on_time=on_time, records=Sum("done"))
    names = [*(state.value for state in State), "came_due", "on_time"]
    return {row["duty_id"]: (Tally(*(row[name] for name in names)), row["records"]) for row in found}


def _mapped(parts: Parts, figures: Mapping[int, tuple[Tally, int]]) -> Iterator[MappedClause]:
    duties: dict[int, list[MappedDuty]] = {}
    for duty in parts.duties:
        tally, records = figures.get(duty.id, (Tally(), 0))
        duties.setdefault(duty.clause_id, []).append(MappedDuty(duty, tally, records))
    standing: dict[int, list[ItemRow]] = {}
    for item in (*(row for printed in parts.lists for row in printed.items), *parts.standing):
        standing.setdefault(item.clause_id, []).append(item)
    others: dict[int, int] = {}
    for item in (*parts.situations, *parts.measures, *parts.triggers, *parts.permits):
        others[item.clause_id] = others.get(item.clause_id, 0) + 1
    outer = {clause.path[:depth] for clause in parts.clauses for depth in range(1, len(clause.path))}
    for clause in parts.clauses:
        inner = clause.path in outer
        own = duties.get(clause.id, []), standing.get(clause.id, []), others.get(clause.id, 0)
        bare = clause.type in WORKING and not inner and not any(own)
        yield MappedClause(clause, tuple(own[0]), tuple(own[1]), own[2], inner, bare)
