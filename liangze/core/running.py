"""How long an obligation runs: which period of a duty a deed belongs to. See docs/adr/which-period-a-deed-settles.md."""

from __future__ import annotations

from datetime import date

from liangze.core.periods import MONTHS, month_start
from liangze.core.words import Every


def runs_until(every: Every, opens: date) -> date | None:
    """The day on which the next obligation of the same duty would open; None for one that runs on without end.

    Obligations of a cadence open on the first of a month. An act on that day or later belongs to the next one.
    """
    months = MONTHS.get(every)
    return None if months is None else month_start(opens.year, opens.month + months)


def runs_on(every: Every, opens: date, day: date) -> bool:
    """Whether an act of that day belongs to the obligation that opened on `opens`, on time or late."""
    until = runs_until(every, opens)
    return opens <= day and (until is None or day < until)
