"""Voiding a talk that should not stand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict
from liangze.core.talk import DISCREET
from liangze.duties.actions import withdraw_deeds
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting
from liangze.talks.actions.writing import demand_hand, kind_of, locked, person_of
from liangze.talks.digests import digest_of
from liangze.talks.models import Talk
from liangze.talks.queries.reach import RECORD
from liangze.trust.actions import append
from liangze.trust.attachments import detach
from liangze.trust.endorsements import void as void_sheet

#: What those who may not know more are told: the reason itself stands in the talk.
QUIET = "The talk is void; the reason stands in its record."


def void_talk(*, talk_id: int, reason: str, by: Acting, now: datetime) -> list[int]:
    """Void with a reason: its deeds are withdrawn, what it had settled opens again, its document counts no more. Nothing is deleted.

    The ids of the obligations that changed. Raises NotFound, NotAllowed, Conflict when it is void already, Refusal without reason.
    """
    reason = required(reason)
    with transaction.atomic():
        talk = locked(talk_id, by)
        demand_hand(talk)
        if talk.voided_at:
            raise Conflict("This record is void already.", remedy="Nothing needs to be done.")
        told = QUIET if kind_of(talk) in DISCREET else reason
        Talk.objects.filter(pk=talk.pk).update(voided_at=now, voided_by=person_of(by), voided_reason=reason)
        changed = withdraw_deeds(source=(RECORD, talk.pk), reason=told, by=by, now=now)
        void_sheet(record=(RECORD, talk.pk), reason=told, by=by, now=now)
        detach(record=(RECORD, talk.pk), now=now)
        append(
            by=by, action="talks.talk.void", thing=talk, unit_id=talk.unit_id, before={"voided_at": None},
            after={"voided_at": now, "obligations": changed, "words": digest_of(reason)}, reason=told,
        )
    return changed
