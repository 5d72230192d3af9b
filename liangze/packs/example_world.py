"""The small world of one example: units, seats, portfolios and deeds, written so that an official can read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liangze.core.duty import Duty
from liangze.core.matching import DeedValue, ObligationValue, match
from liangze.core.organisation import (
    AdoptionValue,
    OrganisationValue,
    PortfolioValue,
    SeatValue,
    Span,
    StationingValue,
    UnitValue,
)
from liangze.core.planning import PlannedObligation
from liangze.core.relations import relations
from liangze.core.running import runs_until
from liangze.core.words import ActKind, Level, Role, Towards, UnitKind
from liangze.packs import messages
from liangze.packs.decode import FIRST_YEAR, LAST_YEAR
from liangze.packs.values import FROM, Ident, Name, Pack

#: Since when everything exists that has no first day.
LONG_AGO = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class GivenUnit:
    """A unit with its seats: a role, or a role with a number (member-1)."""

    code: Ident
    kind: UnitKind
    level: Level
    seats: tuple[Name, ...] = ()
    parent: Ident | None = None
    since: date | None = field(default=None, metadata=FROM)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GivenPortfolio:
    """A member (as a/member-1) in charge of a unit, from–to; `until` is the first day on which he no longer is."""

    member: Name
    unit: Ident
    since: date | None = field(default=None, metadata=FROM)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GivenStationing:
    """A unit that is a stationed group, and a unit in which it is stationed."""

    group: Ident
    unit: Ident
    since: date | None = field(default=None, metadata=FROM)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GivenDeed:
    """One thing done. Where the duty says who accepts it, it counts only with `accepted`.

    makes_up_for  due day of the missed obligation that the record names as made up for; without it a deed of a later period
                  does not count for an earlier one.
    """

    by: Name
    kind: ActKind
    topics: frozenset[Ident]
    on: date
    towards: Name | None = None
    accepted: date | None = None
    makes_up_for: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The first unit adopts the regulation. `today`: last day of the year unless given."""

    year: int
    units: tuple[GivenUnit, ...]
    duty: Ident
    portfolios: tuple[GivenPortfolio, ...] = ()
    stationings: tuple[GivenStationing, ...] = ()
    deeds: tuple[GivenDeed, ...] = ()
    today: date | None = None


class UnnamedError(Exception):
    """The example speaks of a unit or seat that it does not have."""

    def __init__(self, message: messages.Message, *key: str | int, **params: Any) -> None:
        self.message, self.key, self.params = message, key, params
        super().__init__(message.what)


@dataclass(frozen=True, slots=True)
class World:
    """What the engine needs, and the names to tell the result with."""

    year: int
    today: date
    organisation: OrganisationValue
    adoption: AdoptionValue
    names: Mapping[int, str]
    deeds: tuple[tuple[GivenDeed, DeedValue], ...]

    def seat_name(self, number: int) -> str:
        return self.names[number]

    def days_counted(self, obligation: PlannedObligation, duty: Duty) -> tuple[date, ...]:
        """Days of the deeds that count for the obligation, in order."""
        days: list[date] = []
        for given, deed in sorted(self.deeds, key=lambda pair: pair[1].on):
            named = given.makes_up_for
            if (duty.accept and not given.accepted) or (named and named != obligation.due):
                continue
            until = None if named else runs_until(duty.every, obligation.opens)
            if match(deed, self._owed(obligation, duty, until)).counts:
                days.append(deed.on)
        return tuple(days)

    def _owed(self, obligation: PlannedObligation, duty: Duty, until: date | None) -> ObligationValue:
        return ObligationValue(
            cited="",
            clause="/".join(duty.clause),
            title=duty.title,
            kind=duty.act.kind,
            topics=duty.act.topics,
            holder=obligation.holder_id,
            counterpart=obligation.counterpart_id,
            opens=obligation.opens,
            due=obligation.due,
            times=obligation.times,
            in_charge=self._in_charge(obligation, duty),
            until=until,
        )

    def _in_charge(self, obligation: PlannedObligation, duty: Duty) -> tuple[tuple[int, Span], ...]:
        if duty.towards is not Towards.PORTFOLIO_UNITS:
            return ()
        return tuple(
            (seat.id, relation.span)
            for seat in self.organisation.seats_in(obligation.unit_id, duty.holder.role)
            for relation in relations(self.organisation, seat, duty.towards)
            if relation.counterpart.id == obligation.counterpart_id
        )


def world_of(given: Given, pack: Pack) -> World:
    """The world that `given` describes, under the pack. Raises UnnamedError."""
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise UnnamedError(messages.EXAMPLE_YEAR, "year", year=given.year, first=FIRST_YEAR, last=LAST_YEAR)
    units, seats = _units(given), _seats(given)
    codes = {unit.code: number for number, unit in enumerate(given.units, 1)}
    numbers = {name: seat.id for name, seat in seats.items()}
    for position, unit in enumerate(given.units):
        if unit.parent is not None and codes.get(unit.parent, position + 1) > position:
            raise UnnamedError(messages.EXAMPLE_UNIT, "units", position, "parent", code=unit.parent)
    portfolios = tuple(
        PortfolioValue(
            _known(numbers, item.member, messages.EXAMPLE_SEAT, "portfolios", n, "member"),
            _known(codes, item.unit, messages.EXAMPLE_UNIT, "portfolios", n, "unit"),
            Span(item.since or LONG_AGO, item.until),
        )
        for n, item in enumerate(given.portfolios)
    )
    stationings = tuple(
        StationingValue(
            _known(codes, item.group, messages.EXAMPLE_UNIT, "stationings", n, "group"),
            _known(codes, item.unit, messages.EXAMPLE_UNIT, "stationings", n, "unit"),
            Span(item.since or LONG_AGO, item.until),
        )
        for n, item in enumerate(given.stationings)
    )
    return World(
        year=given.year,
        today=given.today or date(given.year, 12, 31),
        organisation=OrganisationValue(units, tuple(seats.values()), portfolios, stationings),
        adoption=AdoptionValue(1, Span(pack.in_force.since or LONG_AGO, pack.in_force.until)),
        names={seat.id: name for name, seat in seats.items()},
        deeds=tuple((deed, _deed(deed, numbers, n)) for n, deed in enumerate(given.deeds)),
    )


def _units(given: Given) -> tuple[UnitValue, ...]:
    if not given.units:
        raise UnnamedError(messages.EXAMPLE_UNIT, "units", code="-")
    paths: dict[str, tuple[int, str]] = {}
    found = []
    for number, unit in enumerate(given.units, 1):
        parent, above = paths.get(unit.parent or "", (None, ""))
        paths[unit.code] = number, f"{above}{number:04d}"
        span = Span(unit.since or LONG_AGO, unit.until)
        found.append(UnitValue(number, paths[unit.code][1], unit.kind, unit.level, span, parent))
    return tuple(found)


def _seats(given: Given) -> dict[str, SeatValue]:
    found: dict[str, SeatValue] = {}
    known = ", ".join(Role)
    for number, unit in enumerate(given.units, 1):
        for position, seat in enumerate(unit.seats):
            role, _, count = seat.partition("-")
            if role not in set(map(str, Role)) or not (count.isdigit() or seat == role):
                raise UnnamedError(messages.EXAMPLE_ROLE, "units", number - 1, "seats", position, seat=seat, known=known)
            name = f"{unit.code}/{seat}"
            found[name] = SeatValue(len(found) + 1, number, Role(role), Span(unit.since or LONG_AGO, unit.until))
    return found


def _deed(given: GivenDeed, numbers: Mapping[str, int], position: int) -> DeedValue:
    holder = _known(numbers, given.by, messages.EXAMPLE_SEAT, "deeds", position, "by")
    towards = given.towards and _known(numbers, given.towards, messages.EXAMPLE_SEAT, "deeds", position, "towards")
    return DeedValue(given.kind, given.topics, given.on, holder, towards or None)


def _known(numbers: Mapping[str, int], name: str, message: messages.Message, *key: str | int) -> int:
    if name not in numbers:
        raise UnnamedError(message, *key, code=name, seat=name)
    return numbers[name]
