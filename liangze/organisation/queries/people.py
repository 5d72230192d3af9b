"""People: finding them, and what each of them held when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.functional import cached_property

from liangze.core.errors import NotFound
from liangze.core.words import Role
from liangze.organisation.models import Appointment, Person, Portfolio, WorkArea
from liangze.organisation.policy import Acting, Permission, demand, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import name_of

READ, EDIT = Permission.ORGANISATION_READ, Permission.ORGANISATION_EDIT
PAGE = 50
COUNTED = 1_000  # beyond this a list says "more than", and the search is the way to go on


class Limited(Paginator):
    """Counts no further than one would ever page: a province has hundreds of thousands of people."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list.values("pk")[:COUNTED].count())  # without the seats, which cost more than the people


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as listed, with the seats held on the day that one may see."""

    id: int
    number: str
    name: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment of a person, with the areas and units in charge of the seat meanwhile."""

    id: int
    unit_id: int
    unit: str
    seat: str
    role: str
    since: date
    until: date | None
    now: bool
    charges: tuple[str, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """A person with what they held, latest first."""

    id: int
    number: str
    name: str
    held: tuple[Held, ...]
    may_edit: bool


def known_people(by: Acting) -> QuerySet[Person]:
    """Those who hold or held a seat in a unit in sight."""
    if by.is_console:
        return Person.objects.all()
    return Person.objects.filter(Exists(Appointment.objects.filter(visible(by, READ, "post__unit__path"), person=OuterRef("pk"))))


def person_in_sight(by: Acting, person_id: int) -> Person | None:
    """The person if known; who edits also sees one who never held a seat, to appoint them. The list leaves those out."""
    person = known_people(by).filter(pk=person_id).first()
    if person is None and may(by, EDIT, None):
        person = Person.objects.filter(~Exists(Appointment.objects.filter(person=OuterRef("pk"))), pk=person_id).first()
    return person


def people(*, by: Acting, on: date, word: str = "", page: int | str = 1) -> tuple[tuple[PersonRow, ...], Page[Person]]:
    """People by the beginning of their name or number, 50 a page. Two statements. Raises NotAllowed."""
    demand(by, READ, None)
    rows = known_people(by).order_by("number")
    if word:
        rows = rows.filter(Q(name__startswith=word) | Q(number__startswith=word))
    now = Appointment.objects.filter(visible(by, READ, "post__unit__path"), in_force(on), person=OuterRef("pk"))
    seats = ArraySubquery(now.order_by("since").values_list(Concat("post__unit__name", Value(" "), "post__title"), flat=True))
    found = Limited(rows.annotate(seats=seats), PAGE).get_page(page)
    return tuple(PersonRow(p.pk, p.number, p.name, tuple(vars(p)["seats"])) for p in found), found


def person_detail(*, by: Acting, person_id: int, on: date) -> PersonDetail:
    """A person with everything they held that one may see, and what was in their charge. Three statements. Raises NotFound."""
    person = person_in_sight(by, person_id)
    if person is None:
        raise NotFound("There is no such person, or they are outside your reach.", remedy="Look for them under People.")
    rows = Appointment.objects.filter(visible(by, READ, "post__unit__path"), person=person).select_related("post__unit").order_by("-since")
    appointments = list(rows)
    charges = Portfolio.objects.filter(post_id__in={a.post_id for a in appointments}).select_related("unit").order_by("since")
    charged: dict[int, list[Portfolio]] = {}
    for charge in charges:
        charged.setdefault(charge.post_id, []).append(charge)
    held = tuple(held_shown(by, row, charged.get(row.post_id, []), on) for row in appointments)
    edit = bool(may(by, EDIT, None)) and (not held or any(h.may_edit for h in held))
    return PersonDetail(person.pk, person.number, person.name, held, edit)


def held_shown(by: Acting, row: Appointment, charges: list[Portfolio], on: date) -> Held:
    """An appointment as shown, with the charges that fall into it."""
    names = []
    for charge in charges:
        if (row.until is None or charge.since < row.until) and (charge.until is None or charge.until > row.since):
            names.append(charge.unit.name if charge.unit else str(WorkArea(charge.area).label))
    return Held(
        row.pk,
        row.post.unit_id,
        row.post.unit.name,
        row.post.title,
        name_of(Role(row.post.role)),
        row.since,
        row.until,
        row.since <= on and (row.until is None or on < row.until),
        tuple(dict.fromkeys(names)),
        bool(may(by, EDIT, row.post.unit)),
    )
