"""Reports as cards, as the pages of obligations show the records behind them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from liangze.core.words import ActKind
from liangze.duties.queries.record_card import Card
from liangze.duties.queries.words import Topics, topic_names
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of
from liangze.reports.models import Version
from liangze.reports.record import RECORD


def cards(ids: Iterable[int], topics: Topics, by: Acting) -> dict[int, Card]:
    """The reports by id with the day of their newest submission. One statement, or none."""
    ids = list(ids)
    if not ids:
        return {}
    rows = Version.objects.filter(report__in=ids, submitted_at__isnull=False).order_by("report_id", "-number").distinct("report_id")
    found = {}
    for version in rows.select_related("report__holder", "submitted_by"):
        report = version.report
        found[report.pk] = Card(
            type=RECORD, id=report.pk, number=report.number, title=report.title, kind=name_of(ActKind.REPORT),
            on=version.submitted_on or timezone.localtime(version.saved_at).date(),
            entered=timezone.localtime(version.submitted_at).date() if version.submitted_at else version.figures_on,
            entered_by=version.submitted_by.name if version.submitted_by else "", seat=report.holder.title,
            topics=topic_names(report.topics, topics), voided=report.withdrawn_at is not None,
        )
    return found
