"""Rows of the rooms below in the shapes of the core."""

from __future__ import annotations

from datetime import date, timedelta

from liangze.core.duty import Act, Due, Duty, Holder, UnitFilter
from liangze.core.organisation import AdoptionValue, Span
from liangze.core.words import ActKind, Every, Level, Presence, Role, Towards, UnitKind
from liangze.regulations import models


def duty_value(row: models.Duty) -> Duty:
    """The duty; its id is the row's id as text, its clause the path of the clause when that is loaded."""
    units = UnitFilter(frozenset(map(UnitKind, row.unit_kinds)), frozenset(map(Level, row.unit_levels)), row.unit_within)
    return Duty(
        id=str(row.pk),
        clause=tuple(row.clause.path) if models.Duty.clause.is_cached(row) else (),
        title=row.title,
        holder=Holder(Role(row.role), units),
        act=Act(ActKind(row.kind), frozenset(row.topics)),
        every=Every(row.every),
        towards=Towards(row.towards) if row.towards else None,
        times=row.times,
        about=row.about,
        due=Due(row.due_month, row.due_day or 0) if row.due_month else None,
        once_opens=row.once_opens,
        once_due=row.once_due,
        roll=row.roll or None,
        to=tuple(row.to),
        accept=row.accept or None,
        presence=Presence(row.presence),
    )


def adoption_value(row: models.Adoption) -> AdoptionValue | None:
    """The days on which both the adoption and its version (its last day included) are in force; None when there are none."""
    version = row.version
    last = version.in_force_until
    in_force = Span(version.in_force_from or date.min, last + timedelta(days=1) if last else None)
    span = in_force.meet(Span(row.since, row.until))
    return AdoptionValue(row.unit_id, span) if span else None
