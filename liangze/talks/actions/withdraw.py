"""Taking back what was proposed: the record that it rests on is void, so nobody is talked to because of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.organisation.policy import Acting
from liangze.talks.models import TalkProposal
from liangze.trust.actions import append


def withdraw_proposals(*, record: tuple[str, int], reason: str, by: Acting, now: datetime) -> list[int]:
    """Withdraw the proposals of the record on which nobody has decided yet; their ids. What was decided stands.

    Permission is the caller's business: whoever voids the record has the right. Whoever decides at the same moment queues at the row.
    """
    with transaction.atomic():
        rows = TalkProposal.objects.select_for_update(of=("self",)).select_related("holder", "post").order_by("id").filter(
            record_type=record[0], record_id=record[1], confirmed=None, withdrawn_at=None
        )
        for row in rows:
            row.withdrawn_at, row.withdrawn_by_id, row.reason = now, by.account_id, reason
            row.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
            append(
                by=by, action="talks.proposal.withdraw", thing=row, unit_id=row.holder.unit_id if row.holder else row.post.unit_id,
                before={"withdrawn_at": None}, after={"withdrawn_at": now, "record": f"{record[0]} {record[1]}"}, reason=reason,
            )
    return [row.pk for row in rows]
