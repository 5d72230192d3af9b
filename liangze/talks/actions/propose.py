"""Proposing a talk that a rule asks for."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.core.talk import Seat, TalkKind, TalkTrigger, talks_from
from liangze.core.words import BODIES, Role
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.talks.digests import digest_of
from liangze.talks.models import TalkProposal
from liangze.talks.new_proposal import NewProposal
from liangze.trust.actions import append


def propose_talk(*, new: NewProposal, by: Acting, today: date, now: datetime) -> TalkProposal:
    """Propose a talk; the same record, trigger and seat are proposed once: what stands already is returned, decided or not.

    Permission is the caller's business: a rule proposes, a leader decides. Facts do not go into the audit chain, only their digest.
    Raises Refusal for an unknown kind, trigger or seat, a seat that nobody can sit on, or a talk of a seat with itself.
    """
    if new.kind not in set(TalkKind) or new.trigger not in set(TalkTrigger):
        raise Refusal("The kind of talk or its trigger is unknown.", remedy="Use the words of liangze.core.talk.", field="kind")
    post = Post.objects.select_related("unit").filter(pk=new.post_id).first()
    if post is None or Role(post.role) in BODIES:
        raise Refusal(
            "There is no such seat, or nobody can be appointed to it.", remedy="Propose the talk with the principal's seat.", field="post"
        )
    if new.holder_id == post.pk:
        raise Refusal("Nobody holds a talk with themselves.", remedy="Name the seat above, or leave it open.", field="holder")
    with transaction.atomic():
        made, created = TalkProposal.objects.get_or_create(
            record_type=new.record[0], record_id=new.record[1], trigger=new.trigger, post=post,
            defaults={
                "kind": new.kind, "holder_id": new.holder_id or _head(post, today), "facts": dict(new.facts), "clause_id": new.clause_id,
                "on": today, "at": now, "by_id": by.account_id,
            },
        )
        if created:
            append(
                by=by, action="talks.proposal.propose", thing=made, unit_id=made.holder.unit_id if made.holder else post.unit_id,
                after={"kind": made.kind, "trigger": made.trigger, "record": f"{made.record_type} {made.record_id}",
                       "facts": digest_of(made.facts)},
            )
    return made


def _head(post: Post, today: date) -> int | None:
    """The seat that talks with this one by itself; None when there is none."""
    unit_id, role = talks_from(Seat(post.pk, Role(post.role), post.unit_id, post.unit.parent_id))
    if unit_id is None:
        return None
    heads = Post.objects.filter(in_force(today), unit=unit_id, role=role).exclude(pk=post.pk)
    return heads.order_by("position", "code").values_list("pk", flat=True).first()
