"""What stands in the database after planning, in the core's shape, to hold against the core's definition."""

from __future__ import annotations

from datetime import date

from liangze.core.organisation import OrganisationValue, PortfolioValue, SeatValue, Span, StationingValue, UnitValue
from liangze.core.periods import Period
from liangze.core.planning import PlannedObligation, plan_reference
from liangze.core.words import Level, Role, UnitKind
from liangze.duties.models import Obligation
from liangze.duties.planning.shapes import adoption_value, duty_value
from liangze.organisation.models import Portfolio, Post, Stationing, Unit
from liangze.regulations.models import Adoption, Duty


def organisation_value() -> OrganisationValue:
    """The whole organisation as stored."""

    def span(row) -> Span:
        return Span(row.since, row.until)

    return OrganisationValue(
        tuple(UnitValue(u.pk, u.path, UnitKind(u.kind), Level(u.level), span(u), u.parent_id) for u in Unit.objects.all()),
        tuple(SeatValue(s.pk, s.unit_id, Role(s.role), span(s)) for s in Post.objects.all()),
        tuple(PortfolioValue(p.post_id, p.unit_id, span(p)) for p in Portfolio.objects.exclude(unit=None)),
        tuple(StationingValue(s.group_id, s.unit_id, span(s)) for s in Stationing.objects.all()),
    )


def owed(year: int, today: date) -> set[PlannedObligation]:
    """What the core says is owed, under every adoption."""
    organisation = organisation_value()
    found: set[PlannedObligation] = set()
    for adoption in Adoption.objects.select_related("version"):
        value = adoption_value(adoption)
        if value:
            duties = [duty_value(row) for row in Duty.objects.filter(version=adoption.version_id)]
            found |= set(plan_reference(duties, organisation, value, year, today))
    return found


def stored(year: int) -> set[PlannedObligation]:
    """What is planned and not withdrawn."""
    rows = Obligation.objects.filter(year=year, withdrawn_on=None)
    return {
        PlannedObligation(
            str(o.duty_id), o.unit_id, o.holder_id, o.counterpart_id, Period(o.period_start, o.period_end), o.opens, o.due, o.times
        )
        for o in rows
    }
