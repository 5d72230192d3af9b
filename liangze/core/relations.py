"""Towards whom: the counterparts of a seat, with the days on which each relation exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liangze.core.organisation import OrganisationValue, SeatValue, Span, UnitValue
from liangze.core.words import Role, Towards, UnitKind

#: Child units whose heads are the unit's own staff.
STAFF_KINDS = frozenset({UnitKind.OFFICE, UnitKind.INSTITUTION})

#: The seat in a subordinate unit that a relation means.
SUBORDINATE_SEAT = {
    Towards.SUBORDINATE_PRINCIPALS: Role.PRINCIPAL,
    Towards.SUBORDINATE_DISCIPLINE_PRINCIPALS: Role.DISCIPLINE_PRINCIPAL,
    Towards.SUBORDINATE_UNITS: Role.LEADERSHIP,
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A counterpart of a holder, on the days `span` (holder, counterpart and what joins them exist on all of them)."""

    holder: SeatValue
    counterpart: SeatValue
    span: Span


def relations(organisation: OrganisationValue, holder: SeatValue, towards: Towards) -> Iterator[Relation]:
    """Every relation of that kind of the holder. One counterpart may come several times, with different days."""
    for seat, joined in _counterparts(organisation, holder, towards):
        span: Span | None = joined
        for other in (organisation.presence(holder), organisation.presence(seat)):
            span = span.meet(other) if span and other else None
        if span and seat.id != holder.id:
            yield Relation(holder, seat, span)


def _counterparts(organisation: OrganisationValue, holder: SeatValue, towards: Towards) -> Iterator[tuple[SeatValue, Span]]:
    if towards is Towards.PORTFOLIO_UNITS:
        for portfolio in organisation.portfolios:
            if portfolio.seat_id == holder.id:
                for seat in organisation.seats_in(portfolio.unit_id, Role.PRINCIPAL):
                    yield seat, portfolio.span
        return
    for unit, joined in _homes(organisation, holder):
        for seat in _seats_of(organisation, holder, unit, towards):
            yield seat, joined


def _seats_of(organisation: OrganisationValue, holder: SeatValue, unit: UnitValue, towards: Towards) -> Iterator[SeatValue]:
    if towards is Towards.MEMBERS:
        yield from organisation.seats_in(unit.id, Role.MEMBER)
    elif towards is Towards.STAFF_HEADS:
        for child in organisation.children(unit.id):
            if child.kind in STAFF_KINDS:
                yield from organisation.seats_in(child.id, Role.PRINCIPAL)
    else:
        # What a stationed group supervises are the units it is stationed in, not those below them.
        stationed = holder.role is Role.STATIONED_GROUP
        for below in (unit,) if stationed else organisation.children(unit.id):
            if organisation.seats_in(below.id, Role.LEADERSHIP):
                yield from organisation.seats_in(below.id, SUBORDINATE_SEAT[towards])


def _homes(organisation: OrganisationValue, holder: SeatValue) -> Iterator[tuple[UnitValue, Span]]:
    """The units in which the holder works: its own; for a stationed group those it is stationed in."""
    if holder.role is not Role.STATIONED_GROUP:
        unit = organisation.unit(holder.unit_id)
        yield unit, unit.span
        return
    for stationing in organisation.stationings:
        if stationing.group_id == holder.unit_id:
            yield organisation.unit(stationing.unit_id), stationing.span
