"""A month as weeks of days with what falls due on them."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liangze.core.calendar import is_rest_day, knows
from liangze.core.words import State
from liangze.statistics.queries import Tally

#: The state that colours a day: the first of these that is there.
LOUDEST = (State.OVERDUE, State.DUE_SOON, State.OPEN, State.UPCOMING, State.LATE, State.FULFILLED, State.EXEMPT)


@dataclass(frozen=True, slots=True)
class Day:
    """A cell. `state` names the loudest state of what falls due, "" when nothing does; rest: offices rest."""

    day: date
    number: int
    inside: bool
    today: bool
    rest: bool
    holiday: bool
    count: int
    state: str
    tally: Tally | None


def weeks(start: date, due: Mapping[date, Tally], today: date) -> list[list[Day]]:
    """The weeks (Monday first) of the month of `start`."""
    published = knows(start.year)

    def cell(day: date) -> Day:
        tally = due.get(day) if day.month == start.month else None
        state = next((one.value for one in LOUDEST if tally and tally.of(one)), "")
        rest = is_rest_day(day)
        holiday = published and rest and day.weekday() < 5
        return Day(day, day.day, day.month == start.month, day == today, rest, holiday, tally.total if tally else 0, state, tally)

    return [[cell(day) for day in week] for week in Calendar().monthdatescalendar(start.year, start.month)]
