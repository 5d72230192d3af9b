"""Laying a draft out to be signed by the principal, and signing it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, Refusal
from liangze.documents.official import pdf
from liangze.organisation.policy import Acting
from liangze.reports.actions.submit import owed_by
from liangze.reports.actions.write import undo_layout
from liangze.reports.actions.writing import locked, to_write
from liangze.reports.checks import SIGNER, all_wrong
from liangze.reports.models import Version
from liangze.reports.queries.paper import report_paper
from liangze.reports.queries.signing import demand_signer, signer_of
from liangze.reports.record import RECORD
from liangze.trust.actions import append
from liangze.trust.endorsements import Endorsed, Opinion, Signer, endorse, sheet_of
from liangze.trust.endorsements import lay_out as lay_out_sheet


def lay_out(*, report_id: int, edition: int, by: Acting, today: date, now: datetime) -> Version:
    """Lay the text out as the document that the principal signs. A later change of the text voids it with its signature.

    Raises NotFound, NotAllowed, Conflict; Refusal where the unit has no principal, or figures were changed without a reason.
    """
    with transaction.atomic():
        report, version = to_write(report_id, by, edition=edition)
        signer = signer_of(report)
        if signer is None:
            remedy = "Enter the seat among the posts of the unit first."
            raise Refusal("This unit has no principal's seat that could sign.", remedy=remedy, field="signs")
        for refusal in all_wrong(report, version, owed_by(report), None, by, today):
            if refusal.field != "signs":
                raise refusal
        report.signs, version.laid_out_at = True, now
        report.save(update_fields=["signs"])
        version.save(update_fields=["laid_out_at"])
        lay_out_sheet(record=(RECORD, report.pk), rendered=pdf(report_paper(report, version, signer=signer, day=today)), by=by, now=now)
        append(by=by, action="reports.report.lay_out", thing=report, unit_id=report.unit_id, after={"version": version.number})
    return version


def sign(*, report_id: int, shown: str, opinion: str, comments: str, passphrase: str, by: Acting, now: datetime) -> Endorsed:
    """Sign as the principal of the unit. Given back instead, the document is void and the writer goes on with the text.

    shown  digest of the document that was on the screen.  Raises NotFound, NotAllowed unless the person holds the seat, Conflict unless
    it is laid out, Refusal for what stands against the signature itself (trust.endorsements).
    """
    with transaction.atomic():
        report, version = locked(report_id, by)
        seat = demand_signer(report, by)
        sheet = sheet_of((RECORD, report.pk))
        if version.laid_out_at is None or version.submitted_at or report.withdrawn_at or sheet is None:
            raise Conflict("This report is not waiting for its signature.", remedy="Open it to see how far it has come.")
        if opinion not in set(Opinion):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or return the report.", field="opinion")
        made = endorse(
            record=(RECORD, report.pk), shown=shown, box=SIGNER, role=seat.title, opinion=Opinion(opinion), comments=comments,
            passphrase=passphrase, by=by, now=now,
            signer=Signer(account_id=by.account_id or 0, name=seat.name or by.name, seat=seat.title, unit=report.unit.name),
        )
        returned = made.opinion is Opinion.RETURN
        append(
            by=by, action="reports.report.sign", thing=report, unit_id=report.unit_id, after={"opinion": made.opinion.value},
            reason=comments.strip() if returned else "",
        )
        if returned:
            undo_layout(version, comments.strip(), by, now)
    return made

