"""Windows of a duty in a year: the period it is about, from when an act counts, and the last day on time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liangze.core import calendar
from liangze.core.duty import Due, Duty
from liangze.core.periods import MONTHS, Period, last_day, month_start, periods_of
from liangze.core.words import Every, Presence

#: Periods that begin so many years before the one asked for may still fall due in it.
LOOK_BACK = 2


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """One period of a duty.

    written  the due day as the clause writes it; `due` is the same day, or the working day to which it rolls.
    """

    period: Period
    opens: date
    written: date
    due: date

    def reference_day(self, today: date) -> date:
        """The day whose member in charge holds a portfolio's obligation: today, at most the last day of the period."""
        return min(today, self.period.last)


def windows(duty: Duty, year: int) -> tuple[Window, ...]:
    """The windows that fall due in `year`, in order of their periods. A window belongs to the year of its due day."""
    if duty.every is Every.ONCE:
        found = [_once(duty)] if duty.once_due else []
    else:
        starts = range(year - LOOK_BACK, year + 1)
        found = [_window(duty, period) for start in starts for period in periods_of(duty.every, start)]
    return tuple(window for window in found if window.due.year == year)


def binds(window: Window, since: date, until: date | None) -> bool:
    """Whether a rule in force on `[since, until)` asks for the window.

    The due day as written must lie in the span: nobody can be late under a rule that binds no longer or not yet, and when
    one version follows another exactly one of them asks. And the period must share a day with the span: a rule is not
    asked to account for a period in which it did not bind at all.
    """
    in_force = since <= window.written and (until is None or window.written < until)
    return in_force and window.period.overlap(since, until) > 0


def days_needed(presence: Presence, period: Period) -> int:
    """How many days of the period a holder and a relation must have been there."""
    return {Presence.ANY: 1, Presence.HALF: (period.days + 1) // 2, Presence.WHOLE: period.days}[presence]


def _once(duty: Duty) -> Window:
    due = duty.once_due or date.min
    opens = min(duty.once_opens or due, due)
    return Window(Period(opens, due + timedelta(days=1)), opens, due, _rolled(duty, due))


def _window(duty: Duty, period: Period) -> Window:
    done_in = _next(duty.every, period) if duty.about == "previous" else period
    written = _day_in(done_in, duty.due) if duty.due else done_in.last
    return Window(period, done_in.start, written, _rolled(duty, written))


def _next(every: Every, period: Period) -> Period:
    return Period(period.end, month_start(period.end.year, period.end.month + MONTHS[every]))


def _day_in(period: Period, due: Due) -> date:
    """Month 1 is the period's first month; day 0, and a day that the month does not have, is its last day."""
    month = month_start(period.start.year, period.start.month + due.month - 1)
    last = last_day(month.year, month.month)
    return month.replace(day=min(due.day or last, last))


def _rolled(duty: Duty, day: date) -> date:
    return calendar.roll(day) if duty.roll == "next_working_day" else day
