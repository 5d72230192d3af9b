"""The written explanation (情况说明) by the person talked to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import NotAllowed
from liangze.core.talk import TalkStage, TalkStep, working_days_after
from liangze.organisation.policy import Acting
from liangze.talks.actions.writing import demand_stage, locked, person_of, said, take_step
from liangze.talks.digests import digest_of
from liangze.talks.models import TalkExplanation
from liangze.talks.queries.paper import lay_out_talk
from liangze.talks.queries.reach import RECORD, procedure
from liangze.talks.rules import rules
from liangze.trust.attachments import Proof, attach

SIGNED = ("minor_matter", "inquiry")  # ways on which somebody signs what was explained


def explain(*, talk_id: int, text: str, proofs: Sequence[Proof] = (), by: Acting, today: date, now: datetime) -> TalkExplanation:
    """Write the explanation that the talk waits for. It can be late; then it says so, and counts all the same.

    On a matter passed on, and for an inquiry, the document to be signed is laid out at once.
    Raises NotFound, NotAllowed for anybody else, Conflict when none is waited for, Refusal on "text", Refusals on files.
    """
    with transaction.atomic():
        talk = locked(talk_id, by)
        if not talk.is_talked_to:  # type: ignore[attr-defined]  # annotated
            raise NotAllowed("Only the person talked to writes the explanation.", remedy="It stands among their work.")
        demand_stage(talk, TalkStage.EXPLANATION)
        words = said(text, field="text", what="Write what happened, in your own words.")
        due = talk.next_due  # type: ignore[attr-defined]  # annotated
        made = TalkExplanation.objects.create(
            talk=talk, text=words, by_id=person_of(by), at=now, days_late=max((today - due).days, 0) if due else 0
        )
        attach(record=(RECORD, talk.pk), proofs=proofs, by=by)
        take_step(
            talk, TalkStep.EXPLAINED, on=today, by=by, now=now, action="talks.talk.explain", due=_next_due(talk, today),
            content=digest_of(words), days_late=made.days_late,
        )
        if procedure(talk).value in SIGNED:
            lay_out_talk(talk, by=by, today=today, now=now)
    return made


def _next_due(talk: object, today: date) -> date | None:
    """The signature is owed within the same working days as the explanation; an admonition waits for nothing more."""
    return working_days_after(today, rules().explanation_working_days) if getattr(talk, "kind", "") != "admonition" else None
