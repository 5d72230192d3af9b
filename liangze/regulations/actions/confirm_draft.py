"""Confirming a draft as it stands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.organisation.policy import Acting
from liangze.regulations.actions.deciding import decide, demand_complete, locked
from liangze.regulations.models import Draft, DraftState
from liangze.regulations.queries.topics import known_topics


def confirm_draft(*, draft: Draft, by: Acting, now: datetime) -> Draft:
    """The draft becomes a duty of the coming version. Confirming twice changes nothing.

    Raises NotAllowed; Conflict once a version was made; Refusals for what is still missing or cannot stand in a pack.
    """
    with transaction.atomic():
        row = locked(draft, by)
        if row.state in (DraftState.CONFIRMED, DraftState.CORRECTED):
            return row
        demand_complete(row.duty, tuple(row.clause), row.document, known_topics())
        return decide(row, state=DraftState.CONFIRMED, by=by, now=now, verb="confirm")
