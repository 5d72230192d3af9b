"""Meetings as the page of an obligation shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from liangze.core.meeting import MeetingKind
from liangze.duties.queries.record_card import Card
from liangze.duties.queries.words import Topics, topic_names
from liangze.meetings.models import Meeting
from liangze.meetings.queries.book import number_of
from liangze.meetings.record import RECORD
from liangze.meetings.words import name_of
from liangze.organisation.policy import Acting


def cards(ids: Iterable[int], topics: Topics, by: Acting) -> dict[int, Card]:
    """The meetings by id, for whoever reads the item they count for. One statement, or none."""
    ids = list(ids)
    if not ids:
        return {}
    rows = Meeting.objects.filter(pk__in=ids, held_on__isnull=False).select_related("holder", "recorded_by")
    return {
        row.pk: Card(
            type=RECORD, id=row.pk, number=number_of(row), title=row.title, kind=name_of(MeetingKind(row.kind)), on=row.held_on,
            entered=timezone.localtime(row.recorded_at).date(), entered_by=row.recorded_by.name, seat=row.holder.title,
            topics=topic_names(row.topics, topics), files_of=((RECORD, row.pk),), voided=row.voided_at is not None,
        )
        for row in rows
        if row.held_on and row.recorded_at and row.recorded_by
    }
