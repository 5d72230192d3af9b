"""A minor matter passed on for a talk (Hz 四（四）), and the reply to whoever passed it on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.talk import TalkKind, TalkProcedure, TalkStage, TalkStep, TalkTrigger, working_days_after
from liangze.core.words import BODIES
from liangze.organisation.models import GrantRole, Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.talks.actions.access import write_access
from liangze.talks.actions.propose import propose_talk
from liangze.talks.actions.writing import demand_hand, demand_stage, locked, person_of, said, take_step
from liangze.talks.digests import digest_of
from liangze.talks.models import MinorMatter, Talk, TalkProposal
from liangze.talks.new_proposal import NewProposal
from liangze.talks.rules import rules
from liangze.trust.actions import append

RECORD = "talks.matter"


def pass_on_matter(
    *, post_id: int, matter: str, document: str, reply_by: date | None, by: Acting, today: date, now: datetime
) -> TalkProposal:
    """Pass a minor matter on to the leader above the person it concerns: a summons is proposed, a reply is asked for by a day.

    Only a discipline organ does this, where its rights reach. What the matter is stands in the matter, not in the proposal's facts.
    Raises NotFound, NotAllowed, Refusals.
    """
    account_id = person_of(by)
    post = Post.objects.select_related("unit").exclude(role__in=BODIES).filter(pk=post_id).first()
    if post is None:
        raise NotFound("There is no such seat.", remedy="Choose one of those offered.")
    from_unit = demand_organ(by, post.unit)
    wrong = []
    due = reply_by or working_days_after(today, rules().reply_working_days)
    if due <= today or (due - today).days > 370:
        wrong.append(Refusal("The reply is asked for by a day within a year.", remedy="Put a later day.", field="reply_by"))
    try:
        words = said(matter, field="matter", what="Say what was reported, without naming who reported it.")
    except Refusal as refusal:
        wrong.append(refusal)
    if len(document) > 60:
        wrong.append(Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field="document", params={"limit": 60}))
    if wrong:
        raise Refusals(wrong)
    with transaction.atomic():
        row = MinorMatter.objects.create(
            from_unit=from_unit, passed_by_id=account_id, passed_at=now, passed_on=today, document=document.strip(), matter=words,
            reply_by=due,
        )
        new = NewProposal(
            TalkKind.SUMMONS.value, TalkTrigger.MINOR_MATTER.value, post.pk, {"document": document.strip() or "—", "due": due.isoformat()},
            (RECORD, row.pk),
        )
        proposal = propose_talk(new=new, by=by, today=today, now=now)
        row.proposal = proposal
        row.save(update_fields=["proposal"])
        append(
            by=by, action="talks.matter.pass_on", thing=row, unit_id=from_unit.pk,
            after={"matter": digest_of(words), "reply_by": due, "proposal": proposal.pk},
        )
    return proposal


def demand_organ(by: Acting, unit: Unit | None) -> Unit:
    """The unit for whose discipline organ the person acts. Raises NotAllowed for anybody else, and outside their reach."""
    if unit is not None:
        demand(by, Permission.TALK_HOLD, unit)
    held = next((held for held in by.grants if held.role == GrantRole.DISCIPLINE and held.origin == "grant"), None)
    if held is None:
        raise NotAllowed("Only a discipline organ passes a matter on.", remedy="Propose a talk, or leave it to the discipline organ.")
    return Unit.objects.get(pk=held.unit_id)


def reply_matter(*, talk_id: int, reply: str, by: Acting, today: date, now: datetime) -> Talk:
    """Reply to whoever passed the matter on: they may now read the talk, its explanation and the signed document.

    Raises NotFound, NotAllowed, Conflict unless it is endorsed, Refusal on "reply".
    """
    with transaction.atomic():
        talk = locked(talk_id, by)
        demand_hand(talk)
        demand_stage(talk, TalkStage.REPLY, procedures=(TalkProcedure.MINOR_MATTER,))
        words = said(reply, field="reply", what="Write the reply in a few sentences.")
        matter = MinorMatter.objects.get(talk=talk)
        write_access(talk, by=by, now=now, why="passed the matter on, and was replied to", account_id=matter.passed_by_id)
        take_step(
            talk, TalkStep.REPLIED, on=today, by=by, now=now, words=words, action="talks.matter.reply",
            days=(today - matter.passed_on).days, late=max((today - matter.reply_by).days, 0),
        )
    return talk
