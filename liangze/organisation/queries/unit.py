"""One unit as it was on a day: what it is, who holds which seat, who is in charge of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from liangze.core.words import BODIES, Level, Role, UnitKind
from liangze.organisation.checks import Charge, Finding, findings
from liangze.organisation.models import DisciplineOrgan, PartyOrgan, Post, Unit
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.queries.relations import Relation, relations_of
from liangze.organisation.queries.tree import READ, Step, counted, seen_unit, unknown_unit
from liangze.organisation.words import name_of, with_detail


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on the day. `holder` is empty when it is vacant or a body; `charges` says what is in its charge."""

    id: int
    code: str
    role: str
    role_name: str
    title: str
    is_body: bool
    since: date
    until: date | None
    appointment_id: int | None = None
    person_id: int | None = None
    number: str = ""
    holder: str = ""
    held_since: date | None = None
    charges: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """A unit on one day. `superior` and `discipline_superior` are names or "", with the unit to open when it may be seen."""

    id: int
    code: str
    name: str
    kind: str
    level: str
    party_organ: str
    discipline_organ: str
    since: date
    until: date | None
    exists: bool
    on: date
    trail: tuple[Step, ...]
    superior: Step | None
    discipline_superior: Step | None
    children: int
    bodies: tuple[Seat, ...]
    seats: tuple[Seat, ...]
    vacant: int
    relations: dict[str, tuple[Relation, ...]]
    findings: tuple[Finding, ...]
    may_edit: bool


def unit_detail(*, by: Acting, unit_id: int, on: date) -> UnitDetail:
    """Everything about a unit on the day, in four statements. Raises NotFound outside the person's reach."""
    unit = counted(Unit.objects.filter(visible(by, READ), pk=unit_id), on).first()
    if unit is None:
        raise unknown_unit()
    above = superiors(unit, on)
    related = relations_of(unit.pk, on)
    seats = seats_on(unit.pk, on, related)
    persons = tuple(seat for seat in seats if not seat.is_body)
    holders = {seat.id: seat.holder for seat in seats}
    related = {what: tuple(replace(r, holder=holders.get(r.post_id or 0, "")) for r in rows) for what, rows in related.items()}
    charges = [Charge(s.id, s.role, s.title, s.holder, tuple(c.word for c in s.charges if c.what == "area")) for s in persons]
    return UnitDetail(
        id=unit.pk,
        code=unit.code,
        name=unit.name,
        kind=name_of(UnitKind(unit.kind)),
        level=name_of(Level(unit.level)),
        party_organ=str(PartyOrgan(unit.party_organ).label),
        discipline_organ=str(DisciplineOrgan(unit.discipline_organ).label),
        since=unit.since,
        until=unit.until,
        exists=unit.since <= on and (unit.until is None or on < unit.until),
        on=on,
        trail=tuple(Step(u.pk, u.name, True) for u in above if may(by, READ, u)),
        superior=nearest(by, above, "leads"),
        discipline_superior=nearest(by, above, "supervises"),
        children=vars(unit)["below"],
        bodies=tuple(seat for seat in seats if seat.is_body),
        seats=persons,
        vacant=sum(1 for seat in persons if not seat.holder),
        relations=related,
        findings=tuple(findings(charges)),
        may_edit=bool(may(by, Permission.ORGANISATION_EDIT, unit)),
    )


def superiors(unit: Unit, on: date) -> list[Unit]:
    """The units above it from the top, each saying whether it had a leadership and a discipline organ that day. One statement."""

    def has(role: Role) -> Exists:
        return Exists(Post.objects.filter(in_force(on), unit=OuterRef("pk"), role=role))

    rows = Unit.objects.filter(pk__in=unit.ancestor_ids[:-1]).order_by("path")
    return list(rows.annotate(leads=has(Role.LEADERSHIP), supervises=has(Role.DISCIPLINE_ORGAN)))


def nearest(by: Acting, above: Iterable[Unit], mark: str) -> Step | None:
    """The nearest of them that has the mark."""
    found = [unit for unit in above if vars(unit)[mark]]
    return Step(found[-1].pk, found[-1].name, bool(may(by, READ, found[-1]))) if found else None


def seats_on(unit_id: int, on: date, related: dict[str, tuple[Relation, ...]]) -> tuple[Seat, ...]:
    """The seats of the unit that day with their holders, in their order. One statement."""
    held = FilteredRelation("appointments", condition=in_force(on, "appointments__"))
    rows = Post.objects.filter(in_force(on), unit_id=unit_id).annotate(held=held).order_by("position", "code")
    fields = ("held__id", "held__since", "held__person_id", "held__person__number", "held__person__name")
    seats = []
    for row in rows.values("id", "code", "role", "title", "since", "until", *fields):
        charges = tuple(r for what in ("area", "portfolio") for r in related[what] if r.post_id == row["id"])
        seats.append(seat_of(row, charges))
    return tuple(seats)


def seat_of(row: dict[str, Any], charges: tuple[Relation, ...]) -> Seat:
    """A row of seats_on as shown."""
    return Seat(
        id=row["id"],
        code=row["code"],
        role=row["role"],
        role_name=name_of(Role(row["role"])),
        title=row["title"],
        is_body=row["role"] in BODIES,
        since=row["since"],
        until=row["until"],
        appointment_id=row["held__id"],
        person_id=row["held__person_id"],
        number=row["held__person__number"] or "",
        holder=row["held__person__name"] or "",
        held_since=row["held__since"],
        charges=charges,
    )


def seats_to_choose(*, by: Acting, unit_id: int, on: date) -> list[tuple[int, str]]:
    """Seats of persons in the unit that day, as choices of a form."""
    unit = seen_unit(by, unit_id)
    rows = Post.objects.filter(in_force(on), ~Q(role__in=BODIES), unit=unit).order_by("position", "code")
    return [(post.pk, with_detail(post.title, name_of(Role(post.role)))) for post in rows]
