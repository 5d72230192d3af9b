"""Figures as values: the seven states of a set of obligations, and what has come due of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liangze.core.words import State

#: Where what is not met stands: past its due day, within the lead before it, open, not open yet.
BUCKETS = ("overdue", "due_soon", "open", "upcoming")
Parts = tuple[int, int, int, int]  # met on time, met late, exempted, not met
NOTHING: Parts = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """Obligations by state on a day. The whole is always the sum of the seven.

    came_due  those not exempted whose due day has passed.  on_time  how many of these were met by their due day.
    """

    fulfilled: int = 0
    late: int = 0
    overdue: int = 0
    due_soon: int = 0
    open: int = 0
    upcoming: int = 0
    exempt: int = 0
    came_due: int = 0
    on_time: int = 0

    def fields(self) -> tuple[int, ...]:
        """The numbers in order."""
        return (
            self.fulfilled, self.late, self.overdue, self.due_soon, self.open, self.upcoming, self.exempt, self.came_due, self.on_time
        )

    @classmethod
    def of_buckets(cls, buckets: Mapping[int, Parts]) -> Tally:
        """From sums by the bucket (a place in BUCKETS) in which what is not met stands."""
        past = buckets.get(0, NOTHING)
        fulfilled, late, exempt, _ = map(sum, zip(*buckets.values(), strict=True)) if buckets else NOTHING
        left = (buckets.get(place, NOTHING)[3] for place in range(len(BUCKETS)))
        return cls(fulfilled, late, *left, exempt, came_due=past[0] + past[1] + past[3], on_time=past[0])

    @property
    def total(self) -> int:
        return self.fulfilled + self.late + self.overdue + self.due_soon + self.open + self.upcoming + self.exempt

    @property
    def rate(self) -> float | None:
        """Percent met on time of what has come due; None before anything has."""
        return 100 * self.on_time / self.came_due if self.came_due else None

    def of(self, state: State) -> int:
        return int(getattr(self, state.value))


@dataclass(frozen=True, slots=True)
class Filters:
    """What is counted: obligations due in `year`, of one regulation (its id) or all, of one kind of act or all ("")."""

    year: int
    regulation: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as the pages name it. `below` is the number of its direct children; counted: counters stand for it."""

    id: int
    name: str
    kind: str
    level: str
    path: str
    parent_id: int | None
    below: int
    counted: bool

    @property
    def inner(self) -> bool:
        return self.below > 0


@dataclass(frozen=True, slots=True)
class Point:
    """A month's end (or the day asked about, in its month), and the percent on time of what had come due by then."""

    month: date
    rate: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a child with all that is below it, or the node's own seats.

    rates  percent on time at the ends of the last months up to the day asked about, as in Point; None before anything came due.
    """

    place: Place
    own: bool
    tally: Tally
    rates: tuple[float | None, ...]

    @property
    def change(self) -> float | None:
        """Points of the rate against the end of the month before."""
        known = [rate for rate in self.rates if rate is not None]
        return known[-1] - known[-2] if len(known) > 1 else None


@dataclass(frozen=True, slots=True)
class Share:
    """A regulation (key: its id) or a kind of act (key: the word), with its figures."""

    key: int | str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which something falls due."""

    day: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Tree:
    """A node with the way down to it and its children.

    totals  the counters' totals may be read.  regulations_mark  see regulations.queries.duty_facts.MARK.
    """

    node: Place
    above: tuple[Place, ...]
    children: tuple[Place, ...]
    totals: bool = False
    regulations_mark: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The page's figures. `total` is the sum of the rows, of the regulations and of the kinds alike.

    ahead  the days on which something falls due, from `as_of` as far as "due soon" reaches.
    choices  all regulations to filter by: (id, name).
    """

    tree: Tree
    as_of: date
    total: Tally
    rows: tuple[Row, ...]
    regulations: tuple[Share, ...]
    kinds: tuple[Share, ...]
    trend: tuple[Point, ...]
    ahead: tuple[DueDay, ...]
    choices: tuple[tuple[int, str], ...]
