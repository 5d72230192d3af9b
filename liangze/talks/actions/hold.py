"""Recording a talk that was held: heart-to-heart, reminder, summons, pre-appointment. Admonitions and inquiries go their own ways."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.calendar import roll
from liangze.core.errors import Refusal, Refusals
from liangze.core.talk import COUNTING, TalkKind, TalkStep, working_days_after
from liangze.duties.actions import record_deeds
from liangze.organisation.policy import Acting
from liangze.talks.actions.begin import begun, checked
from liangze.talks.actions.writing import content_of, take_step, write_counterparts, write_words
from liangze.talks.models import Talk
from liangze.talks.new_talk import RECORD, NewTalk, ReminderWords, SummonsWords
from liangze.talks.rules import rules
from liangze.trust.attachments import attach


def hold_talk(*, new: NewTalk, by: Acting, today: date, now: datetime) -> Talk:
    """Record a talk with its words and its proof, and emit its deeds: one for each person talked with, all or nothing.

    Raises NotFound, NotAllowed, Conflict (a planned talk that is no longer planned), Refusals with everything that is wrong.
    """
    if new.kind not in COUNTING:
        raise Refusal("A talk of this kind is not recorded at once.", remedy="Ask for its approval, or send its letter.", field="kind")
    with transaction.atomic():
        planned, facts = checked(new, by=by, today=today)
        talk = begun(new, planned, facts, by=by, today=today, now=now)
        write_counterparts(talk, new, facts.persons, facts.offices)
        write_words(talk, new)
        uses = attach(record=(RECORD, talk.pk), proofs=new.proofs, by=by)
        assert new.on is not None  # checked
        take_step(
            talk, TalkStep.HELD, on=new.on, by=by, now=now, due=_next_due(talk, new), action="talks.talk.hold", number=talk.number,
            kind=talk.kind, holder=talk.holder_id, topics=talk.topics, content=content_of(new), files=[use.attachment_id for use in uses],
        )
        if new.kind is TalkKind.SUMMONS and not talk.minor_matter and not new.words.commitments:  # type: ignore[union-attr]  # by its kind
            take_step(talk, TalkStep.NOTHING_LEFT, on=new.on, by=by, now=now, action="talks.talk.finish")
        try:
            record_deeds(deeds=new.deeds(talk.unit_id, talk.pk), by=by, now=now, makes_up=new.makes_up)
        except Refusal as refusal:
            if refusal.field is None:
                raise
            raise Refusals([refusal]) from refusal
    return talk


def _next_due(talk: Talk, new: NewTalk) -> date | None:
    """The day by which what comes next is owed; a rest day moves on to the next working day."""
    assert new.on is not None  # checked
    if talk.minor_matter:
        return working_days_after(new.on, rules().explanation_working_days)
    if isinstance(new.words, ReminderWords) and new.words.follow_up_on:
        return roll(new.words.follow_up_on)
    if isinstance(new.words, SummonsWords):
        return max((day for _text, day in new.words.commitments if day), default=None)
    return None
