"""Who signs a list: the seats that take responsibility for it, with who holds them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    """The seats of the unit that sign the list, those that exist on the day. Two statements."""
    role = SIGNS.get(Role(of.role), Role(of.role))
    posts = list(Post.objects.filter(in_force(day), unit=of.unit_id, role=role).select_related("unit").order_by("position", "code"))
    names = dict(Appointment.objects.filter(in_force(day), post__in=posts).values_list("post", "person__name"))
    return tuple(Seat(p.pk, f"post-{p.pk}", p.role, p.title, p.unit.name, names.get(p.pk, "")) for p in posts)
