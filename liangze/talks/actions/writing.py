"""What the verbs of the room share: the talk they change, locked; its steps; numbers; words that may not be empty or too long."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.core.talk import TalkKind, TalkProcedure, TalkStage, TalkStep
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting
from liangze.talks.digests import digest_of
from liangze.talks.models import (
    Admonition,
    Commitment,
    HeartToHeart,
    Inquiry,
    PreAppointment,
    Reminder,
    Summons,
    Talk,
    TalkCounterpart,
    TalkStepTaken,
)
from liangze.talks.new_talk import (
    AdmonitionWords,
    HeartToHeartWords,
    InquiryWords,
    NewTalk,
    PreAppointmentWords,
    ReminderWords,
    SummonsWords,
)
from liangze.talks.queries.reach import demand_words, nothing, stage, the_talk
from liangze.trust.actions import append

LIMIT = 5000
NOT_NOW = "This is not what the talk waits for now."


def person_of(by: Acting) -> int:
    """The account. Raises NotAllowed for the operator at the machine."""
    if by.account_id is None:
        raise NotAllowed("Only a person can do this.", remedy="Sign in with an account.")
    return by.account_id


def locked(talk_id: int, by: Acting) -> Talk:
    """The talk with how near the person is, locked until the transaction ends. Raises NotFound, and NotAllowed without its words."""
    if Talk.objects.select_for_update(of=("self",)).filter(pk=talk_id).first() is None:
        raise nothing()
    talk = the_talk(talk_id, by)
    demand_words(talk)
    return talk


def demand_hand(talk: Talk) -> None:
    """Raise NotAllowed unless the person holds the talk or takes its notes."""
    if not (talk.is_talker or talk.is_note_taker):  # type: ignore[attr-defined]  # annotated
        raise NotAllowed(
            "Only whoever holds the talk, or takes its notes, does this.", remedy="Ask them, or look at the talk to see what it waits for."
        )


def demand_stage(talk: Talk, *stages: TalkStage, procedures: tuple[TalkProcedure, ...] = ()) -> None:
    """Raise Conflict unless the talk waits for one of these now."""
    standing = stage(talk)
    if standing is TalkStage.VOID:
        raise Conflict("This talk is void: nothing in it changes any more.", remedy="Record it anew where it has to be.")
    if standing not in stages or (procedures and _way(talk) not in procedures):
        raise Conflict(NOT_NOW, remedy="Open it again to see how far it has come.")


def _way(talk: Talk) -> TalkProcedure:
    return TalkProcedure.MINOR_MATTER if talk.minor_matter else TalkProcedure(talk.kind)


def take_step(
    talk: Talk, what: TalkStep, *, on: date, by: Acting, now: datetime, action: str, words: str = "", due: date | None = None,
    **after: object,
) -> TalkStepTaken:
    """Write the step and its audit entry. The words go into the chain as a digest only."""
    made = TalkStepTaken.objects.create(talk=talk, step=what, on=on, at=now, by_id=person_of(by), words=words, due=due)
    told = {"step": what.value, "on": on, **after} | ({"words": digest_of(words)} if words else {})
    append(by=by, action=action, thing=talk, unit_id=talk.unit_id, after=told)
    return made


def number_in(unit: Unit, year: int) -> str:
    """The next number of the unit and year. Writers of the same unit queue here, all others do not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"talks.talk {unit.pk} {year}"])
    running = Cast(Substr("number", len(f"{year}-") + 1), IntegerField())  # as a number: after 9999 comes 10000
    last = Talk.objects.filter(unit=unit, number__startswith=f"{year}-").aggregate(last=Max(running))["last"] or 0
    return f"{year}-{last + 1:04}"


def said(text: str, *, field: str, what: str) -> str:
    """The text without blanks around it. Raises Refusal when it is empty or too long."""
    text = text.strip()
    if not text:
        raise Refusal("This is missing.", remedy=what, field=field)
    if len(text) > LIMIT:
        raise Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": LIMIT})
    return text


def write_words(talk: Talk, new: NewTalk) -> None:
    """The row of the kind's own table."""
    words = new.words
    match words:
        case HeartToHeartWords():
            HeartToHeart.objects.create(talk=talk, raised=words.raised.strip(), agreed=words.agreed.strip())
        case ReminderWords():
            Reminder.objects.create(talk=talk, sign=words.sign.strip(), expected=words.expected.strip(), follow_up_on=words.follow_up_on)
        case SummonsWords():
            Summons.objects.create(
                talk=talk, reason=words.reason.strip(), questions=words.questions.strip(), clause_id=words.clause_id
            )
            Commitment.objects.bulk_create(Commitment(talk=talk, text=text.strip(), due=day) for text, day in words.commitments)
        case PreAppointmentWords():
            PreAppointment.objects.create(talk=talk, required=words.required.strip(), undertaken=words.undertaken.strip())
        case AdmonitionWords():
            Admonition.objects.create(
                talk=talk, facts=words.facts.strip(), basis=words.basis.strip(), in_writing=words.in_writing, approver_id=words.approver_id
            )
        case InquiryWords():
            Inquiry.objects.create(talk=talk, questions=words.questions.strip(), opinion_post_id=words.opinion_post_id)


def write_counterparts(talk: Talk, new: NewTalk, persons: dict[int, int], offices: dict[int, date]) -> None:
    """With whom; those planned before are replaced by those who were there."""
    TalkCounterpart.objects.filter(talk=talk).delete()
    TalkCounterpart.objects.bulk_create(
        TalkCounterpart(talk=talk, post_id=post, person_id=persons.get(post), office_on=offices.get(post)) for post in new.counterparts
    )


def content_of(new: NewTalk) -> str:
    """A digest over everything that was said."""
    return digest_of([new.said, repr(new.words), new.place])


def is_minor(talk: Talk | None) -> bool:
    return talk is not None and talk.minor_matter


def kind_of(talk: Talk) -> TalkKind:
    return TalkKind(talk.kind)
