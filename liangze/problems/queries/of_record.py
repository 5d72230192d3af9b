"""The problems that were raised from a record of another room: for the page of a meeting, a hearing, a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.core.problem import ENDED, ProblemCategory, ProblemSource, ProblemState, days_late
from liangze.organisation.policy import Acting
from liangze.problems.models import Problem
from liangze.problems.queries.reach import problems_for
from liangze.problems.words import name_of
from liangze.trust import clock


@dataclass(frozen=True, slots=True)
class ProblemCard:
    """A problem in one glance. late  days past the deadline, 0 when it is on time; open  something is still to be done."""

    id: int
    number: str
    title: str
    unit: str
    seat: str
    source: str
    category: str
    found_on: date
    due: date
    state: str
    state_name: str
    open: bool
    late: int


def problems_of_record(*, record: tuple[str, int], by: Acting) -> tuple[ProblemCard, ...]:
    """Those raised from the record that the person may read, in the order in which they were raised. One statement."""
    rows = problems_for(by).filter(record_type=record[0], record_id=record[1]).order_by("pk")
    return tuple(card(row, clock.today()) for row in rows)


def card(row: Problem, today: date) -> ProblemCard:
    """The problem as a card; `row` with its unit and seat."""
    state = ProblemState(row.standing)
    return ProblemCard(
        id=row.pk, number=row.number, title=row.title, unit=row.unit.name, seat=row.post.title if row.post else "",
        source=name_of(ProblemSource(row.source)), category=name_of(ProblemCategory(row.category)), found_on=row.found_on, due=row.due,
        state=state.value, state_name=name_of(state), open=state not in ENDED, late=lateness(row, today),
    )


def lateness(row: Problem, today: date) -> int:
    """Days late. A withdrawn problem is late for nobody."""
    return 0 if row.standing == ProblemState.WITHDRAWN else days_late(row.due, row.reported_on, today)
