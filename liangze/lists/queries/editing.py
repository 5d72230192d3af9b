"""A draft as its editing page shows it, what else applies, and what others changed in it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from liangze.core.words import Role
from liangze.lists.models import Change, ListItem, ListVersion
from liangze.lists.queries.candidates import Candidate, candidates
from liangze.lists.queries.items import with_sources
from liangze.lists.queries.reach import nothing, staged, the_version, versions_for
from liangze.lists.queries.rows import ItemRow, rows_of
from liangze.lists.words import CHANGES
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of


@dataclass(frozen=True, slots=True)
class EditPage:
    """A draft to be changed; `version` has its `stage`."""

    version: ListVersion
    role_name: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What applies to a draft's seat but is not in it."""

    version: ListVersion
    role_name: str
    offered: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What one saving changed, in words."""

    who: str
    at: datetime
    what: tuple[str, ...]


def edit_page(*, version_id: int, by: Acting) -> EditPage:
    """Two statements. Raises NotFound."""
    version = the_version(version_id, by)
    return EditPage(version, name_of(Role(version.list.role)), rows_of(with_sources(version.items.all())))


def offer_page(*, version_id: int, by: Acting) -> OfferPage:
    """Six statements. Raises NotFound."""
    keys = ListItem.objects.filter(version=OuterRef("pk")).order_by().values("key")
    version = staged(versions_for(by)).annotate(there=ArraySubquery(keys)).filter(pk=version_id).first()
    if version is None:
        raise nothing()
    found = candidates(version.list.unit, version.list.role, version.list.year)
    offered = tuple(each for each in found if each.key not in set(version.there))
    return OfferPage(version, name_of(Role(version.list.role)), offered)


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
