"""What a form for a task offers, and the list items that it can stand under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When

from liangze.breakdown.models import Breakdown
from liangze.breakdown.queries.reach import breakdown_of
from liangze.core.errors import NotFound
from liangze.core.words import Role
from liangze.lists.models import ItemSource
from liangze.lists.queries.items import standing_items
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import name_of

LEADERS = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)
SUPERVISORS = (Role.DISCIPLINE_ORGAN, Role.STATIONED_GROUP)
OFFERED = 400  # units at most


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """A list item. `clause_id` and `clause`: where it is written first, or none for the unit's own item."""

    id: int
    key: str
    role: str
    role_name: str
    list_id: int
    title: str
    measures: str
    proof: str
    basis: str
    clause_id: int | None
    clause: str


@dataclass(frozen=True, slots=True)
class Choices:
    """(value, name) of everything that can be chosen. supervisors: (seat, unit, name)."""

    breakdown: Breakdown
    leaders: tuple[tuple[int, str], ...]
    units: tuple[tuple[int, str], ...]
    supervisors: tuple[tuple[int, int, str], ...]
    items: tuple[ItemChoice, ...]


def choices(*, by: Acting, breakdown_id: int, today: date) -> Choices:
    """Four statements. Raises NotFound, NotAllowed for one who may not break down here."""
    breakdown = breakdown_of(by, breakdown_id)
    demand(by, Permission.TASK_EDIT, breakdown.unit)
    home = breakdown.unit
    here = Q(unit=home, role__in=(*LEADERS, *SUPERVISORS)) | Q(unit__parent=home, role=Role.STATIONED_GROUP)
    here |= Q(unit__stationed_in__unit=home, role=Role.STATIONED_GROUP)
    seats = list(Post.objects.filter(in_force(today), here).select_related("unit").distinct().order_by("unit__path", "position", "code"))
    units = Unit.objects.filter(Q(pk=home.pk) | Q(parent=home), in_force(today)).order_by("path")[:OFFERED]
    return Choices(
        breakdown=breakdown, leaders=tuple((seat.pk, seat.title) for seat in seats if seat.role in LEADERS and seat.unit_id == home.pk),
        units=tuple((unit.pk, unit.name) for unit in units),
        supervisors=tuple((seat.pk, seat.unit_id, f"{seat.unit.name} {seat.title}") for seat in seats if seat.role in SUPERVISORS),
        items=items(home.pk, breakdown.year),
    )


def items(unit_id: int, year: int) -> tuple[ItemChoice, ...]:
    """The items of the unit's lists as they stand, the leadership's first. One statement."""
    first = ItemSource.objects.filter(item=OuterRef("pk")).order_by("position", "pk")
    order = [When(version__list__role=role, then=Value(index)) for index, role in enumerate(Role)]
    roles = Case(*order, default=Value(99), output_field=IntegerField())
    rows = standing_items(unit_id, year).annotate(
        place=roles, clause_id=Subquery(first.values("clause")[:1]), clause_label=Subquery(first.values("clause__label")[:1]),
        cited=Subquery(first.values("clause__version__number")[:1]),
        short=Subquery(first.values("clause__version__regulation__short_title")[:1]),
    )
    return tuple(
        ItemChoice(
            id=row.pk, key=row.key, role=row.version.list.role, role_name=name_of(Role(row.version.list.role)), list_id=row.version.list_id,
            title=row.title, measures=row.measures, proof=row.proof, basis=row.basis, clause_id=row.clause_id,
            clause=f"{row.cited or row.short} {row.clause_label}" if row.clause_id else "",
        )
        for row in rows.order_by("place", "position", "pk")
    )


def clause_of_item(item_id: int) -> int | None:
    """Where the item is written first: a task under it opens to this clause. One statement."""
    found = ItemSource.objects.filter(item_id=item_id).order_by("position", "pk").values_list("clause_id", flat=True).first()
    return int(found) if found else None


def item_choice(found: Choices, item_id: int) -> ItemChoice:
    """One of the items offered. Raises NotFound."""
    item = next((each for each in found.items if each.id == item_id), None)
    if item is None:
        raise NotFound("There is no such list item.", remedy="Choose one of the items offered.")
    return item
