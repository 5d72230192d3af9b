"""A unit's year of education by quarters: what rules ask for, what is planned, what was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext

from liangze.core.obligation import state_on as owed_state
from liangze.core.study import ACTS, SessionState, state_on
from liangze.core.words import State
from liangze.duties.models import Obligation
from liangze.duties.queries.words import ClauseRef, period_name
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, may
from liangze.study.models import Session
from liangze.study.queries.reached import readable_unit
from liangze.study.words import form_name, session_state_name

#: msgids of the quarters, which are the ledger's.
QUARTERS = ("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4")


@dataclass(frozen=True, slots=True)
class Owed:
    """An item that asks for education. lacking  acts still to be done, 0 where it is done or exempt."""

    id: int
    title: str
    period: str
    seat: str
    due: date
    state: str
    clause: ClauseRef
    times: int
    done: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A session of the plan."""

    id: int
    form: str
    title: str
    day: date
    state: str
    state_name: str
    named: int
    present: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter with what is due in it and what is planned or held in it."""

    name: str
    owed: tuple[Owed, ...]
    sessions: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The year. lacking  acts that are owed and not done; planned  sessions still to come."""

    unit: Unit
    year: int
    quarters: tuple[Quarter, ...]
    lacking: int
    planned: int
    passed: int
    held: int
    may_record: bool


def year_plan(*, unit_id: int, year: int, by: Acting, today: date) -> YearPlan:
    """Three statements. Raises NotFound for a unit whose study the person may not read."""
    unit = readable_unit(unit_id, by)
    owed = _owed(unit, year, today) if may(by, Permission.LEDGER_READ, unit) else []
    sessions = _sessions(unit, year, today)
    quarters = tuple(
        Quarter(
            pgettext("period", name), tuple(each for each in owed if _quarter(each.due) == number),
            tuple(each for each in sessions if _quarter(each.day) == number),
        )
        for number, name in enumerate(QUARTERS)
    )
    states = [each.state for each in sessions]
    return YearPlan(
        unit, year, quarters, sum(each.lacking for each in owed), states.count(SessionState.PLANNED), states.count(SessionState.PASSED),
        states.count(SessionState.HELD), bool(may(by, Permission.STUDY_RECORD, unit)),
    )


def _owed(unit: Unit, year: int, today: date) -> list[Owed]:
    rows = (
        Obligation.objects.filter(unit=unit, due__year=year, withdrawn_on=None, duty__kind__in=[kind.value for kind in ACTS])
        .select_related("duty__clause", "duty__version__regulation", "holder")
        .order_by("due", "duty__position", "pk")
    )
    found = []
    for row in rows:
        state = owed_state(row.dates, today)
        settled = state in (State.FULFILLED, State.LATE, State.EXEMPT)
        clause = ClauseRef(row.duty.clause_id, row.duty.version.cited, row.duty.clause.label)
        period = period_name(row.duty.every, row.period_start, row.due)
        lacking = 0 if settled else max(0, row.times - row.done)
        found.append(
            Owed(row.pk, row.duty.title, period, row.holder.title, row.due, state.value, clause, row.times, row.done, lacking)
        )
    return found


def _sessions(unit: Unit, year: int, today: date) -> list[Planned]:
    rows = (
        Session.objects.filter(unit=unit, voided_at=None).annotate(
            day=Coalesce("on", "planned_on"), named=Count("attendees"), there=Count("attendees", filter=Q(attendees__present=True))
        )
        .filter(day__year=year).order_by("day", "pk")
    )
    found = []
    for row in rows:
        state = state_on(row.dates, today)
        found.append(
            Planned(row.pk, form_name(row.form), row.title, row.day, state.value, session_state_name(state), row.named, row.there)
        )
    return found


def _quarter(day: date) -> int:
    return (day.month - 1) // 3
