"""Browsing the tree: the units below one, or those found by a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from liangze.core.errors import NotFound
from liangze.core.words import BODIES, Level, Role, UnitKind
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting, Permission, demand, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import listed, name_of

READ = Permission.ORGANISATION_READ
PAGE = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A unit on the way from the top; `seen` says whether its page may be opened."""

    id: int
    name: str
    seen: bool


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as listed. `seats` are seats of persons on the day, `vacant` those without a holder; `under` names its parent."""

    id: int
    code: str
    name: str
    kind: str
    level: str
    under: str
    principal: str
    children: int
    seats: int
    vacant: int
    ended: date | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the tree with a page of units; `unit` is None above the units that one sees."""

    unit: Unit | None
    trail: tuple[Step, ...]
    rows: tuple[UnitRow, ...]
    page: Page[Unit]
    may_edit: bool
    may_import: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """What to list: a word in name or code, a kind (code word), and whether to show units that are closed on the day."""

    word: str = ""
    kind: str = ""
    closed: bool = False


def branch(*, by: Acting, unit_id: int | None, on: date, sought: Sought = Sought(), page: int | str = 1) -> Branch:
    """The units directly below `unit_id` on the day, or all below it that match when a word is sought. At most four statements.

    Without a unit: the units that the person's rights begin at. Raises NotFound, NotAllowed.
    """
    demand(by, READ, None)
    unit = seen_unit(by, unit_id) if unit_id is not None else None
    rows = Unit.objects.filter(visible(by, READ))
    if sought.word:
        rows = rows.filter(Q(name__icontains=sought.word) | Q(code__istartswith=sought.word))
        rows = rows.filter(path__startswith=unit.path).order_by("path") if unit else rows.order_by("path")
    elif unit is not None:
        rows = rows.filter(parent=unit).order_by("position", "code")
    else:
        rows = (rows.filter(parent=None) if by.is_console else rows.filter(path__in={h.path for h in by.grants})).order_by("path")
    if sought.kind in list(UnitKind):
        rows = rows.filter(kind=sought.kind)
    if not sought.closed:
        rows = rows.filter(in_force(on))
    found = Paginator(counted(rows, on), PAGE).get_page(page)
    shown = tuple(unit_row(u, on) for u in found)
    edit = may(by, Permission.ORGANISATION_EDIT, unit) if unit else False
    takes_in = may(by, Permission.ORGANISATION_IMPORT, None)
    return Branch(unit, steps(by, unit) if unit else (), shown, found, bool(edit), bool(takes_in))


def seen_unit(by: Acting, unit_id: int) -> Unit:
    """The unit with its parent. Raises NotFound when it is outside the person's reach."""
    unit = Unit.objects.filter(visible(by, READ), pk=unit_id).select_related("parent").first()
    if unit is None:
        raise unknown_unit()
    return unit


def unknown_unit() -> NotFound:
    """What is said of a unit that is not there or may not be known of."""
    return NotFound("There is no such unit, or it is outside your reach.", remedy="Look for it under Units.")


def steps(by: Acting, unit: Unit) -> tuple[Step, ...]:
    """The units above it, from the top, as far as the person may see them. One statement."""
    above = Unit.objects.filter(pk__in=unit.ancestor_ids[:-1]).order_by("path")
    return tuple(Step(u.pk, u.name, True) for u in above if may(by, READ, u))


def counted(rows: QuerySet[Unit], on: date) -> QuerySet[Unit]:
    """The units with what the list shows beside them; worked out only for the rows of the page."""
    below = Unit.objects.filter(in_force(on), parent=OuterRef("pk")).order_by().values("parent")
    seats = Post.objects.filter(in_force(on), unit=OuterRef("pk")).exclude(role__in=BODIES).order_by().values("unit")
    held = Appointment.objects.filter(in_force(on), in_force(on, "post__"), post__unit=OuterRef("pk")).order_by().values("post__unit")
    heads = Appointment.objects.filter(in_force(on), post__unit=OuterRef("pk"), post__role=Role.PRINCIPAL)

    def number(counted_rows: QuerySet[Unit]) -> Coalesce:
        return Coalesce(Subquery(counted_rows.annotate(n=Count("*")).values("n"), output_field=IntegerField()), 0)

    return rows.annotate(
        below=number(below),
        seats=number(seats),
        held=number(held),
        heads=ArraySubquery(heads.order_by("post__position").values("person__name")),
        under=F("parent__name"),
    )


def unit_row(unit: Unit, on: date) -> UnitRow:
    """A counted unit as listed."""
    counts = vars(unit)
    return UnitRow(
        unit.pk,
        unit.code,
        unit.name,
        name_of(UnitKind(unit.kind)),
        name_of(Level(unit.level)),
        counts["under"] or "",
        listed(counts["heads"]),
        counts["below"],
        counts["seats"],
        counts["seats"] - counts["held"],
        unit.until if unit.until and unit.until <= on else None,
    )
