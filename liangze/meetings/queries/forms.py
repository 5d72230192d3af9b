"""What the forms of a meeting offer: bodies, seats, topics, whom it meets with, who can be given something to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from liangze.conduct.queries.related import nearby
from liangze.core.meeting import MEMBERS, MeetingKind, holders_for
from liangze.core.words import BODIES, ActKind, Role, UnitKind
from liangze.duties.queries.words import chinese
from liangze.meetings.queries.reach import recording_unit
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Topic

COUNTERPARTS = 120  # offered at most


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat that can be chosen: of the unit, on the day."""

    id: int
    title: str
    role: str
    holder: str

    @property
    def is_body(self) -> bool:
        return self.role in BODIES

    @property
    def key(self) -> str:
        """The id as text, for values of a form."""
        return str(self.id)

    @property
    def said(self) -> str:
        """Title and who holds it."""
        return f"{self.title} {self.holder}".strip()


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen. units: the unit and those directly below it, (id, name), its own first."""

    unit: Unit
    seats: tuple[SeatChoice, ...]
    units: tuple[tuple[int, str], ...]
    topics: tuple[tuple[str, str], ...]

    @property
    def bodies(self) -> tuple[SeatChoice, ...]:
        return tuple(seat for seat in self.seats if seat.is_body)

    @property
    def persons(self) -> tuple[SeatChoice, ...]:
        """Seats of persons, those that record for the unit left out."""
        return tuple(seat for seat in self.seats if not seat.is_body and seat.role != Role.LIAISON)

    def body_for(self, kind: str) -> int | None:
        """The body whose meeting of this kind it most likely is."""
        for role in holders_for(MeetingKind(kind)):
            for seat in self.bodies:
                if seat.role == role:
                    return seat.id
        return None

    def chair_for(self, holder: int | None) -> int | None:
        """The seat that most likely presides: the head of the body."""
        role = next((seat.role for seat in self.bodies if seat.id == holder), "")
        head = Role.DISCIPLINE_PRINCIPAL if role in (Role.DISCIPLINE_ORGAN, Role.STATIONED_GROUP) else Role.PRINCIPAL
        heads = [seat.id for seat in self.persons if seat.role == head]
        return heads[0] if heads else next((seat.id for seat in self.persons), None)

    def members_of(self, role: str) -> frozenset[int]:
        """The seats that sit in a body of this role."""
        wanted: frozenset[str] = MEMBERS.get(role, frozenset())  # type: ignore[call-overload]  # a Role is its word
        return frozenset(seat.id for seat in self.persons if seat.role in wanted)


def offered(*, by: Acting, unit_id: int, day: date) -> Offered:
    """Three statements. Raises NotFound, and NotAllowed where the person may not record meetings."""
    unit = recording_unit(unit_id, by)
    return offered_in(unit, day)


def offered_in(unit: Unit, day: date) -> Offered:
    """The same for a unit that is known. Two statements."""
    holder = Appointment.objects.filter(in_force(day), post=OuterRef("pk")).values("person__name")[:1]
    seat = JSONObject(id="pk", title="title", role="role", holder=Subquery(holder))
    seats = Post.objects.filter(in_force(day), unit=OuterRef("pk"), unit_id=unit.pk).order_by("position", "code")
    rows: list[Any] = list(
        Unit.objects.filter(in_force(day), Q(pk=unit.pk) | Q(parent=unit.pk) & ~Q(kind=UnitKind.VILLAGE))
        .annotate(seats=ArraySubquery(seats.values(v=seat))).order_by("path")
    )
    own = next((row for row in rows if row.pk == unit.pk), None)
    found = tuple(SeatChoice(each["id"], each["title"], each["role"], each["holder"] or "") for each in (own.seats if own else ()))
    topics = Topic.objects.filter(kinds__contains=[ActKind.MEETING.value]).values_list("key", "zh", "en")
    return Offered(
        unit=unit, seats=found, units=tuple((row.pk, row.name) for row in rows),
        topics=tuple((key, zh if chinese() else en) for key, zh, en in topics),
    )


def counterparts(holder: SeatChoice | None, unit: Unit, day: date, chosen: Sequence[int] = ()) -> tuple[tuple[int, str], ...]:
    """Bodies with which this body can meet: (id, name). One statement, or none."""
    if holder is None:
        return ()
    post = Post(pk=holder.id, unit=unit)
    rows = nearby(post, day).filter(Q(role=Role.LEADERSHIP) | Q(pk__in=chosen)).exclude(unit=unit)[:COUNTERPARTS]
    return tuple((row.pk, f"{row.unit.name} {row.title}") for row in rows)
