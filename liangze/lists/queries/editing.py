"""A draft as its editing page shows it, and what others changed in it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext, pgettext

from liangze.core.words import Role
from liangze.lists.models import Change, ListVersion
from liangze.lists.queries.candidates import Candidate, candidates
from liangze.lists.queries.reach import the_version
from liangze.lists.queries.rows import ItemRow, rows_of, with_sources
from liangze.lists.words import CHANGES
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of


@dataclass(frozen=True, slots=True)
class EditPage:
    """A draft to be changed: its items, and what applies but is not in it."""

    version: ListVersion
    role_name: str
    items: tuple[ItemRow, ...]
    offered: tuple[Candidate, ...]


def edit_page(*, version_id: int, by: Acting) -> EditPage:
    """Eight statements. Raises NotFound."""
    version = the_version(version_id, by)
    items = rows_of(with_sources(version.items.all()))
    there = {item.key for item in items}
    offered = tuple(each for each in candidates(version.list.unit, version.list.role, version.list.year) if each.key not in there)
    return EditPage(version, name_of(Role(version.list.role)), items, offered)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What one saving changed, in words."""

    who: str
    at: datetime
    what: tuple[str, ...]


def changes_since(version_id: int, revision: int) -> tuple[ChangeRow, ...]:
    """What was saved after that revision. One statement."""
    rows = Change.objects.filter(version=version_id, revision__gt=revision).select_related("by")
    said = pgettext("change", "%(what)s: %(title)s")
    return tuple(
        ChangeRow(
            row.by.name if row.by else gettext("The operator"), timezone.localtime(row.at),
            tuple(said % {"what": CHANGES.get(verb, verb), "title": title} for verb, title in row.what),
        )
        for row in rows
    )
