"""Endorsing what was explained: by the talker on a matter passed on (签字背书), by the principal of the committee for an inquiry."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.core.talk import TalkProcedure, TalkStage, TalkStep, working_days_after
from liangze.organisation.policy import Acting
from liangze.talks.actions.writing import demand_stage, locked, person_of, take_step
from liangze.talks.models import MinorMatter, Talk
from liangze.talks.queries.page import signer_role
from liangze.talks.queries.paper import BOX
from liangze.talks.queries.reach import RECORD, procedure
from liangze.talks.rules import rules
from liangze.trust.endorsements import Endorsed, Opinion, Signer, endorse, sheet_of, void


def sign_talk(
    *, talk_id: int, shown: str, opinion: str, comments: str, passphrase: str, by: Acting, today: date, now: datetime
) -> Endorsed:
    """Sign the document with the explanation, or give the explanation back with the reason: then the person writes it anew, within the same
    working days as the first.

    Raises NotFound, NotAllowed unless the person is the one who signs, Conflict unless it waits for that, Refusal for what stands against
    the signature itself (trust.endorsements).
    """
    with transaction.atomic():
        talk = locked(talk_id, by)
        demand_signer(talk, by)
        demand_stage(talk, TalkStage.ENDORSEMENT, TalkStage.OPINION)
        if sheet_of((RECORD, talk.pk)) is None:
            raise Conflict("This talk is not waiting for its signature.", remedy="Open it to see how far it has come.")
        if opinion not in set(Opinion):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or give the explanation back.", field="opinion")
        seat = talk.holder if procedure(talk) is TalkProcedure.MINOR_MATTER else talk.inquiry.opinion_post
        made = endorse(
            record=(RECORD, talk.pk), shown=shown, box=BOX, role=signer_role(talk), opinion=Opinion(opinion), comments=comments,
            passphrase=passphrase, by=by, now=now, quiet=True,
            signer=Signer(account_id=person_of(by), name=by.name, seat=seat.title, unit=seat.unit.name),
        )
        if made.opinion is Opinion.RETURN:
            void(record=(RECORD, talk.pk), reason="The explanation was given back.", by=by, now=now)
            inquiry = procedure(talk) is TalkProcedure.INQUIRY
            due = working_days_after(today, rules().inquiry_working_days if inquiry else rules().explanation_working_days)
            take_step(talk, TalkStep.RETURNED, on=today, by=by, now=now, words=comments.strip(), due=due, action="talks.talk.return")
        else:
            due = MinorMatter.objects.filter(talk=talk).values_list("reply_by", flat=True).first()
            take_step(talk, TalkStep.ENDORSED, on=today, by=by, now=now, words=comments.strip(), due=due, action="talks.talk.sign")
    return made


def demand_signer(talk: Talk, by: Acting) -> None:
    """Raise NotAllowed unless the person signs this talk."""
    if procedure(talk) is TalkProcedure.MINOR_MATTER:
        signs = bool(talk.is_talker)  # type: ignore[attr-defined]  # annotated
    else:
        signs = procedure(talk) is TalkProcedure.INQUIRY and talk.inquiry.opinion_post_id in by.posts
    if not signs:
        raise NotAllowed(
            "This is signed by %(who)s.", params={"who": signer_role(talk)}, remedy="It stands among their work.",
        )
