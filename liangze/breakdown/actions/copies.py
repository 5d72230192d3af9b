"""Deciding about two breakdowns that share their wording, as is decided about lists."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.breakdown.models import BreakdownCopyDecision
from liangze.breakdown.queries.copies import breakdown_copies
from liangze.breakdown.queries.reach import breakdown_of
from liangze.core.errors import Conflict, Refusals
from liangze.lists.actions.copies import objections
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def decide_copy(*, breakdown_id: int, other_id: int, verdict: str, reason: str, by: Acting, now: datetime) -> BreakdownCopyDecision:
    """Say what a pair is, with the reason; a later decision takes its place, whichever of the two it is made from.

    Raises NotFound, NotAllowed for one who does not review both units, Conflict when they share too little now, Refusals.
    """
    reason = reason.strip()
    with transaction.atomic():
        pair = [breakdown_of(by, each) for each in (breakdown_id, other_id)]
        for each in pair:
            demand(by, Permission.LIST_REVIEW, each.unit)
        if wrong := objections(verdict, reason):
            raise Refusals(wrong)
        row = next((each for each in breakdown_copies(breakdown_id=breakdown_id, by=by).rows if each.id == other_id), None)
        if row is None:
            raise Conflict("These two breakdowns do not share their wording any more.", remedy="Nothing needs to be decided.")
        earlier, later = pair if row.first else pair[::-1]
        made = BreakdownCopyDecision.objects.create(
            earlier=earlier, later=later, share=max(row.share, row.other), verdict=verdict, reason=reason, by_id=by.account_id, at=now,
        )
        append(
            by=by, action="breakdown.copy.decide", thing=made, unit_id=later.unit_id, reason=reason,
            before={"verdict": row.decisions[0].verdict} if row.decisions else None,
            after={"verdict": verdict, "earlier": earlier.pk, "later": later.pk, "share": made.share},
        )
    return made
