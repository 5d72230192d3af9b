"""Hearings as other pages show them: what was done, when, by whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from liangze.core.words import ActKind
from liangze.duties.queries.record_card import Card
from liangze.duties.queries.words import Topics, topic_names
from liangze.hearings.models import Hearing, HearingReport
from liangze.hearings.record import HEARING, REPORT
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of


def cards(ids: Iterable[int], topics: Topics, by: Acting) -> dict[int, Card]:
    """The hearings by id, for whoever reads the item they count for. Two statements, or none."""
    ids = list(ids)
    if not ids:
        return {}
    rows = Hearing.objects.filter(pk__in=ids).select_related("unit", "holder", "planned_by", "held_by")
    reports = dict(HearingReport.objects.filter(reporter__hearing__in=ids, replaced_at=None).values_list("pk", "reporter__hearing"))
    files: dict[int, list[tuple[str, int]]] = {}
    for report, hearing in reports.items():
        files.setdefault(hearing, []).append((REPORT, report))
    return {
        row.pk: Card(
            type=HEARING, id=row.pk, number=f"{row.held_on:%Y-%m%d}", title=row.title, kind=name_of(ActKind.HEARING), on=row.held_on,
            entered=timezone.localtime(row.held_at or row.planned_at).date(), entered_by=(row.held_by or row.planned_by).name,
            seat=f"{row.unit.name} {row.holder.title}", topics=topic_names(row.topics, topics), files_of=tuple(files.get(row.pk, ())),
            voided=row.voided_at is not None,
        )
        for row in rows
    }
