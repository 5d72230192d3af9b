"""Units, seats and their relations as frozen values: what planning needs to know about who is where, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from liangze.core.words import Level, Role, UnitKind


@dataclass(frozen=True, slots=True)
class Span:
    """Days `[since, until)`; until None is open."""

    since: date
    until: date | None = None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.since <= day and (self.until is None or day < self.until)

    def meet(self, other: Span) -> Span | None:
        """The days in both, or None when there are none."""
        since = max(self.since, other.since)
        ends = [until for until in (self.until, other.until) if until is not None]
        until = min(ends) if ends else None
        return None if until is not None and until <= since else Span(since, until)


@dataclass(frozen=True, slots=True)
class UnitValue:
    """A unit. `path` starts with its parent's path; siblings' paths have the same length."""

    id: int
    path: str
    kind: UnitKind
    level: Level
    span: Span
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class SeatValue:
    """A seat in a unit."""

    id: int
    unit_id: int
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class PortfolioValue:
    """A unit in the portfolio of a seat."""

    seat_id: int
    unit_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class StationingValue:
    """A stationed group (a unit) and a unit that it supervises."""

    group_id: int
    unit_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class AdoptionValue:
    """A version that binds a unit and what is below it, on the days on which both adoption and version are in force."""

    unit_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class OrganisationValue:
    """A whole organisation. Raises KeyError where a seat or relation names a unit or seat that is not in it."""

    units: tuple[UnitValue, ...]
    seats: tuple[SeatValue, ...]
    portfolios: tuple[PortfolioValue, ...] = ()
    stationings: tuple[StationingValue, ...] = ()
    _units: dict[int, UnitValue] = field(init=False, repr=False, compare=False)
    _seats: dict[int, SeatValue] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_units", {unit.id: unit for unit in self.units})
        object.__setattr__(self, "_seats", {seat.id: seat for seat in self.seats})

    def unit(self, number: int) -> UnitValue:
        return self._units[number]

    def seat(self, number: int) -> SeatValue:
        return self._seats[number]

    def seats_in(self, unit_id: int, role: Role) -> tuple[SeatValue, ...]:
        """Seats of that role in the unit."""
        return tuple(seat for seat in self.seats if seat.unit_id == unit_id and seat.role == role)

    def children(self, unit_id: int) -> tuple[UnitValue, ...]:
        """Units directly below."""
        return tuple(unit for unit in self.units if unit.parent_id == unit_id)

    def presence(self, seat: SeatValue) -> Span | None:
        """The days on which the seat and its unit exist; None when there are none."""
        return seat.span.meet(self.unit(seat.unit_id).span)


def days_covered(spans: Iterable[Span], period_start: date, period_end: date) -> int:
    """Days of `[period_start, period_end)` that lie in at least one of the spans."""
    total, reached = 0, period_start
    for span in sorted(spans, key=lambda s: s.since):
        start = max(span.since, reached)
        end = min(span.until or period_end, period_end)
        if end > start:
            total += (end - start).days
            reached = end
    return total
