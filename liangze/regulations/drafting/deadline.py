"""When it is due, from the reader's words for deadlines to the pack's."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from liangze.core.periods import MONTHS, last_day
from liangze.core.words import Every
from liangze.reading.result import Due

LAST = "last"


def deadline_of(
    *, every: Every | None, due: Due | date | None, window: str | None, about_previous: bool, opens: date | None
) -> dict[str, Any]:
    """The keys `opens`, `due`, `about` that differ from the pack's defaults; empty means the period's last day.

    opens  first day on which a single dated duty can be done: that on which the document was issued, if known.
    """
    if every is Every.ONCE:
        return _once(due, opens)
    found: dict[str, Any] = {}
    if isinstance(due, Due) and every is Every.YEAR:
        found["due"] = {"month": due.month, "day": day_of(due.month, due.day)}
    elif window:
        found |= _window(window, every)
    if found.get("due") == {"month": 12, "day": LAST} and every is Every.YEAR:
        del found["due"]
    if about_previous and "due" in found:
        found["about"] = "previous"
    return found


def day_of(month: int, day: int) -> int | str:
    """`last` for the last day of the month (28 and 29 for February), else the day."""
    return LAST if day >= (28 if month == 2 else last_day(2025, month)) else day


def _once(due: Due | date | None, opens: date | None) -> dict[str, Any]:
    if not isinstance(due, date):
        return {}
    start = opens if opens and opens <= due else date(due.year, 1, 1)
    return {"opens": start.isoformat(), "due": due.isoformat()}


def _window(window: str, every: Every | None) -> dict[str, Any]:
    months = MONTHS.get(every, 0) if every else 0
    if window == "year_start" and every is Every.YEAR:
        return {"due": {"month": 1, "day": LAST}}
    if window == "mid_year" and every is Every.YEAR:
        return {"due": {"month": 6, "day": LAST}}
    if window == "period_start" and months > 1:
        return {"due": {"month": 1, "day": LAST}}
    if hit := re.fullmatch(r"(?:month_(\d+)_)?day_(\d+)", window):
        month, day = int(hit[1] or (1 if every is Every.MONTH else 0)), int(hit[2])
        return {"due": {"month": month, "day": day_of(month, day)}} if 1 <= month <= months else {}
    if (hit := re.fullmatch(r"next_day_(\d+)", window)) and months:
        return {"due": {"month": 1, "day": day_of(1, int(hit[1]))}, "about": "previous"}
    return {}
