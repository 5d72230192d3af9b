"""A small invented county to plan for, in few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from liangze.core.duty import Act, Duty, Holder, UnitFilter
from liangze.core.organisation import AdoptionValue, OrganisationValue, PortfolioValue, SeatValue, Span, UnitValue
from liangze.core.words import ActKind, Every, Level, Role, UnitKind

LONG_AGO = date(2000, 1, 1)
ALWAYS = Span(LONG_AGO)


def unit(
    number: int, *ancestors: int, kind: str = "region", level: str = "county", since: date = LONG_AGO, until: date | None = None
) -> UnitValue:
    """A unit below `ancestors` (from the root down)."""
    path = "".join(f"{n:07d}" for n in (*ancestors, number))
    return UnitValue(number, path, UnitKind(kind), Level(level), Span(since, until), ancestors[-1] if ancestors else None)


def seat(number: int, unit_id: int, role: str, since: date = LONG_AGO, until: date | None = None) -> SeatValue:
    return SeatValue(number, unit_id, Role(role), Span(since, until))


def portfolio(seat_id: int, unit_id: int, since: date = LONG_AGO, until: date | None = None) -> PortfolioValue:
    return PortfolioValue(seat_id, unit_id, Span(since, until))


def organisation(units: Iterable[UnitValue], seats: Iterable[SeatValue], portfolios: Iterable[PortfolioValue] = ()) -> OrganisationValue:
    return OrganisationValue(tuple(units), tuple(seats), tuple(portfolios))


def adoption(unit_id: int = 1, since: date = LONG_AGO, until: date | None = None) -> AdoptionValue:
    return AdoptionValue(unit_id, Span(since, until))


def duty(
    key: str, role: str, kind: str, every: str, *topics: str,
    within: str = "subtree", kinds: Iterable[str] = (), levels: Iterable[str] = (), **rest: object,
) -> Duty:
    """A duty; `rest` are further fields of liangze.core.duty.Duty."""
    units = UnitFilter(frozenset(map(UnitKind, kinds)), frozenset(map(Level, levels)), within)
    return Duty(key, ("四", "（二）"), key, Holder(Role(role), units), Act(ActKind(kind), frozenset(topics)), Every(every), **rest)  # type: ignore[arg-type]
