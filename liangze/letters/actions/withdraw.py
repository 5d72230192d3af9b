"""Taking a letter back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict
from liangze.core.letter import LetterStage
from liangze.duties.actions import withdraw_deeds
from liangze.letters.actions.writing import demand_reason, locked, step
from liangze.letters.models import Letter
from liangze.letters.queries.reach import RECORD
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append
from liangze.trust.endorsements import void


def withdraw(*, letter_id: int, reason: str, by: Acting, now: datetime) -> Letter:
    """It no longer counts; sheet, signatures and steps are kept, what it had settled opens again, and another may take its place.

    Raises NotFound, NotAllowed, Refusal without a reason, Conflict when it is withdrawn already.
    """
    reason = demand_reason(reason)
    with transaction.atomic():
        letter = locked(letter_id, by)
        demand(by, Permission.LETTER_ISSUE, letter.issuer_unit)
        if letter.ended_at is not None:
            raise Conflict("This letter is withdrawn already.", remedy="Nothing needs to be done.")
        letter.ended_at = now
        letter.save(update_fields=["ended_at"])
        step(letter, LetterStage.WITHDRAWN, by=by, now=now, comments=reason)
        void(record=(RECORD, letter.pk), reason=reason, by=by, now=now)
        withdraw_deeds(source=(RECORD, letter.pk), reason=reason, by=by, now=now)
        append(by=by, action="letters.letter.withdraw", thing=letter, unit_id=letter.holder_unit_id, reason=reason)
    return letter
