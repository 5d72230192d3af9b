"""Withdrawing what a voided record had emitted."""

from __future__ import annotations

from datetime import datetime

from liangze.duties.actions.settling import lock, withdraw_counts
from liangze.duties.models import Count, Deed
from liangze.organisation.policy import Acting
from liangze.trust.actions import append


def withdraw_deeds(*, source: tuple[str, int], reason: str, by: Acting, now: datetime) -> list[int]:
    """Withdraw the deeds of a record, in the caller's transaction; ids of the obligations that changed.

    Nothing is deleted: the deeds and their counts stay, marked. A close-out that had confirmed one of them is reopened by itself with
    the reason, also where another deed takes over.
    """
    deeds = Deed.objects.filter(source_type=source[0], source_id=source[1], withdrawn_at=None)
    ids = list(deeds.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))  # before any obligation, as planning does
    if not ids:
        return []
    counts = Count.objects.filter(deed_id__in=ids, withdrawn_at=None)
    locked = lock(counts.values_list("obligation_id", flat=True))
    deeds.update(withdrawn_at=now, withdrawn_reason=reason[:300])
    changed = withdraw_counts(counts, locked, by=by, now=now, reason=reason)
    append(
        by=by, action="duties.deed.withdraw", thing=source, unit_id=locked[0].unit_id if locked else None,
        before={"deeds": ids, "obligations": [row.id for row in locked]}, after={"changed": changed}, reason=reason,
    )
    return changed
