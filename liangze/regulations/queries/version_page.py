"""A version with its head, its sisters, and where it is adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.regulations.models import Adoption, RegulationVersion
from liangze.regulations.queries.parts import Parts, parts_of
from liangze.regulations.queries.reach import ancestors_of, nothing, versions_for


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """until is the first day on which it binds no longer.  state: "now", "ahead" or "over"."""

    id: int
    unit_id: int
    unit: str
    since: date
    until: date | None
    reason: str
    state: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """sisters: (number, title, in force from) of all versions of the regulation, newest first."""

    row: RegulationVersion
    parts: Parts
    adoptions: tuple[AdoptionRow, ...]
    sisters: tuple[tuple[int, str, date | None], ...]
    may_adopt: bool
    may_draft: bool


def version_page(key: str, number: int, *, by: Acting, today: date, chinese: bool = True) -> VersionPage:
    """Three statements. Raises NotFound."""
    family = list(versions_for(by).filter(regulation__key=key).defer("pack").order_by("-version"))
    row = next((version for version in family if version.version == number), None)
    if row is None:
        raise nothing()
    above = {unit for held in by.grants for unit in ancestors_of(held.path)}
    seen = Q(unit__in=above) | visible(by, Permission.REGULATION_READ, "unit__path")
    if by.is_console:
        seen = Q()
    adoptions = Adoption.objects.filter(seen, version=row).select_related("unit").order_by("-since", "unit__path")[:200]
    return VersionPage(
        row=row,
        parts=parts_of(row.pk, chinese=chinese),
        adoptions=tuple(_adoption(item, by, today) for item in adoptions),
        sisters=tuple((version.version, version.title, version.in_force_from) for version in family),
        may_adopt=bool(may(by, Permission.REGULATION_ADOPT, None)),
        may_draft=bool(may(by, Permission.REGULATION_DRAFT, None)),
    )


def _adoption(row: Adoption, by: Acting, today: date) -> AdoptionRow:
    over = row.until is not None and row.until <= today
    state = "over" if over else "ahead" if row.since > today else "now"
    may_end = not over and bool(may(by, Permission.REGULATION_ADOPT, row.unit))
    return AdoptionRow(row.pk, row.unit_id, row.unit.name, row.since, row.until, row.reason, state, may_end)
