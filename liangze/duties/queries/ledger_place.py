"""Whose ledger it is: the unit, the way down to it, and what the reader may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.words import Role
from liangze.duties.queries.prepared import prepared
from liangze.organisation.models import Post, Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may

_FIELDS = Unit._meta.concrete_fields
_NAMES = [each.attname for each in _FIELDS]

#: The units from the root down to one, itself among them.
WAY_DOWN = f"""
SELECT {", ".join(f'a."{each.column}"' for each in _FIELDS)} FROM organisation_unit a
 WHERE a.id = ANY (ARRAY(
    SELECT substr(n.path, 1 + {SEGMENT} * i, {SEGMENT})::bigint
    FROM organisation_unit n CROSS JOIN LATERAL generate_series(0, length(n.path) / {SEGMENT} - 1) i WHERE n.id = %(id)s::bigint
 ))
 ORDER BY length(a.path)
"""  # noqa: S608 - own text, values are parameters

YEARS = "SELECT DISTINCT extract(year FROM due)::int FROM duties_obligation WHERE unit_id = %(id)s::bigint"


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """The unit with its trail from the root (id, name, whether its ledger may be read)."""

    unit: Unit
    trail: tuple[tuple[int, str, bool], ...]
    may_record: bool


def ledger_place(*, by: Acting, unit_id: int) -> LedgerPlace:
    """One statement. Raises NotFound for a unit whose ledger the person may not read."""
    with prepared() as cursor:
        cursor.execute(WAY_DOWN, {"id": unit_id})
        *above, unit = [Unit.from_db(None, _NAMES, row) for row in cursor.fetchall()] or [None]
    if unit is None or not may(by, Permission.LEDGER_READ, unit):
        raise NotFound("There is no such ledger among those that you may read.", remedy="Open the ledger of your own unit.")
    trail = tuple((each.pk, each.name, bool(may(by, Permission.LEDGER_READ, each))) for each in above)
    return LedgerPlace(unit, trail, bool(may(by, Permission.ENTRY_RECORD, unit)))


def own_unit_id(by: Acting, permission: Permission = Permission.LEDGER_READ) -> int:
    """The first unit in which the person may do this. Raises NotAllowed where there is none."""
    for held in by.grants:
        where = Unit(pk=held.unit_id, path=held.path, name=held.unit_name)
        if may(by, permission, where):
            return held.unit_id
    raise NotAllowed("You have no unit for which you may do this.", remedy="Ask the security administrator for a grant if you need it.")


def years_of(unit_id: int, today: date) -> list[int]:
    """Years in which the unit owes something, this one among them, the latest first. One statement."""
    with prepared() as cursor:
        cursor.execute(YEARS, {"id": unit_id})
        years = {year for (year,) in cursor.fetchall()}
    return sorted(years | {today.year}, reverse=True)


def seats_in(unit_id: int, day: date) -> int:
    """How many seats the unit has that can owe something. One statement."""
    return Post.objects.filter(Q(until=None) | Q(until__gt=day), unit_id=unit_id, since__lte=day).exclude(role=Role.LIAISON).count()
