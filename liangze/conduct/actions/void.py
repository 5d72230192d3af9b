"""Voiding an entry that should not stand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.conduct.entry import RECORD
from liangze.conduct.models import Entry
from liangze.core.errors import Conflict, NotFound
from liangze.duties.actions import withdraw_deeds
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.trust.actions import append
from liangze.trust.attachments import detach


def void(*, entry_id: int, reason: str, by: Acting, now: datetime) -> list[int]:
    """Void with a reason: its deeds are withdrawn, what it had settled opens again, its files are free. Nothing is deleted.

    The ids of the obligations that changed. Raises NotFound, NotAllowed, Conflict when it is void already.
    """
    reason = required(reason)
    with transaction.atomic():
        found = Entry.objects.filter(visible(by, Permission.ENTRY_READ, "unit__path"), pk=entry_id).select_related("unit")
        entry = found.select_for_update(of=("self",)).first()
        if entry is None:
            raise NotFound("There is no such record among those that you may read.", remedy="Look for it in the list of records.")
        demand(by, Permission.ENTRY_VOID, entry.unit)
        if entry.voided_at:
            raise Conflict("This record is void already.", remedy="Nothing needs to be done.")
        entry.voided_at, entry.voided_by_id, entry.voided_reason = now, by.account_id, reason
        entry.save(update_fields=["voided_at", "voided_by", "voided_reason"])
        changed = withdraw_deeds(source=(RECORD, entry.pk), reason=reason, by=by, now=now)
        detach(record=(RECORD, entry.pk), now=now)
        append(
            by=by, action="conduct.entry.void", thing=entry, unit_id=entry.unit_id, before={"voided_at": None},
            after={"voided_at": now, "obligations": changed}, reason=reason,
        )
    return changed
