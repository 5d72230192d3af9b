"""Who was responsible for a unit and an area of work on a day, level by level, wherever they are today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q

from liangze.core.errors import Refusal
from liangze.core.words import BODIES, Level, Role
from liangze.organisation.models import Appointment, Portfolio, Post, Stationing, Unit, WorkArea
from liangze.organisation.policy import Acting, Permission, may
from liangze.organisation.policy.acting import in_force
from liangze.organisation.queries.tree import seen_unit
from liangze.organisation.words import listed, name_of

ANSWERING = (Role.LEADERSHIP, Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_ORGAN, Role.DISCIPLINE_PRINCIPAL, Role.STATIONED_GROUP)


@dataclass(frozen=True, slots=True)
class Answering:
    """A seat that answers, and who held it on the day.

    why  leadership, principal, portfolio, discipline or stationed.  through  the unit or area in the charge of the seat.
    now  where the person is today, "" when nowhere; still  whether they hold this very seat today.
    """

    why: str
    post_id: int
    seat: str
    person_id: int | None
    holder: str
    through: str = ""
    now: str = ""
    is_body: bool = False
    still: bool = False


@dataclass(frozen=True, slots=True)
class LevelAnswering:
    """One level of the chain: a unit with those who answer in it."""

    unit_id: int
    unit: str
    level: str
    seen: bool
    seats: tuple[Answering, ...]


def responsible(*, by: Acting, unit_id: int, area: str = "", day: date, today: date) -> tuple[LevelAnswering, ...]:
    """The chain from the unit up to the root: collective, principal, member in charge, discipline organ, stationed group.

    At the unit itself the member in charge is the one whose portfolio holds the area (a code word of WorkArea, "" for
    none asked); above, the one whose portfolio holds the unit below, or the area. Five statements whatever the depth.
    Raises NotFound, and Refusal on `area` for an unknown word.
    """
    if area and area not in WorkArea.values:
        raise Refusal("“%(word)s” is not among the choices.", remedy="Choose one from the list.", field="area", params={"word": area})
    unit = seen_unit(by, unit_id)
    chain = list(Unit.objects.filter(pk__in=unit.ancestor_ids).order_by("-path"))
    seats, stationed = seats_of([u.pk for u in chain], day)
    charged = charges_of({u.pk for u in chain}, area, day)
    everybody = (row for rows in (*seats.values(), *stationed.values()) for row in rows)
    now = whereabouts({row["held__person_id"] for row in everybody if row["held__person_id"]}, today)
    levels = []
    for place, at in enumerate(chain):
        inside = {u.pk for u in chain[:place]}
        rows = [answering(row, why(row, charged, inside), now) for row in seats.get(at.pk, []) if why(row, charged, inside)]
        rows += [answering(row, ("stationed", ""), now) for row in stationed.get(at.pk, []) if row["role"] in STATIONED]
        levels.append(
            LevelAnswering(at.pk, at.name, name_of(Level(at.level)), bool(may(by, Permission.ORGANISATION_READ, at)), tuple(rows))
        )
    return tuple(levels)


ORDER = {role.value: place for place, role in enumerate(ANSWERING)}
STATIONED = (Role.STATIONED_GROUP, Role.DISCIPLINE_PRINCIPAL, Role.PRINCIPAL)
BY_ROLE = {
    Role.LEADERSHIP: "leadership",
    Role.PRINCIPAL: "principal",
    Role.DISCIPLINE_ORGAN: "discipline",
    Role.DISCIPLINE_PRINCIPAL: "discipline",
}


def why(row: dict[str, Any], charged: dict[int, list[tuple[int | None, str]]], inside: set[int]) -> tuple[str, str] | None:
    """Why the seat answers, and through what; None when it does not. `inside` are the units of the chain below it."""
    plain = BY_ROLE.get(row["role"])
    if plain:
        return plain, ""
    through = [name for unit, name in charged.get(row["id"], []) if unit is None or unit in inside]
    return ("portfolio", listed(through)) if through else None


def answering(row: dict[str, Any], reason: tuple[str, str] | None, now: dict[int, dict[int, str]]) -> Answering:
    """A seat as shown; where its holder is today unless it is this seat."""
    person = row["held__person_id"]
    today = now.get(person or 0, {})
    elsewhere = "" if row["id"] in today else listed(today.values())
    is_body, still = row["role"] in BODIES, row["id"] in today
    kind, through = reason or ("", "")
    return Answering(kind, row["id"], row["title"], person, row["held__person__name"] or "", through, elsewhere, is_body, still)


Seats = dict[int, list[dict[str, Any]]]


def seats_of(units: list[int], day: date) -> tuple[Seats, Seats]:
    """The answering seats with their holders that day, by unit: those of the units, and those of groups stationed in them."""
    stationed = Stationing.objects.filter(in_force(day), unit_id__in=units)
    watches = ArraySubquery(stationed.filter(group=OuterRef("unit_id")).values("unit_id"))
    held = FilteredRelation("appointments", condition=in_force(day, "appointments__"))
    here = Q(unit_id__in=units) | Q(unit_id__in=stationed.values("group_id"))
    rows = Post.objects.filter(in_force(day), here, role__in=ANSWERING).annotate(held=held, watches=watches)
    found: Seats = {}
    groups: Seats = {}
    wanted = rows.values("id", "unit_id", "role", "title", "position", "held__person_id", "held__person__name", "watches")
    for row in sorted(wanted, key=lambda row: (ORDER[row["role"]], row["position"])):
        found.setdefault(row["unit_id"], []).append(row)
        for unit in row["watches"]:
            watching = groups.setdefault(unit, [])
            watching.insert(0 if row["role"] in BODIES else len(watching), row)  # the group as a body first
    return found, groups


def charges_of(units: set[int], area: str, day: date) -> dict[int, list[tuple[int | None, str]]]:
    """By seat: the units of the chain and the area in its charge that day, with their names."""
    over = Q(unit_id__in=units) | Q(unit=None, area=area) if area else Q(unit_id__in=units)
    found: dict[int, list[tuple[int | None, str]]] = {}
    for charge in (
        Portfolio.objects.filter(in_force(day), over, post__unit_id__in=units)
        .select_related("unit")
        .order_by(F("unit_id").asc(nulls_first=True))
    ):
        name = charge.unit.name if charge.unit else str(WorkArea(charge.area).label)
        found.setdefault(charge.post_id, []).append((charge.unit_id, name))
    return found


def whereabouts(persons: set[int], today: date) -> dict[int, dict[int, str]]:
    """By person: the seats held today, by their number, as "unit seat"."""
    found: dict[int, dict[int, str]] = {}
    for row in Appointment.objects.filter(in_force(today), person_id__in=persons).select_related("post__unit"):
        found.setdefault(row.person_id, {})[row.post_id] = f"{row.post.unit.name} {row.post.title}"
    return found
