"""Periods: half-open spans of days `[start, end)`, and the periods into which a year falls."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from liangze.core.words import Every

MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """Days from `start` up to but not including `end`. Raises ValueError when it holds no day."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a period must hold a day: {self.start} … {self.end}")

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    def overlap(self, since: date | None, until: date | None) -> int:
        """Days shared with the half-open span `[since, until)`; None is open on that side."""
        start = max(self.start, since) if since else self.start
        end = min(self.end, until) if until else self.end
        return max(0, (end - start).days)


def month_start(year: int, month: int) -> date:
    """First day of the month; months past 12 run into later years."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def periods_of(every: Every, year: int) -> tuple[Period, ...]:
    """The periods of that cadence that begin in `year`, in order. `once` has none: its day is its own."""
    step = MONTHS.get(every)
    if step is None:
        return ()
    return tuple(Period(month_start(year, m), month_start(year, m + step)) for m in range(1, 13, step))


def last_day(year: int, month: int) -> int:
    """Number of days of the month, 28 to 31."""
    return calendar.monthrange(year, month)[1]
