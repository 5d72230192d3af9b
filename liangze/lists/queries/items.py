"""The items of a unit's lists as they stand: what a task may stand under and a letter prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from liangze.duties.queries.words import ClauseRef
from liangze.lists.models import ItemSource, ListItem
from liangze.lists.queries.candidates import Source
from liangze.regulations.queries import duty_words
from liangze.regulations.queries.parts import words_of_row

#: Columns of a timed duty that say how often and by when.
CADENCE = (
    "title", "role", "kind", "every", "topics", "unit_within", "unit_kinds", "unit_levels", "times", "about", "due_month", "due_day",
    "once_opens", "once_due", "towards", "to", "accept", "presence", "roll",
)


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


def with_sources(rows: QuerySet[ListItem]) -> list[ListItem]:
    """Items in their order, each with `found`: all that its sources show. One statement."""
    version = "clause__version"
    named = Coalesce(
        NullIf(F(f"{version}__number"), Value("")), NullIf(F(f"{version}__regulation__short_title"), Value("")),
        F(f"{version}__regulation__title"),
    )
    each = JSONObject(
        duty_id="duty_id", standing_id="standing_id", key=Coalesce("duty__key", "standing__key"),
        said=Coalesce("duty__title", "standing__title"), clause_id="clause_id", label="clause__label", path="clause__path",
        gist="clause__gist", cited=named, **{name: f"duty__{name}" for name in CADENCE},
    )
    sources = ItemSource.objects.filter(item=OuterRef("pk")).order_by("position").values(json=each)
    return list(rows.annotate(found=ArraySubquery(sources)).order_by("version_id", "position", "id"))


def sources_of(item: ListItem) -> tuple[Source, ...]:
    """Where an item loaded by `with_sources` comes from."""
    found: Sequence[Mapping[str, Any]] = item.found
    return tuple(
        Source(
            row["duty_id"], row["standing_id"], row["key"], row["said"], ClauseRef(row["clause_id"], row["cited"], row["label"]),
            tuple(row["path"]), row["gist"], duty_words.cadence(words_of_row(dict(row))) if row["duty_id"] else "",
        )
        for row in found
    )


def standing_items(unit_id: int, year: int) -> QuerySet[ListItem]:
    """Rows of the items that stand in the newest versions of the unit's lists."""
    rows = ListItem.objects.filter(version__list__unit=unit_id, version__list__year=year, version__superseded_at=None, left_out="")
    return rows.select_related("version__list")


def items_in_force(unit_id: int, year: int) -> tuple[ItemInForce, ...]:
    """The items of the newest versions of the unit's lists, drafts included, without those left out. One statement.

    Who may see them is decided by the caller (LIST_READ in the unit, or a publication).
    """
    rows = sorted(with_sources(standing_items(unit_id, year)), key=lambda row: (row.version.list_id, row.position, row.pk))
    return tuple(
        ItemInForce(
            row.pk, row.key, row.version.list_id, row.version_id, row.version.list.role, row.title, row.measures, row.proof, row.basis,
            sources_of(row),
        )
        for row in rows
    )
