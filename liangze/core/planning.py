"""What is owed: the readable definition. The planner of the duties room does the same in the database, and a test compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from liangze.core.duty import Duty, UnitFilter
from liangze.core.organisation import AdoptionValue, OrganisationValue, SeatValue, Span, UnitValue, days_covered
from liangze.core.periods import Period
from liangze.core.relations import Relation, relations
from liangze.core.windows import Window, binds, days_needed, windows
from liangze.core.words import SEAT_OF, Towards


@dataclass(frozen=True, order=True, slots=True)
class PlannedObligation:
    """One duty, one holder, one period, one counterpart or none. (duty_id, holder_id, counterpart_id, period.start) is its key."""

    duty_id: str
    unit_id: int
    holder_id: int
    counterpart_id: int | None
    period: Period
    opens: date
    due: date
    times: int

    @property
    def year(self) -> int:
        """The planning year to which it belongs: that of its due day."""
        return self.due.year


def plan_reference(
    duties: Iterable[Duty], organisation: OrganisationValue, adoption: AdoptionValue, year: int, today: date
) -> tuple[PlannedObligation, ...]:
    """All obligations that fall due in `year` under one adoption, sorted.

    today  decides one thing only: who holds an obligation towards a portfolio's unit. It is the member in charge on
           `min(today, last day of the period)`.
    """
    found: set[PlannedObligation] = set()
    for duty in duties:
        for window in windows(duty, year):
            if binds(window, adoption.span.since, adoption.span.until):
                found.update(_obligations(duty, window, organisation, adoption, today))
    return tuple(sorted(found, key=_order))


def in_scope(units: UnitFilter, unit: UnitValue, scope: UnitValue) -> bool:
    """Whether the filter means `unit`, seen from the unit of the adoption."""
    inside = {
        "subtree": unit.path.startswith(scope.path),
        "self": unit.id == scope.id,
        "below": unit.path.startswith(scope.path) and unit.id != scope.id,
        "children": unit.parent_id == scope.id,
    }[units.within]
    return inside and (not units.kinds or unit.kind in units.kinds) and (not units.levels or unit.level in units.levels)


def in_charge(candidates: Iterable[Relation], day: date) -> SeatValue:
    """Who of several holders of the same relation has it on `day`.

    Who is in charge that day; where nobody is, who was last, else who will be first. Of two at once the one put in charge
    later, then the one with the lower number. Raises ValueError without candidates.
    """

    def rank(relation: Relation) -> tuple[bool, bool, int, int]:
        since = relation.span.since
        return day not in relation.span, since > day, abs((since - day).days), relation.holder.id

    return min(candidates, key=rank).holder


def _obligations(
    duty: Duty, window: Window, organisation: OrganisationValue, adoption: AdoptionValue, today: date
) -> Iterator[PlannedObligation]:
    needed = days_needed(duty.presence, window.period)
    holders = _holders(duty, organisation, adoption)
    if duty.towards is None:
        for holder in holders:
            span = organisation.presence(holder)
            if span and _days([span], window.period) >= needed:
                yield _planned(duty, window, holder, None)
        return
    for (_, counterpart_id), related in _grouped(duty.towards, organisation, holders, window.period).items():
        if _days([relation.span for relation in related], window.period) >= needed:
            holder = in_charge(related, window.reference_day(today))
            yield _planned(duty, window, holder, counterpart_id)


def _holders(duty: Duty, organisation: OrganisationValue, adoption: AdoptionValue) -> list[SeatValue]:
    scope, role = organisation.unit(adoption.unit_id), SEAT_OF.get(duty.holder.role, duty.holder.role)
    return [
        seat
        for seat in organisation.seats
        if seat.role == role and in_scope(duty.holder.units, organisation.unit(seat.unit_id), scope)
    ]


def _grouped(
    towards: Towards, organisation: OrganisationValue, holders: list[SeatValue], period: Period
) -> dict[tuple[int, int], list[Relation]]:
    """Relations that share a day with the period, by what makes them one obligation.

    A portfolio passes from member to member of one unit and stays one obligation; any other relation is the holder's own.
    """
    groups: dict[tuple[int, int], list[Relation]] = defaultdict(list)
    for holder in holders:
        mine = holder.unit_id if towards is Towards.PORTFOLIO_UNITS else holder.id
        for relation in relations(organisation, holder, towards):
            if _days([relation.span], period):
                groups[mine, relation.counterpart.id].append(relation)
    return groups


def _days(spans: list[Span], period: Period) -> int:
    return days_covered(spans, period.start, period.end)


def _planned(duty: Duty, window: Window, holder: SeatValue, counterpart_id: int | None) -> PlannedObligation:
    return PlannedObligation(
        duty.id, holder.unit_id, holder.id, counterpart_id, window.period, window.opens, window.due, duty.times
    )


def _order(planned: PlannedObligation) -> tuple[str, int, int, int, date]:
    return planned.duty_id, planned.unit_id, planned.holder_id, planned.counterpart_id or 0, planned.period.start
