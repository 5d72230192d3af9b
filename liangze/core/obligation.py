"""The state of an obligation: a function of its row and a day, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liangze.core.words import State

#: From this many days before the due day an obligation counts as due soon.
LEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class ObligationDates:
    """The row: dates and counts only. `opens` from when an act counts, `due` last day on time."""

    opens: date
    due: date
    times: int = 1
    done: int = 0
    fulfilled_on: date | None = None
    exempted_on: date | None = None


def state_on(row: ObligationDates, day: date, *, lead: int = LEAD_DAYS) -> State:
    """State on `day`, as of what was done up to that day.

    An exemption or a fulfilment after `day` has not happened yet on `day`.
    """
    if row.exempted_on is not None and row.exempted_on <= day:
        return State.EXEMPT
    if row.fulfilled_on is not None and row.fulfilled_on <= day:
        return State.FULFILLED if row.fulfilled_on <= row.due else State.LATE
    if day > row.due:
        return State.OVERDUE
    if day < row.opens:
        return State.UPCOMING
    if day >= row.due - timedelta(days=lead):
        return State.DUE_SOON
    return State.OPEN
