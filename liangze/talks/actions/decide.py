"""The leader's decision about a proposal: the talk is planned, or refused with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, Refusal, Refusals
from liangze.core.talk import TalkKind, TalkStep, TalkTrigger
from liangze.core.words import BODIES, Role
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.talks.actions.writing import number_in, person_of, take_step
from liangze.talks.models import MinorMatter, Talk, TalkCounterpart, TalkProposal
from liangze.talks.queries.proposals import demand_decider, the_proposal
from liangze.trust.actions import append

AHEAD = 370  # days for which a talk can be planned


def confirm_proposal(*, proposal_id: int, planned_on: date | None, holder_id: int | None, by: Acting, today: date, now: datetime) -> Talk:
    """Plan the talk. holder_id  another seat of the same unit, to which the leader leaves it; None: as proposed.

    Raises NotFound, NotAllowed, Conflict when it is decided or withdrawn already, Refusals on "planned_on" and "holder".
    """
    with transaction.atomic():
        proposal = _waiting(proposal_id, by)
        holder = _holder(proposal, holder_id, today)
        wrong = []
        if holder is None:
            wrong.append(Refusal(
                "The seat that shall hold the talk is missing, or is not of the same leadership.", field="holder",
                remedy="Choose the principal, or a member to whom the talk is left.",
            ))
        elif holder.pk == proposal.post_id:
            wrong.append(Refusal("Nobody holds a talk with themselves.", remedy="Choose another seat.", field="holder"))
        if planned_on is None or planned_on < today or (planned_on - today).days > AHEAD:
            wrong.append(Refusal(
                "The day on which the talk is planned lies between today and a year from now.", remedy="Choose such a day.",
                field="planned_on",
            ))
        if wrong or holder is None:
            raise Refusals(wrong)
        talk = Talk.objects.create(
            unit=holder.unit, kind=proposal.kind, holder=holder, trigger=proposal.trigger, planned_on=planned_on, proposal=proposal,
            minor_matter=proposal.trigger == TalkTrigger.MINOR_MATTER, entered_by_id=person_of(by), entered_at=now,
            note_taker_id=None if holder.pk in by.posts else by.account_id, number=number_in(holder.unit, today.year),
        )
        TalkCounterpart.objects.create(talk=talk, post=proposal.post)
        MinorMatter.objects.filter(proposal=proposal).update(talk=talk)
        _decided(proposal, True, "", by, now)
        take_step(
            talk, TalkStep.PLANNED, on=today, by=by, now=now, due=planned_on, action="talks.talk.plan", number=talk.number, kind=talk.kind,
            holder=holder.pk, proposal=proposal.pk,
        )
    return talk


def refuse_proposal(*, proposal_id: int, reason: str, by: Acting, now: datetime) -> TalkProposal:
    """Refuse it with a reason. Raises NotFound, NotAllowed, Conflict when it is decided or withdrawn, Refusal without reason."""
    reason = reason.strip()
    if not reason or len(reason) > 300:
        raise Refusal(
            "A refusal needs a reason of at most 300 characters.", remedy="Say why no talk is held: it stays on record.", field="reason"
        )
    with transaction.atomic():
        proposal = _waiting(proposal_id, by)
        _decided(proposal, False, reason, by, now)
    return proposal


def _waiting(proposal_id: int, by: Acting) -> TalkProposal:
    person_of(by)
    TalkProposal.objects.select_for_update().filter(pk=proposal_id).first()
    proposal = the_proposal(proposal_id, by)
    demand_decider(proposal, by)
    if proposal.withdrawn_at is not None:
        raise Conflict("This proposal was withdrawn: what it rested on is void.", remedy="Nothing needs to be done.")
    if proposal.confirmed is not None:
        raise Conflict("This proposal is decided already.", remedy="Open it to see what was decided.")
    if TalkKind(proposal.kind) is TalkKind.ADMONITION and by.account_id == proposal.by_id:
        raise NotAllowed("Nobody confirms what they proposed.", remedy="Leave it to the leader.")
    return proposal


def _holder(proposal: TalkProposal, holder_id: int | None, today: date) -> Post | None:
    """The proposed seat, or another of its unit's leadership; any seat that can talk where none was found."""
    if holder_id is None or holder_id == proposal.holder_id:
        return proposal.holder
    found = Post.objects.filter(in_force(today), pk=holder_id).exclude(role__in=BODIES).select_related("unit").first()
    if found is None:
        return None
    if proposal.holder is None:
        return found if found.unit_id in proposal.post.unit.ancestor_ids else None
    same = found.unit_id == proposal.holder.unit_id
    return found if same and found.role in (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL) else None


def _decided(proposal: TalkProposal, confirmed: bool, reason: str, by: Acting, now: datetime) -> None:
    proposal.confirmed, proposal.reason, proposal.decided_at, proposal.decided_by_id = confirmed, reason, now, by.account_id
    proposal.save(update_fields=["confirmed", "reason", "decided_at", "decided_by"])
    unit_id = proposal.holder.unit_id if proposal.holder else proposal.post.unit_id
    append(
        by=by, action="talks.proposal.confirm" if confirmed else "talks.proposal.refuse", thing=proposal, unit_id=unit_id,
        before={"confirmed": None}, after={"confirmed": confirmed}, reason=reason,
    )
