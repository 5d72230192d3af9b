"""The versions of a list, and what one changes against another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from liangze.core.errors import NotFound
from liangze.core.words import Role
from liangze.lists.models import ListItem, ListVersion, Stage
from liangze.lists.queries.reach import nothing, staged, the_version
from liangze.lists.words import CHANGES
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, may
from liangze.organisation.words import name_of


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the history of a list."""

    id: int
    number: int
    stage_name: str
    drafted: datetime
    by: str
    reason: str
    superseded: datetime | None
    items: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that differs between two versions. how: new, gone, changed, moved.  fields: (name, before, after)."""

    how: str
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """All versions of the list of a version, the latest first; what that version changes against `against`, None: nothing to compare."""

    id: int
    unit: Unit
    role_name: str
    year: int
    number: int
    rows: tuple[VersionRow, ...]
    against: int | None
    differences: tuple[Difference, ...]


def history(*, version_id: int, by: Acting, against: int | None = None) -> History:
    """Three statements. `against`: a version's number; the one before where it is None. Raises NotFound."""
    version = the_version(version_id, by)
    of = version.list
    if not may(by, Permission.LIST_READ, of.unit):
        raise nothing()
    counted = Count("items", filter=Q(items__left_out=""))
    found = staged(ListVersion.objects.filter(list=of)).annotate(standing=counted).select_related("drafted_by").order_by("-number")
    rows = tuple(map(_row, found))
    other = version.number - 1 if against is None else against
    known = {row.number for row in rows} - {version.number}
    if against is not None and other not in known:
        raise NotFound("There is no such version to compare with.", remedy="Choose one of the versions of the list.")
    compared = _compared(version, other) if other in known else ()
    return History(version.pk, of.unit, name_of(Role(of.role)), of.year, version.number, rows, other if other in known else None, compared)


def differences(before: list[ListItem], after: list[ListItem]) -> tuple[Difference, ...]:
    """What one version changes against another, item by item, by their keys; moved where only the order differs."""
    old, new = {item.key: item for item in before}, {item.key: item for item in after}
    order = {key: number for number, key in enumerate(key for key in old if key in new)}
    found = []
    for number, key in enumerate(key for key in new if key in old):
        fields = tuple(
            (str(CHANGES[name]), getattr(old[key], name), getattr(new[key], name))
            for name in ("title", "measures", "proof", "basis", "left_out")
            if getattr(old[key], name) != getattr(new[key], name)
        )
        if fields:
            found.append(Difference("changed", new[key].title, fields))
        elif order[key] != number:
            found.append(Difference("moved", new[key].title))
    found += [Difference("new", item.title) for key, item in new.items() if key not in old]
    return (*found, *(Difference("gone", item.title) for key, item in old.items() if key not in new))


def _compared(version: ListVersion, other: int) -> tuple[Difference, ...]:
    rows = ListItem.objects.filter(version__list=version.list_id, version__number__in=(version.number, other)).select_related("version")
    items = sorted(rows, key=lambda item: (item.position, item.pk))
    before, after = ([item for item in items if item.version.number == number] for number in (other, version.number))
    return differences(before, after)


def _row(row: ListVersion) -> VersionRow:
    return VersionRow(
        row.pk, row.number, str(Stage(row.stage).label), timezone.localtime(row.drafted_at), row.drafted_by.name if row.drafted_by else "",
        row.reason, row.superseded_at, row.standing,
    )
