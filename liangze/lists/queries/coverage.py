"""How many units have their lists, against the day by which a rule wants them; who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr

from liangze.core.errors import NotFound
from liangze.core.windows import binds, windows
from liangze.core.words import ActKind, Level, Role, UnitKind
from liangze.duties.planning.shapes import adoption_value, duty_value
from liangze.duties.queries.words import ClauseRef, days_left
from liangze.lists.models import Publication, ResponsibilityList, Stage, Step
from liangze.organisation.models import Post, Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import name_of
from liangze.regulations.models import Adoption, Duty

#: The topic by which packs mark what is about responsibility lists, and the act by which a list is made.
TOPIC, ACT = "responsibility-list", ActKind.PLAN

#: How far a unit is: no list, lists, all signed, all published.
NONE, DRAFTED, SIGNED, PUBLISHED = range(4)
RANKS = {"missing": NONE, "drafted": DRAFTED, "signed": SIGNED, "published": PUBLISHED}
PAGE = 25


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by which lists are due in the year and the duty that says so. left: days from today in words."""

    due: date
    left: str
    over: bool
    title: str
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class Covered:
    """Units and how far they are; drafted includes signed, signed includes published. key: a level or a unit's id."""

    key: str
    name: str
    units: int
    drafted: int
    signed: int
    published: int

    @property
    def missing(self) -> int:
        return self.units - self.drafted

    @property
    def parts(self) -> tuple[tuple[str, str, str], ...]:
        """A bar in the states' colours, (x, width, colour) in percent: published, signed, drafted, none. The numbers stand beside it."""
        counts = (self.published, self.signed - self.published, self.drafted - self.signed, self.missing)
        found, x = [], 0.0
        for colour, n in zip(("fulfilled", "late", "due_soon", "upcoming"), counts, strict=True):
            if n:
                width = 100 * n / self.units
                found.append((f"{x:.2f}", f"{width:.2f}", colour))
                x += width
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit that is not as far as asked for."""

    id: int
    name: str
    under: str
    level: str
    principal: str
    rank: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A unit's subtree in a year."""

    unit: Unit
    trail: tuple[tuple[int, str], ...]
    year: int
    deadline: Deadline | None
    total: Covered
    levels: tuple[Covered, ...]
    children: tuple[Covered, ...]
    behind: Page[Any]
    rows: tuple[Behind, ...]
    may_draft: bool
    may_remind: bool


def coverage(
    *, unit_id: int, year: int, by: Acting, today: date, level: str = "", short_of: str = "drafted", page: int | str = 1
) -> Coverage:
    """At most nine statements. `short_of`: whom to list, those that are not yet drafted, signed or published. Raises NotFound."""
    unit = Unit.objects.filter(visible(by, Permission.LIST_READ), pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those whose lists you may read.", remedy="Look for it in the units.")
    below = Unit.objects.filter(visible(by, Permission.LIST_READ), path__gte=unit.path, path__lt=unit.path + ":")
    units = _ranked(below, year, today)
    children = _children(units, unit)
    levels = _levels(units)
    wanted = RANKS.get(short_of, DRAFTED) or DRAFTED
    missing = units.filter(rank__lt=wanted)
    if level in set(Level):
        missing = missing.filter(level=level)
    found = Paginator(missing.select_related("parent").order_by("path"), PAGE).get_page(page)
    return Coverage(
        unit, _trail(by, unit), year, deadline_of(unit, year, today), _sum(unit, levels), levels, children, found, _behind(found, today),
        bool(may(by, Permission.LIST_EDIT, unit)), any(may(by, Permission.REMINDER_SEND, row) for row in found),
    )


def deadline_of(unit: Unit, year: int, today: date) -> Deadline | None:
    """The first day in the year on which a rule that binds the unit wants lists; None where no installed rule says one. Two statements."""
    rows = Adoption.objects.filter(unit__in=unit.ancestor_ids).select_related("version__regulation").defer("version__pack")
    spans = [(row.version_id, value.span) for row in rows if (value := adoption_value(row))]
    duties = Duty.objects.filter(version__in={version for version, _ in spans}, kind=ACT, topics__contains=[TOPIC])
    found = [
        Deadline(window.due, days_left(window.due, today), today > window.due, duty.title,
                 ClauseRef(duty.clause_id, duty.version.cited, duty.clause.label))
        for duty in duties.select_related("version__regulation", "clause").defer("version__pack")
        for version, span in spans
        if version == duty.version_id
        for window in windows(duty_value(duty), year)
        if binds(window, span.since, span.until)
    ]  # fmt: skip
    return min(found, key=lambda each: each.due, default=None)


def _ranked(units: QuerySet[Unit], year: int, today: date) -> QuerySet[Unit]:
    """Units with a leadership, each with `rank`: how far the list is that has come least far."""
    led = Post.objects.filter(in_force(today), unit=OuterRef("pk"), role=Role.LEADERSHIP)
    signed = Step.objects.filter(version__list=OuterRef("pk"), version__superseded_at=None, stage=Stage.SIGNED)
    shown = Publication.objects.filter(list=OuterRef("pk"), ended_at=None, version__superseded_at=None)
    rank = Case(When(Exists(shown), then=Value(PUBLISHED)), When(Exists(signed), then=Value(SIGNED)), default=Value(DRAFTED))
    lists = ResponsibilityList.objects.filter(unit=OuterRef("pk"), year=year).order_by().values("unit")
    least = Subquery(lists.annotate(least=Min(rank)).values("least"), output_field=IntegerField())
    there = units.filter(in_force(today), Exists(led)).exclude(kind=UnitKind.OFFICE)
    return there.annotate(rank=Coalesce(least, Value(NONE)))


def _counts() -> dict[str, Count]:
    return {
        "units": Count("pk"), "drafted": Count("pk", filter=Q(rank__gte=DRAFTED)), "signed": Count("pk", filter=Q(rank__gte=SIGNED)),
        "published": Count("pk", filter=Q(rank__gte=PUBLISHED)),
    }


def _levels(units: QuerySet[Unit]) -> tuple[Covered, ...]:
    rows = {row["level"]: row for row in units.order_by().values("level").annotate(**_counts())}
    return tuple(_covered(level.value, name_of(level), rows[level.value]) for level in Level if level.value in rows)


def _children(units: QuerySet[Unit], unit: Unit) -> tuple[Covered, ...]:
    """Each unit directly below with all that is below it. Two statements."""
    inside = units.filter(path__gt=unit.path).annotate(branch=Substr("path", len(unit.path) + 1, SEGMENT))
    rows = {int(row["branch"]): row for row in inside.order_by().values("branch").annotate(**_counts())}
    names = Unit.objects.filter(pk__in=rows).order_by("position", "code").values_list("pk", "name")
    return tuple(_covered(str(pk), name, rows[pk]) for pk, name in names)


def _covered(key: str, name: str, row: dict[str, Any]) -> Covered:
    return Covered(key, name, row["units"], row["drafted"], row["signed"], row["published"])


def _sum(unit: Unit, rows: Sequence[Covered]) -> Covered:
    sums = (sum(getattr(row, name) for row in rows) for name in ("units", "drafted", "signed", "published"))
    return Covered(str(unit.pk), unit.name, *sums)


def _trail(by: Acting, unit: Unit) -> tuple[tuple[int, str], ...]:
    above = Unit.objects.filter(pk__in=unit.ancestor_ids[:-1]).order_by("path")
    return tuple((row.pk, row.name) for row in above if may(by, Permission.LIST_READ, row))


def _behind(rows: Page[Any], today: date) -> tuple[Behind, ...]:
    seats = Post.objects.filter(in_force(today), unit__in=[row.pk for row in rows], role=Role.PRINCIPAL)
    holders = dict(seats.filter(in_force(today, "appointments__")).values_list("unit", "appointments__person__name"))
    return tuple(
        Behind(row.pk, row.name, row.parent.name if row.parent else "", name_of(Level(row.level)), holders.get(row.pk, ""), row.rank)
        for row in rows
    )
