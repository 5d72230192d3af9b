"""Looking again, after a reminder or a summons: what came of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from liangze.core.talk import TalkStage, TalkStep
from liangze.organisation.policy import Acting
from liangze.talks.actions.writing import demand_hand, demand_stage, locked, said, take_step
from liangze.talks.models import Commitment, Talk


def follow_up(*, talk_id: int, result: str, kept: Collection[int] = (), by: Acting, today: date, now: datetime) -> Talk:
    """Say what came of it, and which commitments were kept. Those that were not stay visible as such.

    Raises NotFound, NotAllowed, Conflict unless it is to be followed up, Refusal on "result".
    """
    with transaction.atomic():
        talk = locked(talk_id, by)
        demand_hand(talk)
        demand_stage(talk, TalkStage.FOLLOW_UP)
        words = said(result, field="result", what="Say what has changed since, and what has not.")
        done = Commitment.objects.filter(talk=talk, pk__in=kept, kept_at=None).update(kept_at=now)
        take_step(talk, TalkStep.FOLLOWED_UP, on=today, by=by, now=now, words=words, action="talks.talk.follow_up", kept=done)
    return talk
