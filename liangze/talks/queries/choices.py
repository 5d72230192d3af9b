"""What the form for a talk offers, and what it takes over from obligations or from a planned talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from liangze.conduct.queries.related import nearby
from liangze.core.errors import NotAllowed
from liangze.core.talk import COUNTING, USUAL_TOPICS, TalkKind
from liangze.core.words import BODIES, ActKind, Role
from liangze.duties.queries.reach import readable
from liangze.duties.queries.words import chinese
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import with_detail
from liangze.regulations.models import Topic
from liangze.talks.queries.reach import demand_words, the_talk
from liangze.talks.queries.takers import takers

COUNTERPARTS, SEATS = 200, 60
HOLDERS = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL, Role.OTHER)


@dataclass(frozen=True, slots=True)
class TalkChoices:
    """(value, name) of everything that can be chosen."""

    holders: tuple[tuple[int, str], ...]
    holder: int | None
    unit_id: int | None
    counterparts: tuple[tuple[int, str], ...]
    topics: tuple[tuple[str, str], ...]
    takers: tuple[tuple[int, str], ...]
    approvers: tuple[tuple[int, str], ...]


def holders_for(by: Acting, day: date) -> QuerySet[Post]:
    """Seats for which the person may record talks: their own, and those of units in which they may hold talks."""
    reach = Q(pk__in=by.posts) | (visible(by, Permission.TALK_HOLD, "unit__path") if not by.is_console else Q(pk__in=()))
    name = Appointment.objects.filter(in_force(day), post=OuterRef("pk")).values("person__name")[:1]
    rows = Post.objects.filter(in_force(day), reach, role__in=HOLDERS).annotate(person=Subquery(name)).select_related("unit")
    return rows.order_by("unit__path", "position", "code")


def demand_some_seat(by: Acting) -> None:
    """Raise NotAllowed unless the person may record a talk for any seat at all."""
    from liangze.organisation.policy import may

    if by.is_console or not (by.posts or may(by, Permission.TALK_HOLD, None)):
        raise NotAllowed(
            "You hold no seat that talks with others, and may not record talks for one.",
            remedy="If your work needs it, ask the security administrator for a grant.",
        )


def choices(*, by: Acting, kind: TalkKind, holder_id: int | None, counterparts: Sequence[int], day: date) -> TalkChoices:
    """At most five statements. The person's own seat stands first among equals; a holder that was asked for stands chosen."""
    demand_some_seat(by)
    seats = list(holders_for(by, day)[:SEATS])
    if holder_id and all(seat.pk != holder_id for seat in seats):
        seats += list(holders_for(by, day).filter(pk=holder_id))
    chosen = next((seat for seat in seats if seat.pk == holder_id), None) or next((seat for seat in seats if seat.pk in by.posts), None)
    chosen = chosen or (seats[0] if seats else None)
    towards: tuple[tuple[int, str], ...] = ()
    approvers: tuple[tuple[int, str], ...] = ()
    offered: tuple[tuple[int, str], ...] = ()
    if chosen:
        name = Appointment.objects.filter(in_force(day), post=OuterRef("pk")).values("person__name")[:1]
        near = nearby(chosen, day).exclude(role__in=BODIES)
        rows = list(near.annotate(person=Subquery(name))[:COUNTERPARTS])
        towards = tuple((post.pk, _named(post, chosen.unit_id)) for post in rows)
        offered = tuple((account.pk, account.name) for account in takers(chosen.unit_id, day)[:100])
        if kind is TalkKind.ADMONITION:
            heads = Post.objects.filter(in_force(day), unit__in=chosen.unit.ancestor_ids, role__in=(Role.LEADERSHIP, Role.PRINCIPAL))
            heads = heads.exclude(pk=chosen.pk).select_related("unit").order_by("-unit__path", "position")
            approvers = tuple((post.pk, f"{post.unit.name} {post.title}") for post in heads)
    topics: tuple[tuple[str, str], ...] = ()
    if kind in COUNTING:
        found = Topic.objects.filter(kinds__contains=[ActKind.TALK.value]).values_list("key", "zh", "en")
        topics = tuple((key, zh if chinese() else en) for key, zh, en in found)
    return TalkChoices(
        holders=tuple((seat.pk, _named(seat, 0)) for seat in seats), holder=chosen.pk if chosen else None,
        unit_id=chosen.unit_id if chosen else None, counterparts=towards, topics=topics, takers=offered, approvers=approvers,
    )


def taken_over(*, by: Acting, kind: TalkKind, obligation_ids: Sequence[int], talk_id: int | None, today: date) -> dict[str, Any]:
    """The fields of a form that begins from obligations to talk, or from a planned talk; else the usual topics. One statement.

    Raises NotFound and NotAllowed for a planned talk that is not the person's.
    """
    usual = list(USUAL_TOPICS[kind])
    if talk_id:
        talk = the_talk(talk_id, by)
        demand_words(talk)
        return {
            "talk": talk.pk, "holder": talk.holder_id, "counterparts": list(talk.counterparts.values_list("post_id", flat=True)),
            "trigger": talk.trigger, "topics": usual, "on": today, "minor": talk.minor_matter,
        }
    if obligation_ids and kind in COUNTING:
        rows = list(readable(by).filter(pk__in=obligation_ids, duty__kind=ActKind.TALK).select_related("duty"))
        if rows:
            same = [row for row in rows if row.holder_id == rows[0].holder_id]
            missed = [row.pk for row in same if row.period_end <= today and row.fulfilled_on is None]
            return {
                "holder": rows[0].holder_id, "topics": sorted({*usual, *(topic for row in same for topic in row.duty.topics)}), "on": today,
                "counterparts": list(dict.fromkeys(row.counterpart_id for row in same if row.counterpart_id)), "makes_up": missed,
            }
    return {"topics": usual, "on": today}


def _named(post: Any, unit_id: int) -> str:
    seat = post.title if post.unit_id == unit_id else f"{post.unit.name} {post.title}"
    return with_detail(seat, post.person) if getattr(post, "person", None) else seat
