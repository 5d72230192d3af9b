"""Written inquiry (函询): the letter with its questions, and the conclusion after the signed opinion. Late is shown, never closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Refusal, Refusals
from liangze.core.talk import TalkProcedure, TalkStage, TalkStep, working_days_after
from liangze.core.words import Role
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.talks.actions.access import write_access
from liangze.talks.actions.begin import begun, checked
from liangze.talks.actions.writing import content_of, demand_hand, demand_stage, locked, said, take_step, write_counterparts, write_words
from liangze.talks.models import Talk
from liangze.talks.new_talk import RECORD, InquiryWords, NewTalk
from liangze.talks.rules import rules
from liangze.trust.attachments import attach


def send_inquiry(*, new: NewTalk, by: Acting, today: date, now: datetime) -> Talk:
    """Send the letter. The explanation is owed within the working days that the rules set; who signs an opinion on it is named now.

    opinion_post_id None: the principal of the person's own unit, or, where the inquiry concerns that principal, of the unit above.
    Raises NotFound, NotAllowed, Conflict, Refusals with everything that is wrong.
    """
    if not isinstance(new.words, InquiryWords):
        raise Refusal("Only an inquiry is sent as a letter.", remedy="Record the talk with its own form.", field="kind")
    with transaction.atomic():
        planned, facts = checked(new, by=by, today=today)
        seat = facts.counterparts[new.counterparts[0]]
        post = opinion_post(seat, new.words.opinion_post_id, today)
        if post is None:
            raise Refusals([Refusal(
                "There is no principal of the person's committee who could sign an opinion.", field="opinion_post",
                remedy="Have the principal's seat entered, or choose the seat that signs.",
            )])
        talk = begun(new, planned, facts, by=by, today=today, now=now)
        write_counterparts(talk, new, facts.persons, facts.offices)
        write_words(talk, replace(new, words=replace(new.words, opinion_post_id=post.pk)))
        assert new.on is not None  # checked
        due = working_days_after(new.on, rules().inquiry_working_days)
        talk.inquiry.owed_by = due
        talk.inquiry.save(update_fields=["owed_by"])
        write_access(talk, by=by, now=now, why="signs the opinion on the explanation", post_id=post.pk)
        uses = attach(record=(RECORD, talk.pk), proofs=new.proofs, by=by)
        take_step(
            talk, TalkStep.HELD, on=new.on, by=by, now=now, due=due, action="talks.inquiry.send", number=talk.number, owed_by=due,
            content=content_of(new), files=[use.attachment_id for use in uses],
        )
    return talk


def opinion_post(seat: Post, chosen: int | None, today: date) -> Post | None:
    """Who signs an opinion on what this seat's holder explains: the principal of their own committee, never themselves."""
    heads = Post.objects.filter(in_force(today), role=Role.PRINCIPAL, unit__in=seat.unit.ancestor_ids).exclude(pk=seat.pk)
    if chosen is not None:
        return heads.filter(pk=chosen).first()
    return heads.order_by("-unit__path", "position", "code").first()


def conclude_inquiry(*, talk_id: int, conclusion: str, by: Acting, today: date, now: datetime) -> Talk:
    """Conclude it. Only after the explanation and the signed opinion. Raises NotFound, NotAllowed, Conflict, Refusal on "conclusion"."""
    with transaction.atomic():
        talk = locked(talk_id, by)
        demand_hand(talk)
        demand_explained(talk)
        demand_stage(talk, TalkStage.CONCLUSION, procedures=(TalkProcedure.INQUIRY,))
        words = said(conclusion, field="conclusion", what="Say what came of it, and what follows.")
        take_step(talk, TalkStep.CONCLUDED, on=today, by=by, now=now, words=words, action="talks.inquiry.conclude")
    return talk


def demand_explained(talk: Talk) -> None:
    """Raise Refusal unless the person has explained."""
    if not talk.explanations.exists():
        raise Refusal(
            "An inquiry is not concluded without the person's written explanation.", field="conclusion",
            remedy="Wait for it, or remind the person; that it is late stays visible until it comes.",
        )
