"""With whom a discipline organ can have a talk held about a minor matter."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, Subquery

from liangze.core.words import Role
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import with_detail

OFFERED = 100
ROLES = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)


def matter_seats(*, by: Acting, text: str, chosen: int | None, today: date) -> list[tuple[int, str]]:
    """(seat, name) of leaders in reach whose unit or own name contains the text, and the one chosen. One statement."""
    held = Appointment.objects.filter(in_force(today), post=OuterRef("pk")).values("person__name")[:1]
    rows = Post.objects.filter(visible(by, Permission.TALK_HOLD, "unit__path"), in_force(today), role__in=ROLES)
    rows = rows.annotate(person=Subquery(held)).filter(person__isnull=False).select_related("unit")
    if text:
        rows = rows.filter(Q(unit__name__icontains=text) | Q(person__icontains=text) | Q(pk=chosen))
    return [
        (post.pk, with_detail(f"{post.unit.name} {post.title}", post.person))  # type: ignore[attr-defined]  # annotated
        for post in rows.order_by("unit__path", "position", "code")[:OFFERED]
    ]
