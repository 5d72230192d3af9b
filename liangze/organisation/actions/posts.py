"""Seats of a unit: adding, editing, ending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.core.words import BODIES, SEAT_OF, Role
from liangze.organisation.actions.end_all import end_all
from liangze.organisation.actions.steps import demand_reason, demand_text, fields_of, post_to_edit, unit_to_edit, written
from liangze.organisation.models import Appointment, Coverage, Portfolio, Post
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_end_inside, demand_inside

SHOWN = ("code", "role", "title", "position", "since", "until")


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What a form says about a seat. The role is fixed when the seat is added: duties are owed by it."""

    title: str
    position: int = 0


@transaction.atomic
def add_post(*, by: Acting, unit_id: int, code: str, role: str, facts: PostFacts, since: date) -> Post:
    """A seat in the unit from `since` on. A body (leadership, organ, group) exists once at a time in a unit."""
    unit = unit_to_edit(by, unit_id)
    code = demand_text(code, field="code", longest=24)
    demand_role(role)
    demand_inside(Span(since), Span(unit.since, unit.until), of=unit.name)
    if Post.objects.filter(unit=unit, code=code).exists():
        raise Refusal("The code %(code)s is taken in this unit.", remedy="Give another one.", field="code", params={"code": code})
    if role in BODIES and any(Span(p.since, p.until).overlaps(Span(since)) for p in Post.objects.filter(unit=unit, role=role)):
        raise Refusal("The unit has this body already.", remedy="End that seat first, or edit it.", field="role")
    post = Post.objects.create(
        unit=unit, code=code, role=role, title=demand_text(facts.title, field="title", longest=80), position=facts.position, since=since
    )
    written(by=by, action="post.add", thing=post, unit_id=unit.pk, after=fields_of(post, *SHOWN))
    return post


@transaction.atomic
def edit_post(*, by: Acting, post_id: int, facts: PostFacts, reason: str = "") -> Post:
    """Set title and position. Nothing changed writes nothing."""
    post = post_to_edit(by, post_id)
    before = fields_of(post, "title", "position")
    post.title, post.position = demand_text(facts.title, field="title", longest=80), facts.position
    after = fields_of(post, "title", "position")
    if after != before:
        post.save(update_fields=["title", "position"])
        written(by=by, action="post.edit", thing=post, unit_id=post.unit_id, before=before, after=after, reason=reason)
    return post


@transaction.atomic
def end_post(*, by: Acting, post_id: int, on: date, reason: str) -> Post:
    """End the seat on `on`, the first day without it, and with it who holds it and what is in its charge."""
    post = post_to_edit(by, post_id)
    reason = demand_reason(reason)
    demand_end_inside(Span(post.since, post.until), on)
    ended = {
        "appointments": end_all(Appointment.objects.filter(post=post), on),
        "portfolios": end_all(Portfolio.objects.filter(post=post), on),
        "coverages": end_all(Coverage.objects.filter(post=post), on),
    }
    before, post.until = {"until": post.until}, on
    post.save(update_fields=["until"])
    after = {"until": on, "ended": ended}
    written(by=by, action="post.end", thing=post, unit_id=post.unit_id, before=before, after=after, reason=reason)
    return post


def demand_role(role: str) -> None:
    """Refuse a word that is no role of a seat; a unit as a reporting unit answers through its leadership."""
    if role not in list(Role) or Role(role) in SEAT_OF:
        raise Refusal("“%(word)s” is not among the choices.", remedy="Choose one from the list.", field="role", params={"word": role})
