"""Who signs a list: the seats that take responsibility for it, with who holds them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from liangze.core.words import Role
from liangze.lists.models import ResponsibilityList
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy.acting import in_force

#: A body is answered for by its head; all other lists by whoever holds the seats themselves.
SIGNS = {
    Role.LEADERSHIP: Role.PRINCIPAL,
    Role.DISCIPLINE_ORGAN: Role.DISCIPLINE_PRINCIPAL,
    Role.STATIONED_GROUP: Role.DISCIPLINE_PRINCIPAL,
    Role.LEADING_GROUP: Role.PRINCIPAL,
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that signs: `box` names its place on the paper, `name` its holder ("" while it is vacant)."""

    post_id: int
    box: str
    role: str
    title: str
    unit: str
    name: str


def signers(of: ResponsibilityList, day: date) -> tuple[Seat, ...]:
    """The seats of the unit that sign the list, those that exist on the day. One statement."""
    role = SIGNS.get(Role(of.role), Role(of.role))
    held = Appointment.objects.filter(in_force(day), post=OuterRef("pk")).values("person__name")[:1]
    posts = Post.objects.filter(in_force(day), unit=of.unit_id, role=role).annotate(holder=Subquery(held)).select_related("unit")
    return tuple(Seat(p.pk, f"post-{p.pk}", p.role, p.title, p.unit.name, p.holder or "") for p in posts.order_by("position", "code"))
