"""How many units have their lists, against the day by which a rule wants them; who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr

from liangze.core.errors import NotFound
from liangze.core.windows import binds, windows
from liangze.core.words import ActKind, Level, Role, UnitKind
from liangze.duties.models import Obligation
from liangze.duties.planning.shapes import adoption_value, duty_value
from liangze.duties.queries.words import ClauseRef, days_left
from liangze.lists.models import Publication, ResponsibilityList, Stage, Step
from liangze.organisation.models import Appointment, Post, Unit
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
class Missing:
    """A page of units that are not as far as asked for. total: of all pages."""

    rows: tuple[Behind, ...]
    number: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.number * PAGE, self.total)


@dataclass(frozen=True, slots=True)
class ListCoverage:
    """A unit's subtree in a year."""

    unit: Unit
    trail: tuple[tuple[int, str], ...]
    year: int
    deadline: Deadline | None
    total: Covered
    levels: tuple[Covered, ...]
    children: tuple[Covered, ...]
    behind: Missing
    may_draft: bool
    may_remind: bool
    may_review: bool


def coverage(
    *, unit_id: int, year: int, by: Acting, today: date, level: str = "", short_of: str = "drafted", page: int = 1
) -> ListCoverage:
    """Seven statements. `short_of`: whom to list, those that are not yet drafted, signed or published. Raises NotFound."""
    unit = Unit.objects.filter(visible(by, Permission.LIST_READ), pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those whose lists you may read.", remedy="Look for it in the units.")
    near = list(Unit.objects.filter(Q(pk__in=unit.ancestor_ids[:-1]) | Q(parent=unit)).order_by("position", "code"))
    below = Unit.objects.filter(visible(by, Permission.LIST_READ), path__gte=unit.path, path__lt=unit.path + ":")
    units = _ranked(_asked(below, year), year, today)
    groups = _groups(units, unit)
    levels = tuple(
        _covered(level.value, name_of(level), rows) for level in Level if (rows := [row for row in groups if row["level"] == level.value])
    )
    children = tuple(
        _covered(str(child.pk), child.name, rows)
        for child in near
        if child.parent_id == unit.pk and (rows := [row for row in groups if row["branch"] == child.path[len(unit.path) :]])
    )
    above = sorted((row for row in near if row.parent_id != unit.pk), key=lambda row: len(row.path))
    behind = _missing(units, levels, level if level in set(Level) else "", short_of, today, page)
    return ListCoverage(
        unit, tuple((row.pk, row.name) for row in above if may(by, Permission.LIST_READ, row)), year, deadline_of(unit, year, today),
        _covered(str(unit.pk), unit.name, groups), levels, children, behind, bool(may(by, Permission.LIST_EDIT, unit)),
        bool(may(by, Permission.REMINDER_SEND, None)), bool(may(by, Permission.LIST_REVIEW, unit)),
    )


def deadline_of(unit: Unit, year: int, today: date) -> Deadline | None:
    """The first day in the year on which a rule that binds the unit wants lists; None where no installed rule says one. One statement."""
    duties = Duty.objects.filter(kind=ACT, topics__contains=[TOPIC], version__adoptions__unit__in=unit.ancestor_ids)
    days = duties.annotate(adopted=F("version__adoptions__since"), ended=F("version__adoptions__until"))
    found = []
    for duty in days.select_related("version__regulation", "clause").defer("version__pack"):
        value = adoption_value(Adoption(version=duty.version, unit=unit, since=duty.adopted, until=duty.ended))
        clause = ClauseRef(duty.clause_id, duty.version.cited, duty.clause.label)
        for window in windows(duty_value(duty), year) if value else ():
            if value and binds(window, value.span.since, value.span.until):
                found.append(Deadline(window.due, days_left(window.due, today), today > window.due, duty.title, clause))
    return min(found, key=lambda each: each.due, default=None)


def _asked(units: QuerySet[Unit], year: int) -> QuerySet[Unit]:
    """The units of which a rule wants lists in the year, by what they owe, and those that have some; where nothing is owed, all.

    Two statements. Looked for by the seats that owe: obligations have no index by duty, and there are millions of them.
    """
    rows = Duty.objects.filter(kind=ACT, topics__contains=[TOPIC], role__in=(Role.LEADERSHIP, Role.DEPARTMENT))
    duties = list(rows.values_list("pk", flat=True))
    owed = Obligation.objects.filter(holder=OuterRef("pk"), duty__in=duties, year=year, withdrawn_on=None)
    seats = Post.objects.filter(Exists(owed), role=Role.LEADERSHIP).order_by()
    if not duties or not seats.exists():
        return units
    having = ResponsibilityList.objects.filter(unit=OuterRef("pk"), year=year)
    return units.filter(Q(pk__in=seats.values("unit")) | Exists(having))


def rank_in(year: int) -> Coalesce:
    """How far the list of a unit is that has come least far; NONE where it has no list."""
    signed = Step.objects.filter(version__list=OuterRef("pk"), version__superseded_at=None, stage=Stage.SIGNED)
    shown = Publication.objects.filter(list=OuterRef("pk"), ended_at=None, version__superseded_at=None)
    rank = Case(When(Exists(shown), then=Value(PUBLISHED)), When(Exists(signed), then=Value(SIGNED)), default=Value(DRAFTED))
    lists = ResponsibilityList.objects.filter(unit=OuterRef("pk"), year=year).order_by().values("unit")
    least = Subquery(lists.annotate(least=Min(rank)).values("least"), output_field=IntegerField())
    return Coalesce(least, Value(NONE))


def _ranked(units: QuerySet[Unit], year: int, today: date) -> QuerySet[Unit]:
    """Units with a leadership, each with `rank`: how far the list is that has come least far."""
    led = Post.objects.filter(in_force(today), unit=OuterRef("pk"), role=Role.LEADERSHIP)
    there = units.filter(in_force(today), Exists(led)).exclude(kind=UnitKind.OFFICE)
    return there.annotate(rank=rank_in(year))


def _groups(units: QuerySet[Unit], unit: Unit) -> list[dict[str, Any]]:
    """Counts by level and branch (the next segment of the path; "" for the unit itself). One statement.

    The database groups by rank as well, so that it works each unit's rank out once and not once for each sum.
    """
    branch = Substr("path", len(unit.path) + 1, SEGMENT)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in units.annotate(branch=branch).order_by().values("level", "branch", "rank").annotate(n=Count("pk")):
        sums = found.setdefault(
            (row["level"], row["branch"]),
            {"level": row["level"], "branch": row["branch"], "units": 0, "drafted": 0, "signed": 0, "published": 0},
        )
        for name, least in (("units", NONE), ("drafted", DRAFTED), ("signed", SIGNED), ("published", PUBLISHED)):
            sums[name] += row["n"] * (row["rank"] >= least)
    return list(found.values())


def _covered(key: str, name: str, rows: Sequence[dict[str, Any]]) -> Covered:
    sums = (sum(row[name] for row in rows) for name in ("units", "drafted", "signed", "published"))
    return Covered(key, name, *sums)


def _missing(units: QuerySet[Unit], levels: Sequence[Covered], level: str, short_of: str, today: date, page: int) -> Missing:
    """A page of them. How many there are follows from the sums. One statement."""
    wanted = short_of if RANKS.get(short_of, NONE) > NONE else "drafted"
    total = sum(row.units - getattr(row, wanted) for row in levels if level in ("", row.key))
    pages = max(1, -(-total // PAGE))
    number = min(max(1, page), pages)
    holder = Appointment.objects.filter(in_force(today), in_force(today, "post__"), post__unit=OuterRef("pk"), post__role=Role.PRINCIPAL)
    rows = units.filter(rank__lt=RANKS[wanted], **({"level": level} if level else {})).select_related("parent").order_by("path")
    rows = rows.annotate(principal=Subquery(holder.values("person__name")[:1]))[(number - 1) * PAGE : number * PAGE]
    found = tuple(
        Behind(row.pk, row.name, row.parent.name if row.parent else "", name_of(Level(row.level)), row.principal or "", row.rank)
        for row in rows
    )
    return Missing(found, number, pages, total)
