"""The records behind a figure: of one kind, of a unit or one of its seats, done in certain days; whichever room keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Min

from liangze.core.errors import NotFound
from liangze.duties.models import Deed
from liangze.duties.queries.record_card import Card, CardReaders, cards_of
from liangze.duties.queries.running import topics_by_key
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, visible

PAGE = 25


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record: its day, how many it was done with, its card where its room shows one to the reader."""

    type: str
    id: int
    on: date
    seat: str
    people: int
    card: Card | None


@dataclass(frozen=True, slots=True)
class RecordsPage:
    unit: Unit
    kind: str
    since: date
    until: date
    seat: str
    rows: tuple[RecordRow, ...]
    page: Page[Any]


def records_page(
    *, unit_id: int, kind: str, since: date, until: date, holder_id: int | None, by: Acting, readers: CardReaders, page: int = 1
) -> RecordsPage:
    """Five statements with records of one room. Raises NotFound for a unit whose ledger the person may not read."""
    unit = Unit.objects.filter(visible(by, Permission.LEDGER_READ), pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such ledger among those that you may read.", remedy="Open the ledger of your own unit.")
    deeds = Deed.objects.filter(unit=unit, kind=kind, on__gte=since, on__lte=until, withdrawn_at=None)
    seat = ""
    if holder_id:
        deeds = deeds.filter(holder=holder_id)
        seat = Post.objects.filter(pk=holder_id, unit=unit).values_list("title", flat=True).first() or ""
    records = deeds.order_by().values("source_type", "source_id")
    grouped = records.annotate(day=Min("on"), who=Min(F("holder__title")), n=Count("counterpart"))
    found = Paginator(grouped.order_by("-day", "-source_id"), PAGE).get_page(page)
    rows = list(found.object_list)
    cards = cards_of([(row["source_type"], row["source_id"]) for row in rows], topics_by_key(), by, readers, files=False)
    shown = tuple(
        RecordRow(row["source_type"], row["source_id"], row["day"], row["who"], row["n"], cards.get((row["source_type"], row["source_id"])))
        for row in rows
    )
    return RecordsPage(unit, kind, since, until, seat, shown, found)
