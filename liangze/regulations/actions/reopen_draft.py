"""Taking a decision about a draft back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.organisation.policy import Acting
from liangze.regulations.actions.deciding import decide, locked
from liangze.regulations.models import Draft, DraftState


def reopen_draft(*, draft: Draft, by: Acting, now: datetime) -> Draft:
    """It waits again, as it was last written. Raises NotAllowed; Conflict once a version was made."""
    with transaction.atomic():
        row = locked(draft, by)
        if row.state == DraftState.WAITING:
            return row
        return decide(row, state=DraftState.WAITING, by=by, now=now, verb="reopen")
