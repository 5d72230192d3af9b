"""Handing a version in: from then on its text does not change, and it counts for what it is owed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import NotAllowed, Refusals
from liangze.core.words import ActKind
from liangze.duties.actions import NewDeed, record_deeds
from liangze.duties.actions.withdraw_uncounted import withdraw_uncounted
from liangze.duties.models import Count, Obligation
from liangze.organisation.policy import Acting
from liangze.reports.actions.writing import to_write
from liangze.reports.checks import all_wrong
from liangze.reports.models import Report, Version
from liangze.reports.queries.owed import missed
from liangze.reports.record import RECORD
from liangze.trust.actions import append
from liangze.trust.endorsements import sheet_of


def submit(*, report_id: int, edition: int, by: Acting, today: date, now: datetime) -> Version:
    """Submit the text as it was saved; it emits its deed, dated the day of submission.

    Where a clause asks for acceptance it counts once the organ named there has accepted it. What an earlier version still waited for is
    taken back: the new one takes its place. Earlier returns stay on record, and a version that is handed in late is late.
    Raises NotFound, NotAllowed, Conflict, Refusals with everything that stands against it.
    """
    with transaction.atomic():
        report, version = to_write(report_id, by, edition=edition)
        owed = owed_by(report)
        sheet = sheet_of((RECORD, report.pk)) if version.laid_out_at else None
        if wrong := all_wrong(report, version, owed, sheet, by, today):
            forbidden = next((each for each in wrong if isinstance(each, NotAllowed)), None)
            raise forbidden or (wrong[0] if len(wrong) == 1 else Refusals(wrong))
        withdraw_uncounted(source=(RECORD, report.pk), reason="A newer version of the report takes its place.", by=by, now=now)
        (deed,) = record_deeds(deeds=[deed_of(report, today)], by=by, now=now, makes_up=makes_up(owed, today))
        version.submitted_by_id, version.submitted_at, version.submitted_on, version.deed = by.account_id, now, today, deed
        version.accepts = sorted(
            set(Count.objects.filter(deed=deed, needs_acceptance=True).values_list("obligation__duty__accept", flat=True))
        )
        version.save(update_fields=["submitted_by", "submitted_at", "submitted_on", "deed", "accepts"])
        append(
            by=by, action="reports.report.submit", thing=report, unit_id=report.unit_id,
            after={"version": version.number, "on": today, "deed": deed.pk, "to": report.to},
        )
    return version


def deed_of(report: Report, on: date) -> NewDeed:
    """What its submission on that day emits."""
    return NewDeed(
        unit_id=report.unit_id, holder_id=report.holder_id, kind=ActKind.REPORT.value, topics=frozenset(report.topics), on=on,
        source=(RECORD, report.pk or 0),
    )


def owed_by(report: Report) -> list[Obligation]:
    """The obligations that the writer means it to meet. One statement."""
    rows = Obligation.objects.filter(pk__in=report.owed.values("obligation"), withdrawn_on=None)
    return list(rows.select_related("duty__clause", "duty__version__regulation").order_by("due", "pk"))


def makes_up(owed: list[Obligation], today: date) -> list[int]:
    """Those of a period that is over: named, so that it counts there, as late. One of each duty, the earliest."""
    found: dict[int, int] = {}
    for row in owed:
        if row.fulfilled_on is None and missed(row, today):
            found.setdefault(row.duty_id, row.pk)
    return sorted(found.values())
