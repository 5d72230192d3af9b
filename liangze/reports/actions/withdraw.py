"""Writing the next version of what was returned, and withdrawing a report."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed
from liangze.core.report import Stage
from liangze.duties.actions import withdraw_deeds
from liangze.organisation.policy import Acting
from liangze.reports.actions.writing import locked, words
from liangze.reports.models import Report, Version
from liangze.reports.queries.reach import may_write
from liangze.reports.queries.standing import steps_of, version_standing
from liangze.reports.record import RECORD
from liangze.trust.actions import append
from liangze.trust.endorsements import void


def revise(*, report_id: int, by: Acting, today: date, now: datetime) -> Version:
    """Begin the next version with the text of the returned one, which is kept with the reasons. Its signature is void.

    Raises NotFound, NotAllowed, Conflict unless it was returned.
    """
    with transaction.atomic():
        report, version = _own(report_id, by)
        stage = version_standing(report, version, steps_of([version.pk])[version.pk]).stage
        if stage is not Stage.RETURNED:
            raise Conflict("Only a returned report gets a next version.", remedy="Open the report to see how far it is.")
        if version.laid_out_at:
            void(record=(RECORD, report.pk), reason="A new version is written.", by=by, now=now)
        made = Version.objects.create(
            report=report, number=version.number + 1, sections=version.sections, figures=version.figures, reasons=version.reasons,
            figures_on=version.figures_on, saved_by_id=by.account_id, saved_at=now,
        )
        append(by=by, action="reports.report.revise", thing=report, unit_id=report.unit_id, after={"version": made.number})
    return made


def withdraw(*, report_id: int, reason: str, by: Acting, now: datetime) -> Report:
    """Withdraw it, also a draft: it counts for nothing any more, and is kept with the reason.

    Raises NotFound, NotAllowed; Conflict when it is accepted or withdrawn already; Refusal on "reason".
    """
    with transaction.atomic():
        report, version = _own(report_id, by)
        stage = version_standing(report, version, steps_of([version.pk])[version.pk]).stage
        if stage in (Stage.WITHDRAWN, Stage.ACCEPTED):
            raise Conflict(
                "An accepted or withdrawn report stays as it is.", remedy="What is to be added stands in the next report."
            )
        said = words(reason, field="reason", limit=300)
        report.withdrawn_by_id, report.withdrawn_at, report.withdrawn_reason = by.account_id, now, said
        report.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
        if version.laid_out_at:
            void(record=(RECORD, report.pk), reason=said, by=by, now=now)
        changed = withdraw_deeds(source=(RECORD, report.pk), reason=said, by=by, now=now)
        append(
            by=by, action="reports.report.withdraw", thing=report, unit_id=report.unit_id, before={"stage": stage.value},
            after={"obligations": changed}, reason=said,
        )
    return report


def _own(report_id: int, by: Acting) -> tuple[Report, Version]:
    report, version = locked(report_id, by)
    if not may_write(by, report):
        raise NotAllowed("You do not write reports of this unit.", remedy="The unit's liaison or the holder of the seat hands it in.")
    return report, version
