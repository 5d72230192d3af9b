"""What the form for a session offers, for a unit, a form of education and a day; and what it takes over from a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from liangze.core.study import ACTS, FIELDS, Form
from liangze.core.words import BODIES, Role, UnitKind
from liangze.duties.queries.words import chinese
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Topic
from liangze.study.checks import NAMED_LIMIT, recording_unit
from liangze.study.models import Site
from liangze.study.models.site import OpenTo

LEADING = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)


@dataclass(frozen=True, slots=True)
class SeatOffered:
    """A seat that can be named, with who held it on the day ("" when nobody did)."""

    id: int
    title: str
    unit: str
    person: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All that can be chosen. holders  seats for which it can count: bodies of the unit. topics  by kind of act."""

    unit: Unit
    seats: tuple[SeatOffered, ...]
    leads: tuple[tuple[int, str], ...]
    holders: tuple[tuple[int, str, str], ...]
    topics: dict[str, tuple[tuple[str, str], ...]]
    sites: tuple[tuple[int, str], ...]


def choices(*, unit_id: int, form: str, day: date, by: Acting, unit: Unit | None = None) -> Choices:
    """At most four statements. Raises NotFound, and NotAllowed where the person may not record.

    unit  where it is known already, and that the person may record for it.
    """
    unit = unit or recording_unit(unit_id, by)
    posts = list(_posts(unit, day))
    own = [post for post in posts if post.unit_id == unit.pk]
    near = [post for post in posts if post.unit.path.startswith(unit.path) and not post.is_body]
    leads = [post for post in own if not post.is_body] + [
        post for post in posts if post.role in LEADING and not post.unit.path.startswith(unit.path)
    ]
    return Choices(
        unit=unit,
        seats=tuple(
            SeatOffered(post.pk, post.title, "" if post.unit_id == unit.pk else post.unit.name, getattr(post, "held_by", None) or "")
            for post in near[:NAMED_LIMIT]
        ),
        leads=tuple((post.pk, _called(post, unit)) for post in leads),
        holders=tuple((post.pk, post.title, post.role) for post in own if post.role in BODIES),
        topics=_topics(), sites=_sites(unit, day) if "site" in FIELDS[Form(form)] else (),
    )


def _posts(unit: Unit, day: date) -> Iterable[Post]:
    """Seats of the unit, of its inner offices, the heads of units directly below, and who leads in the units above."""
    holder = Appointment.objects.filter(in_force(day), post=OuterRef("pk")).values("person__name")[:1]
    where = Q(unit=unit) | Q(unit__parent=unit, unit__kind=UnitKind.OFFICE) | Q(unit__parent=unit, role=Role.PRINCIPAL)
    above = Q(unit__in=unit.ancestor_ids[:-1], role__in=LEADING)
    rows = Post.objects.filter(in_force(day)).filter(where | above).select_related("unit").annotate(held_by=Subquery(holder))
    return rows.order_by("unit__path", "position", "code")


def _called(post: Post, unit: Unit) -> str:
    name = getattr(post, "held_by", None) or ""
    seat = post.title if post.unit_id == unit.pk else f"{post.unit.name} {post.title}"
    return f"{seat} {name}".strip()


def _topics() -> dict[str, tuple[tuple[str, str], ...]]:
    rows = list(Topic.objects.filter(kinds__overlap=[kind.value for kind in ACTS]).values_list("key", "zh", "en", "kinds"))
    shown = chinese()
    return {kind.value: tuple((key, zh if shown else en) for key, zh, en, kinds in rows if kind.value in kinds) for kind in ACTS}


def _sites(unit: Unit, day: date) -> tuple[tuple[int, str], ...]:
    usable = Q(open_to=OpenTo.ALL) | Q(unit=unit) | Q(open_to=OpenTo.BELOW, unit__in=unit.ancestor_ids)
    rows = Site.objects.filter(usable).filter(Q(closed_on=None) | Q(closed_on__gt=day)).values_list("pk", "name", "place")
    return tuple((pk, f"{name}（{place}）" if chinese() else f"{name} ({place})") for pk, name, place in rows[:200])
