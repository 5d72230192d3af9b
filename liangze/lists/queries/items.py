"""The items of a unit's lists as they stand: what a task may stand under and a letter prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from liangze.lists.models import ItemSource, ListItem
from liangze.lists.queries.candidates import Source, source_of_duty, source_of_standing


@dataclass(frozen=True, slots=True)
class ItemInForce:
    """An item of the newest version of a list. `key` is the same in every version: ids change when a version follows.

    basis   of the unit's own item, which has no sources.
    """

    id: int
    key: str
    list_id: int
    version_id: int
    role: str
    title: str
    measures: str
    proof: str
    basis: str
    sources: tuple[Source, ...]


#: Sources with all that they show, for prefetch_related: two statements.
SOURCES = Prefetch(
    "sources",
    ItemSource.objects.select_related(
        "duty__version__regulation", "duty__clause", "standing__version__regulation", "standing__clause"
    ).defer("duty__version__pack", "standing__version__pack"),
)


def sources_of(rows: Iterable[ItemSource]) -> tuple[Source, ...]:
    """Stored sources, loaded by SOURCES, as values."""
    return tuple(source_of_duty(row.duty) if row.duty else source_of_standing(row.standing) for row in rows if row.duty or row.standing)


def standing_items(unit_id: int, year: int) -> QuerySet[ListItem]:
    """Rows of the items that stand, in the order of the book."""
    rows = ListItem.objects.filter(version__list__unit=unit_id, version__list__year=year, version__superseded_at=None, left_out="")
    return rows.select_related("version__list").order_by("version__list_id", "position", "id")


def items_in_force(unit_id: int, year: int) -> tuple[ItemInForce, ...]:
    """The items of the newest versions of the unit's lists, drafts included, without those left out. Two statements.

    Who may see them is decided by the caller (LIST_READ in the unit, or a publication).
    """
    return tuple(
        ItemInForce(
            row.pk, row.key, row.version.list_id, row.version_id, row.version.list.role, row.title, row.measures, row.proof, row.basis,
            sources_of(row.sources.all()),
        )
        for row in standing_items(unit_id, year).prefetch_related(SOURCES)
    )
