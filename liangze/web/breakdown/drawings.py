"""The timeline: where on the year's line each thing stands, in percent. Positions are attributes of SVG, never styles."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext

from liangze.breakdown.queries.tasks import TaskView
from liangze.web import dates


@dataclass(frozen=True, slots=True)
class Stone:
    """A milestone on the line; `standing` reached, missed or coming."""

    x: str
    standing: str
    said: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A task on the line: its span, how much of it is reached, its milestones; `said` in words."""

    task: TaskView
    x: str
    width: str
    reached: str
    stones: tuple[Stone, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """The year's line: months (x, name), today's x or "" when it lies outside, the lanes."""

    months: tuple[tuple[str, str], ...]
    quarters: tuple[str, ...]
    today: str
    lanes: tuple[Lane, ...]


def line(tasks: Iterable[TaskView], year: int, day: date) -> Line:
    """The tasks on the line of the year, as of a day."""
    months = tuple((_percent(_x(date(year, month, 1), year)), _month(month)) for month in range(1, 13))
    return Line(
        months=months, quarters=tuple(x for index, (x, _name) in enumerate(months) if index % 3 == 0 and index),
        today=_percent(_x(day, year)) if day.year == year else "", lanes=tuple(_lane(task, year) for task in tasks),
    )


def _lane(task: TaskView, year: int) -> Lane:
    start, end = _x(task.starts, year), _x(task.due, year, end=True)
    stones = tuple(
        Stone(_percent(_x(each.day, year, end=True)), each.standing, f"{dates.day(each.day)} {each.what}（{each.share}%）")
        for each in task.milestones
    )
    said = gettext("%(starts)s to %(due)s; reached %(reached)s of 100, expected %(expected)s") % {
        "starts": dates.day(task.starts), "due": dates.day(task.due), "reached": task.reached, "expected": task.expected,
    }
    width = max(end - start, 0.6)
    return Lane(task, _percent(start), _percent(width), _percent(width * task.reached / 100), stones, said)


def _x(day: date, year: int, *, end: bool = False) -> float:
    """Where the day begins (or ends) on the line, from 0 to 100."""
    whole = 366 if monthrange(year, 2)[1] == 29 else 365
    return min(max((day - date(year, 1, 1)).days + end, 0), whole) / whole * 100


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _month(month: int) -> str:
    return pgettext("month of a line", "%(month)s") % {"month": month}
