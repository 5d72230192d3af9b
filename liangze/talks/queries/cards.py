"""Talks beside the obligation that they count for: outsiders learn that a talk took place, and not which kind or what was said."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from liangze.core.words import ActKind
from liangze.duties.queries.record_card import Card
from liangze.duties.queries.words import Topics, topic_names
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of
from liangze.talks.models import Talk
from liangze.talks.queries.reach import RECORD, may_read, with_near
from liangze.talks.words import kind_name


def cards(ids: Iterable[int], topics: Topics, by: Acting) -> dict[int, Card]:
    """The talks by id, for whoever reads the item they count for. One statement, or none."""
    ids = list(ids)
    if not ids:
        return {}
    rows = list(with_near(Talk.objects.filter(pk__in=ids), by).select_related("holder", "entered_by"))
    return {
        talk.pk: Card(
            type=RECORD, id=talk.pk, number=talk.number,
            title=kind_name(talk.kind) if may_read(talk) else _("A talk; what was said is protected"),
            kind=name_of(ActKind.TALK), on=talk.on or timezone.localtime(talk.entered_at).date(),
            entered=timezone.localtime(talk.entered_at).date(), entered_by=talk.entered_by.name, seat=talk.holder.title,
            topics=topic_names(talk.topics, topics),
            files_of=((RECORD, talk.pk),) if may_read(talk) else (), voided=talk.voided_at is not None,
        )
        for talk in rows
    }
