"""How far signing is, by unit and level, and whose signature is missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.db.models.functions import Left

from liangze.core.errors import NotFound
from liangze.core.letter import LetterStage
from liangze.core.words import Level
from liangze.letters.models import Letter
from liangze.letters.queries.reach import staged
from liangze.letters.queries.to_sign import ToSign, shown, to_remind, waiting
from liangze.organisation.models import Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.words import name_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """Letters held in a unit and below it. unit_id None: a line for a level."""

    unit_id: int | None
    name: str
    total: int
    signed: int
    half: int
    waiting: int
    returned: int

    @property
    def open(self) -> int:
        return self.total - self.signed

    @property
    def percent(self) -> int:
        return 100 * self.signed // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Progress:
    """of: all letters in the subtree. own: those held in the unit itself. units: direct children with letters.

    missing     one page of those who have to sign; page: which, of how many.
    remindable  how many of all of them the reader may remind; reminds: the ids of those on the page.
    """

    unit: Unit
    year: int
    of: UnitProgress
    own: UnitProgress
    units: tuple[UnitProgress, ...]
    levels: tuple[UnitProgress, ...]
    missing: tuple[ToSign, ...]
    page: Page[int]
    remindable: int
    reminds: frozenset[int]
    parent_id: int | None


def the_unit(unit_id: int, by: Acting) -> Unit:
    """The unit, if the person may read letters of it; else NotFound. One statement."""
    unit = Unit.objects.filter(visible(by, Permission.LETTER_READ), pk=unit_id).select_related("parent").first()
    if unit is None:
        raise NotFound("There is no such unit among those whose letters you may read.", remedy="Look for it in the units.")
    return unit


def progress(*, by: Acting, unit_id: int, year: int, today: date, page: int | str = 1) -> Progress:
    """Five statements. Raises NotFound where the person may not read letters of the unit."""
    unit = the_unit(unit_id, by)
    path = unit.path
    below = Q(holder_unit__path=path) | Q(holder_unit__path__gt=path, holder_unit__path__lt=path + ":")
    rows: Any = staged(Letter.objects.filter(below, year=year, ended_at=None)).annotate(
        child=Left("holder_unit__path", len(path) + SEGMENT), at=F("holder_unit__level")
    )
    counts = list(rows.values("child", "at", "stage").annotate(n=Count("pk")).order_by())
    children = {each["child"] for each in counts if each["child"] != path}
    names = {row.path: row for row in Unit.objects.filter(path__in=children).order_by("position", "code")}
    missing = waiting(year=year, today=today, path=path)
    numbers = missing.order_by().aggregate(n=Count("pk"), remindable=Count("pk", filter=to_remind(by)))
    at = Paginator(range(numbers["n"]), PAGE).get_page(page)
    rows_shown = shown(missing, at.start_index() - 1, at.end_index()) if numbers["n"] else ()
    levels = {each["at"] for each in counts}
    return Progress(
        unit=unit, year=year, of=_line(unit.pk, unit.name, counts),
        own=_line(unit.pk, unit.name, [c for c in counts if c["child"] == path]),
        units=tuple(_line(row.pk, row.name, [c for c in counts if c["child"] == child]) for child, row in names.items()),
        levels=tuple(_line(None, name_of(level), [c for c in counts if c["at"] == level]) for level in Level if level in levels),
        missing=rows_shown, page=at, remindable=numbers["remindable"],
        reminds=frozenset(each.id for each in rows_shown if may(by, Permission.REMINDER_SEND, each.where)),
        parent_id=unit.parent_id if unit.parent and may(by, Permission.LETTER_READ, unit.parent) else None,
    )


def remindable(
    *, by: Acting, unit_id: int, year: int, today: date, chosen: Collection[int] = (), most: int
) -> tuple[list[int], bool]:
    """Ids of letters in the unit and below whose next signer the person may remind, oldest first, at most so many; whether any waits.

    Of those chosen, or of all. Two statements. Raises NotFound where the person may not read letters of the unit.
    """
    rows = waiting(year=year, today=today, path=the_unit(unit_id, by).path)
    if chosen:
        rows = rows.filter(pk__in=chosen)
    found = list(rows.filter(to_remind(by)).values_list("pk", flat=True)[:most])
    return found, bool(found) or rows.exists()


def _line(unit_id: int | None, name: str, counts: list[dict[str, Any]]) -> UnitProgress:
    def of(*stages: LetterStage) -> int:
        return sum(each["n"] for each in counts if each["stage"] in stages)

    return UnitProgress(
        unit_id, name, sum(each["n"] for each in counts), of(LetterStage.SIGNED), of(LetterStage.FIRST),
        of(LetterStage.ISSUED, LetterStage.DRAFTED), of(LetterStage.RETURNED),
    )
