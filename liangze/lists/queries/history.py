"""The versions of a list, and what one changes against another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from liangze.lists.models import ListItem, ListVersion, Stage
from liangze.lists.queries.reach import staged
from liangze.lists.queries.version import StepRow, VersionPage, step_row
from liangze.lists.words import CHANGES


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
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that differs between two versions. how: new, gone, changed, moved.  fields: (name, before, after)."""

    how: str
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()


def history(list_of: VersionPage) -> tuple[VersionRow, ...]:
    """All versions of the list of a page that may be read, the latest first. Two statements."""
    if not list_of.reads_all:
        return ()
    counted = Count("items", filter=Q(items__left_out=""))
    rows = staged(ListVersion.objects.filter(list=list_of.list_id)).annotate(standing=counted).select_related("drafted_by")
    return tuple(
        VersionRow(
            row.pk, row.number, str(Stage(row.stage).label), timezone.localtime(row.drafted_at),
            row.drafted_by.name if row.drafted_by else "", row.reason, row.superseded_at, row.standing,
            tuple(map(step_row, row.steps.all())),
        )
        for row in rows.prefetch_related("steps__by").order_by("-number")
    )


def differences(before: list[ListItem], after: list[ListItem]) -> tuple[Difference, ...]:
    """What one version changes against another, item by item, by their keys; moved where only the order differs."""
    old, new = {item.key: item for item in before}, {item.key: item for item in after}
    kept = [key for key in new if key in old]
    order = {key: number for number, key in enumerate(key for key in old if key in new)}
    found = []
    for number, key in enumerate(kept):
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


def compared(page: VersionPage, other: int) -> tuple[Difference, ...]:
    """What the version of the page changes against version `other` of the same list. One statement."""
    rows = list(ListItem.objects.filter(version__list=page.list_id, version__number__in=(page.number, other)).select_related("version"))
    rows.sort(key=lambda item: (item.position, item.pk))
    return differences([r for r in rows if r.version.number == other], [r for r in rows if r.version.number == page.number])
