"""What the rules in force over a unit let it issue (C8)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from liangze.core.gate import Permit, PermitBy, PermitTo
from liangze.core.words import Instrument, Level, Role, UnitKind
from liangze.organisation.models import Unit
from liangze.regulations.models import Permit as Row
from liangze.regulations.queries.reach import binding


def permits_over(unit: Unit, instrument: Instrument, day: date) -> tuple[Permit, ...]:
    """The permits for that instrument of all versions that bind the unit on the day; `number` is the row's id. One statement.

    What binds the unit from above, or by itself, binds those below it too: these are the rules in force over it and whom it asks.
    """
    rows = Row.objects.filter(alive(day), instrument=instrument, version__in=binding(unit, day).order_by().values("version"))
    rows = rows.select_related("clause", "version__regulation").defer("version__pack").order_by("version", "position")
    return tuple(permit_value(row) for row in rows)


def alive(day: date) -> Q:
    """Permits of versions in force on the day; the last day of a version counts."""
    since = Q(version__in_force_from__isnull=True) | Q(version__in_force_from__lte=day)
    return since & (Q(version__in_force_until__isnull=True) | Q(version__in_force_until__gte=day))


def permit_value(row: Row) -> Permit:
    """The row as the gate takes it, its clause as people cite it. Clause and regulation should be fetched with it."""
    return Permit(
        number=row.pk,
        clause=f"{row.version.regulation.short_title} {row.clause.label}",
        level=Level(row.version.regulation.level),
        instrument=Instrument(row.instrument),
        by=PermitBy(frozenset(map(UnitKind, row.by_kinds)), frozenset(map(Level, row.by_levels))),
        to=PermitTo(frozenset(map(UnitKind, row.to_kinds)), frozenset(map(Level, row.to_levels)), frozenset(map(Role, row.to_roles))),
    )
