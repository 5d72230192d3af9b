"""The lists of a unit side by side: main and supervisory responsibility, all roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.core.errors import NotFound
from liangze.core.words import Role, UnitKind
from liangze.lists.models import Drafting, ListItem, ListVersion, Part, Publication, Stage
from liangze.lists.queries.applying import LISTED
from liangze.lists.queries.candidates import SUPERVISORY
from liangze.lists.queries.items import with_sources
from liangze.lists.queries.live import Live, live
from liangze.lists.queries.reach import staged
from liangze.lists.queries.rows import ItemRow, duties_of, rows_of
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import name_of


@dataclass(frozen=True, slots=True)
class Chapter:
    """The list of one role. `published` is true while its newest version is."""

    list_id: int
    version_id: int
    role: str
    name: str
    part: str
    number: int
    stage: str
    stage_name: str
    published: bool
    items: tuple[ItemRow, ...]

    @property
    def standing(self) -> tuple[ItemRow, ...]:
        """The items that are not left out."""
        return tuple(item for item in self.items if not item.left_out)

    @property
    def live(self) -> Live:
        found = Live()
        for item in self.items:
            found = found.plus(item.live)
        return found


@dataclass(frozen=True, slots=True)
class BookPart:
    """One of the two responsibilities with its lists."""

    key: str
    name: str
    chapters: tuple[Chapter, ...]

    @property
    def items(self) -> int:
        return sum(len(chapter.standing) for chapter in self.chapters)


@dataclass(frozen=True, slots=True)
class Book:
    """All lists of a unit in a year. `missing`: (role, name) of seats without a list. `drafting`: the last one ordered for units below."""

    unit: Unit
    year: int
    parts: tuple[BookPart, ...]
    missing: tuple[tuple[str, str], ...]
    may_edit: bool
    has_below: bool
    drafting: Drafting | None

    @property
    def items(self) -> int:
        return sum(part.items for part in self.parts)

    @property
    def lists(self) -> int:
        return sum(len(part.chapters) for part in self.parts)


def book(*, unit_id: int, year: int, by: Acting, today: date) -> Book:
    """At most five statements. Raises NotFound for a unit whose lists the person may not read."""
    below = Unit.objects.filter(in_force(today), ~Q(kind=UnitKind.OFFICE), parent=OuterRef("pk"))
    units = Unit.objects.filter(visible(by, Permission.LIST_READ)).annotate(has_below=Exists(below), roles=ArraySubquery(_roles(year)))
    unit = units.select_related("parent").filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those whose lists you may read.", remedy="Look for it in the units.")
    shown = Publication.objects.filter(version=OuterRef("pk"), ended_at=None)
    rows = staged(ListVersion.objects.filter(list__unit=unit, list__year=year, superseded_at=None)).annotate(shown=Exists(shown))
    versions = list(rows.select_related("list"))
    items = with_sources(ListItem.objects.filter(version__in=versions)) if versions else []
    states = live(unit.pk, year, duties_of(items), today) if items else {}
    chapters = [_chapter(version, [item for item in items if item.version_id == version.pk], states) for version in versions]
    chapters.sort(key=lambda chapter: LISTED.index(Role(chapter.role)))
    seated = set(unit.roles) - {chapter.role for chapter in chapters}
    edit = bool(may(by, Permission.LIST_EDIT, unit))
    return Book(
        unit, year,
        tuple(
            BookPart(part.value, str(part.label), tuple(chapter for chapter in chapters if chapter.part == part))
            for part in Part
            if any(chapter.part == part for chapter in chapters)
        ),
        tuple((role.value, name_of(role)) for role in LISTED if role in seated), edit, unit.has_below,
        Drafting.objects.filter(unit=unit, year=year).first() if edit and unit.has_below else None,
    )


def _chapter(version: ListVersion, items: list[ListItem], states: dict[int, Live]) -> Chapter:
    role = Role(version.list.role)
    part = items[0].part if items else Part.SUPERVISORY if role in SUPERVISORY else Part.MAIN
    return Chapter(
        version.list_id, version.pk, role.value, name_of(role), str(part), version.number, version.stage, str(Stage(version.stage).label),
        version.shown, rows_of(items, states),
    )


def _roles(year: int) -> QuerySet[Post]:
    """Roles seated in the unit of the outer query, or in the stationed groups that it sends, on some day of the year."""
    there = (Q(until__isnull=True) | Q(until__gt=date(year, 1, 1))) & Q(since__lt=date(year + 1, 1, 1))
    seated = Q(unit=OuterRef("pk")) | Q(unit__parent=OuterRef("pk"), role=Role.STATIONED_GROUP)
    return Post.objects.filter(seated, there, role__in=LISTED).order_by().values("role").distinct()
