"""Voiding a session that should not stand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict
from liangze.duties.actions import withdraw_deeds
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting
from liangze.study.actions.writing import session_for_change
from liangze.study.new_session import RECORD
from liangze.trust.actions import append
from liangze.trust.attachments import detach


def void_session(*, session_id: int, reason: str, by: Acting, now: datetime) -> list[int]:
    """Void a held session: its deeds are withdrawn, it reaches nobody any longer, its files are free. Nothing is deleted.

    The ids of the obligations that changed. Raises NotFound, NotAllowed, Conflict when it was not held or is void already.
    """
    reason = required(reason)
    with transaction.atomic():
        session = session_for_change(session_id, by)
        if session.voided_at or not session.held_at:
            raise Conflict(
                "Only a session that was held can be void, and only once.", remedy="A planned session is cancelled; a void one stays so."
            )
        session.voided_at, session.voided_by_id, session.ended_reason = now, by.account_id, reason
        session.save(update_fields=["voided_at", "voided_by", "ended_reason"])
        changed = withdraw_deeds(source=(RECORD, session.pk), reason=reason, by=by, now=now)
        detach(record=(RECORD, session.pk), now=now)
        append(
            by=by, action="study.session.void", thing=session, unit_id=session.unit_id, before={"voided_at": None},
            after={"voided_at": now, "obligations": changed}, reason=reason,
        )
    return changed
