"""How much the rules ask, and how little would do: one record counts everywhere, so acts that fall together are one act."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """Some acts asked for within a window, both days included, by one holder towards one counterpart, of one kind."""

    opens: date
    due: date
    times: int = 1


def least_acts(asked: Iterable[Asked]) -> int:
    """The least number of acts that meets all of them on time, when an act counts for every one whose window holds its day.

    Windows are taken by their due day; what is still missing in one is done on its last day, where it serves most of those that
    follow. Never more than the sum of what is asked, never fewer than the most that one of them asks.
    """
    days: list[date] = []
    for one in sorted(asked, key=lambda one: (one.due, one.opens)):
        there = len(days) - bisect_left(days, one.opens)
        for _ in range(one.times - there):
            insort(days, one.due)
    return len(days)
