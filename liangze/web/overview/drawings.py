"""Geometry of the small drawings: lines and columns as SVG numbers. The numbers stand beside them as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from liangze.statistics.queries import DueDay, Point


@dataclass(frozen=True, slots=True)
class Spark:
    """A line of some months in a box of 88 × 28, with its last point."""

    points: str
    x: str
    y: str
    said: str


def spark(rates: Sequence[float | None]) -> Spark | None:
    """The rates of the last months; None before there are two."""
    known = [(place, rate) for place, rate in enumerate(rates) if rate is not None]
    if len(known) < 2:
        return None
    step = 80 / max(len(rates) - 1, 1)
    spots = [(4 + place * step, 25 - 22 * rate / 100) for place, rate in known]
    said = "、".join(f"{rate:.0f}%" for _, rate in known)
    x, y = spots[-1]
    return Spark(" ".join(f"{x:.1f},{y:.1f}" for x, y in spots), f"{x:.1f}", f"{y:.1f}", said)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point or column with its words; `middle` is where they stand. All as written in SVG."""

    x: str
    y: str
    name: str
    value: str
    height: str = ""
    width: str = ""
    middle: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in a box of 372 × 190: marks, the line through them, and the lines across with their values."""

    marks: tuple[Mark, ...]
    line: str
    across: tuple[tuple[str, str], ...]

    @property
    def said(self) -> str:
        """The chart in words."""
        return "; ".join(f"{mark.name}: {mark.value}" for mark in self.marks)


WIDTH, TOP, FLOOR, LEFT = 372, 24, 160, 34


def rate_line(trend: Sequence[Point]) -> Drawing | None:
    """The percent on time at each month's end over the whole year."""
    known = [point for point in trend if point.rate is not None]
    if not known:
        return None
    low = min(90, int(min(point.rate or 0 for point in known) // 10) * 10)
    step = (WIDTH - LEFT - 20) / 11

    def height(rate: float) -> float:
        return FLOOR - (FLOOR - TOP) * (rate - low) / (100 - low)

    name = gettext("M%(month)s")
    marks = tuple(
        Mark(f"{LEFT + 8 + (n - 1) * step:.1f}", f"{height(rate):.1f}", name % {"month": n}, f"{rate:.1f}")
        for n, rate in ((point.month.month, point.rate or 0.0) for point in known)
    )
    ticks = sorted({low, (low + 100) // 2, 100})
    across = tuple((f"{height(value):.1f}", str(value)) for value in ticks)
    return Drawing(marks, " ".join(f"{mark.x},{mark.y}" for mark in marks), across)


def due_columns(ahead: Sequence[DueDay]) -> Drawing | None:
    """What is still to be done of what falls due on each of the next days."""
    left = [(due.day, due.tally.due_soon + due.tally.open + due.tally.upcoming) for due in ahead]
    left = [(day, count) for day, count in left if count]
    if not left:
        return None
    most = max(count for _, count in left)
    room = (WIDTH - 20) / len(left)
    width = min(36, room * 0.6)
    name, marks = gettext("%(day)s."), []
    for place, (day, count) in enumerate(left):
        x, tall = 10 + room * place + (room - width) / 2, (FLOOR - TOP) * count / most
        said = name % {"day": day.day}
        marks.append(Mark(f"{x:.1f}", f"{FLOOR - tall:.1f}", said, f"{count:,}", f"{tall:.1f}", f"{width:.1f}", f"{x + width / 2:.1f}"))
    return Drawing(tuple(marks), "", ())
