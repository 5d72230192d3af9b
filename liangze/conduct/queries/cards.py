"""Entries as other pages show them: what was done, when, by whom, with which proof."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from liangze.conduct.entry import RECORD
from liangze.conduct.models import Entry
from liangze.core.words import ActKind
from liangze.duties.queries.record_card import Card
from liangze.duties.queries.words import Topics, topic_names
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of


def cards(ids: Iterable[int], topics: Topics, by: Acting) -> dict[int, Card]:
    """The entries by id, for whoever reads the item they count for. One statement, or none."""
    ids = list(ids)
    if not ids:
        return {}
    entries = Entry.objects.filter(pk__in=ids).select_related("holder", "entered_by")
    return {
        entry.pk: Card(
            type=RECORD, id=entry.pk, number=entry.number, title=entry.title, kind=name_of(ActKind(entry.kind)), on=entry.on,
            entered=timezone.localtime(entry.entered_at).date(), entered_by=entry.entered_by.name, seat=entry.holder.title,
            topics=topic_names(entry.topics, topics), files_of=((RECORD, entry.pk),), voided=entry.voided_at is not None,
        )
        for entry in entries
    }
