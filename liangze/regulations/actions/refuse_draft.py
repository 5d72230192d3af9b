"""Refusing a draft: it does not become a duty."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.organisation.policy import Acting
from liangze.regulations.actions.deciding import decide, locked
from liangze.regulations.models import Draft, DraftState

MOST = 300


def refuse_draft(*, draft: Draft, reason: str, by: Acting, now: datetime) -> Draft:
    """Leave it out of the version, with the reason. Raises NotAllowed, Conflict, Refusal without a reason."""
    reason = reason.strip()
    if not reason or len(reason) > MOST:
        raise Refusal(
            "A reason is missing." if not reason else "The reason is too long.",
            remedy="Say in one sentence why it is no duty; later readers will ask.",
            field="reason",
        )
    with transaction.atomic():
        row = locked(draft, by)
        return decide(row, state=DraftState.REFUSED, by=by, now=now, verb="refuse", reason=reason)
