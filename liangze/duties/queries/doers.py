"""Who did, recorded or asked: nobody of them closes the obligation out."""

from __future__ import annotations

from typing import Any

from django.db import connection

from liangze.core.words import Role
from liangze.organisation.models import GrantRole, Post
from liangze.organisation.policy import Acting

#: Who acts when a body acts: holders of these seats of the same unit are doers of its deeds.
ACT_FOR = {
    Role.LEADERSHIP: (Role.PRINCIPAL, Role.MEMBER),
    Role.LEADING_GROUP: (Role.PRINCIPAL, Role.MEMBER),
    Role.DISCIPLINE_ORGAN: (Role.DISCIPLINE_PRINCIPAL,),
    Role.STATIONED_GROUP: (Role.PRINCIPAL, Role.DISCIPLINE_PRINCIPAL),
}

#: Which grants stand for the organ that the duty names; other words are accepted by anybody above who may accept.
SPEAK_FOR = {
    "superior_committee": frozenset({GrantRole.OFFICE, GrantRole.LEADER}),
    "superior_discipline_organ": frozenset({GrantRole.DISCIPLINE}),
}
PAIRS = {
    "bodies": [body.value for body, seats in ACT_FOR.items() for _ in seats],
    "actors": [seat.value for seats in ACT_FOR.values() for seat in seats],
}

#: Step by step (OFFSET 0): left to itself the database, where it has no statistics yet, begins with all seats and all deeds.
#: An array of account ids: who recorded a deed that stands, who held the acting seat on its day, who asked for an exemption.
DOERS = """(
    SELECT coalesce(array_agg(DISTINCT doer.id), '{}') FROM (
        SELECT d.entered_by_id AS id FROM duties_count c JOIN duties_deed d ON d.id = c.deed_id
        WHERE c.obligation_id = %(id)s AND c.withdrawn_at IS NULL AND c.returned_at IS NULL
        UNION ALL
        SELECT ex.asked_by_id FROM duties_exemption ex WHERE ex.obligation_id = %(id)s
        UNION ALL
        SELECT a.id FROM (
            SELECT d.holder_id, d."on" FROM duties_count c JOIN duties_deed d ON d.id = c.deed_id
            WHERE c.obligation_id = %(id)s AND c.withdrawn_at IS NULL AND c.returned_at IS NULL OFFSET 0
        ) act
        CROSS JOIN LATERAL (SELECT id, unit_id, role FROM organisation_post WHERE id = act.holder_id OFFSET 0) hp
        CROSS JOIN LATERAL (
            SELECT ap.id FROM organisation_post ap WHERE ap.unit_id = hp.unit_id AND (ap.id = hp.id OR (hp.role, ap.role) IN (
                SELECT body, actor FROM unnest(%(bodies)s::text[], %(actors)s::text[]) AS pair (body, actor)
            )) OFFSET 0
        ) seat
        CROSS JOIN LATERAL (
            SELECT person_id FROM organisation_appointment
            WHERE post_id = seat.id AND since <= act."on" AND (until IS NULL OR until > act."on") OFFSET 0
        ) held
        JOIN organisation_account a ON a.person_id = held.person_id
    ) doer
)"""


def doers(obligation_id: int) -> set[int]:
    """The accounts of all who did, recorded or asked. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(" ".join(("SELECT", DOERS)), {"id": obligation_id, **PAIRS})
        (found,) = cursor.fetchone()
    return set(found)


def is_doer(by: Acting, obligation: str) -> tuple[str, list[Any]]:
    """Whether this person is among them, as an expression with its parameters; `obligation` is the column that holds its id."""
    places = dict.fromkeys(PAIRS, "%s")
    return " ".join(("%s = ANY (", DOERS % {"id": obligation, **places}, "::bigint[])")), [by.account_id, *PAIRS.values()]


def answers(by: Acting, holder: Post) -> bool:
    """Whether the person holds the seat today, or one that acts for it where it is a body: then it is their own matter."""
    actors = ACT_FOR.get(Role(holder.role), ())
    return holder.pk in by.posts or Post.objects.filter(pk__in=by.posts, unit_id=holder.unit_id, role__in=actors).exists()
