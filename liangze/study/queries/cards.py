"""Sessions as other pages show them: what was done, when, for whom, with which proof."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from liangze.duties.queries.record_card import Card
from liangze.duties.queries.words import Topics, topic_names
from liangze.organisation.policy import Acting
from liangze.organisation.words import listed
from liangze.study.models import Session
from liangze.study.new_session import RECORD
from liangze.study.words import form_name


def cards(ids: Iterable[int], topics: Topics, by: Acting) -> dict[int, Card]:
    """The sessions by id, for whoever reads the item they count for. Two statements, or none."""
    ids = list(ids)
    if not ids:
        return {}
    rows = Session.objects.filter(pk__in=ids, on__isnull=False).select_related("held_by").prefetch_related("acts__holder")
    found = {}
    for row in rows:
        acts = list(row.acts.all())
        seats = dict.fromkeys(act.holder.title for act in acts)
        found[row.pk] = Card(
            type=RECORD, id=row.pk, number=row.number, title=row.title, kind=form_name(row.form), on=row.on or row.entered_at.date(),
            entered=timezone.localtime(row.held_at).date(), entered_by=row.held_by.name if row.held_by else "", seat=listed(seats),
            topics=topic_names({key for act in acts for key in act.topics}, topics), files_of=((RECORD, row.pk),),
            voided=row.voided_at is not None,
        )
    return found
