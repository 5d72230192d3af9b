"""Making room for a newer version of a record: what the earlier ones were handed up for and do not count for is taken back."""

from __future__ import annotations

from datetime import datetime

from liangze.duties.actions.settling import lock, withdraw_counts
from liangze.duties.models import Count, Deed
from liangze.organisation.policy import Acting
from liangze.trust.actions import append


def withdraw_uncounted(*, source: tuple[str, int], reason: str, by: Acting, now: datetime) -> int:
    """Take back the counts of the record that wait for acceptance or were returned, in the caller's transaction; how many.

    A record is spent on a duty once: only then does its next deed count there. What counts already stays, and so do the deeds.
    """
    deeds = Deed.objects.filter(source_type=source[0], source_id=source[1], withdrawn_at=None)
    ids = list(deeds.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))  # before any obligation, as planning does
    idle = Count.objects.filter(deed_id__in=ids, needs_acceptance=True, accepted_at=None, withdrawn_at=None)
    obligations = sorted(idle.values_list("obligation_id", flat=True)) if ids else []
    if not obligations:
        return 0
    locked = lock(obligations)
    withdraw_counts(idle, locked, by=by, now=now, reason=reason)
    append(
        by=by, action="duties.deed.withdraw", thing=source, unit_id=locked[0].unit_id if locked else None,
        before={"uncounted": obligations}, after={"uncounted": []}, reason=reason,
    )
    return len(obligations)
