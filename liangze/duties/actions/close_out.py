"""Close-out (销号): somebody other than the doer has checked what was done against its proof."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed
from liangze.duties.actions.reasons import required
from liangze.duties.actions.settling import lock
from liangze.duties.models import CloseOut, Obligation
from liangze.duties.queries.doers import doers
from liangze.duties.queries.reach import reached
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def close_out(*, obligation_id: int, opinion: str = "", by: Acting, now: datetime) -> CloseOut:
    """Strike a fulfilled obligation off: what counts for it now has been checked against its proof.

    Should one of these acts be withdrawn, the close-out is reopened with the reason of that (settling.withdraw_counts). Raises
    NotAllowed for a doer, Conflict when it is open, exempt, withdrawn or closed out already.
    """
    with transaction.atomic():
        obligation = reached(by, obligation_id)
        demand(by, Permission.LEDGER_CLOSE_OUT, obligation.unit)
        (row,) = lock([obligation_id])
        if row.withdrawn_on or row.exempted_on:
            raise Conflict("Nothing is owed here: there is nothing to close out.", remedy="See the item's own page for how it stands.")
        if row.fulfilled_on is None:
            raise Conflict("This is not done yet and cannot be closed out.", remedy="Wait until what is owed has been recorded.")
        _demand_other_than_doer(by, obligation)
        if CloseOut.objects.filter(obligation_id=obligation_id, reopened_at=None).exists():
            raise Conflict("This has been closed out already.", remedy="Nothing needs to be done.")
        closed = CloseOut.objects.create(obligation_id=obligation_id, opinion=opinion.strip(), by_id=by.account_id, at=now)
        append(
            by=by, action="duties.obligation.close_out", thing=obligation, unit_id=row.unit_id,
            after={"closed_out": now, "fulfilled_on": row.fulfilled_on}, reason=opinion.strip(),
        )
    return closed


def reopen(*, obligation_id: int, reason: str, by: Acting, now: datetime) -> None:
    """Take a close-out back, with a reason, whatever has become of the item since. What was done stays as it was recorded."""
    reason = required(reason)
    with transaction.atomic():
        obligation = reached(by, obligation_id)
        demand(by, Permission.LEDGER_CLOSE_OUT, obligation.unit)
        lock([obligation_id])
        closed = CloseOut.objects.filter(obligation_id=obligation_id, reopened_at=None).first()
        if closed is None:
            raise Conflict("This is not closed out.", remedy="Nothing needs to be reopened.")
        closed.reopened_by_id, closed.reopened_at, closed.reopened_reason = by.account_id, now, reason
        closed.save(update_fields=["reopened_by", "reopened_at", "reopened_reason"])
        append(
            by=by, action="duties.obligation.reopen", thing=obligation, unit_id=obligation.unit_id,
            before={"closed_out": closed.at}, after={"closed_out": None}, reason=reason,
        )


def _demand_other_than_doer(by: Acting, obligation: Obligation) -> None:
    if by.account_id is None or by.account_id in doers(obligation.pk):
        raise NotAllowed(
            "You recorded or did this yourself, or nobody can tell who you are.",
            remedy="Close-out is for somebody other than the doer: leave it to a colleague or to the stationed group.",
        )
