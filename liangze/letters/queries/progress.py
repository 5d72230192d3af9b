"""How far signing is, by unit and level, and whose signature is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Left

from liangze.core.errors import NotFound
from liangze.core.letter import LetterStage
from liangze.core.words import Level
from liangze.letters.models import Letter
from liangze.letters.queries.reach import staged
from liangze.letters.queries.to_sign import ToSign, unsigned
from liangze.organisation.models import Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.words import name_of

MISSING = 200


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
    """of: all letters in the subtree. own: those held in the unit itself. units: direct children with letters. missing: who has to sign.

    remindable: ids of letters whose signer the reader may remind.
    """

    unit: Unit
    year: int
    of: UnitProgress
    own: UnitProgress
    units: tuple[UnitProgress, ...]
    levels: tuple[UnitProgress, ...]
    missing: tuple[ToSign, ...]
    missing_count: int
    remindable: frozenset[int]
    parent_id: int | None


def progress(*, by: Acting, unit_id: int, year: int, today: date) -> Progress:
    """Five statements. Raises NotFound where the person may not read letters of the unit."""
    unit = Unit.objects.filter(visible(by, Permission.LETTER_READ), pk=unit_id).select_related("parent").first()
    if unit is None:
        raise NotFound("There is no such unit among those whose letters you may read.", remedy="Look for it in the units.")
    path = unit.path
    below = Q(holder_unit__path=path) | Q(holder_unit__path__gt=path, holder_unit__path__lt=path + ":")
    rows: Any = staged(Letter.objects.filter(below, year=year, ended_at=None)).annotate(
        child=Left("holder_unit__path", len(path) + SEGMENT), at=F("holder_unit__level")
    )
    counts = list(rows.values("child", "at", "stage").annotate(n=Count("pk")).order_by())
    children = {each["child"] for each in counts if each["child"] != path}
    names = {row.path: row for row in Unit.objects.filter(path__in=children).order_by("position", "code")}
    missing = unsigned(year=year, today=today, path=path)
    levels = {each["at"] for each in counts}
    return Progress(
        unit=unit, year=year, of=_line(unit.pk, unit.name, counts),
        own=_line(unit.pk, unit.name, [c for c in counts if c["child"] == path]),
        units=tuple(_line(row.pk, row.name, [c for c in counts if c["child"] == at]) for at, row in names.items()),
        levels=tuple(_line(None, name_of(level), [c for c in counts if c["at"] == level]) for level in Level if level in levels),
        missing=missing[:MISSING], missing_count=len(missing),
        remindable=frozenset(each.id for each in missing if may(by, Permission.REMINDER_SEND, each.where)),
        parent_id=unit.parent_id if unit.parent and may(by, Permission.LETTER_READ, unit.parent) else None,
    )


def _line(unit_id: int | None, name: str, counts: list[dict[str, Any]]) -> UnitProgress:
    def of(*stages: LetterStage) -> int:
        return sum(each["n"] for each in counts if each["stage"] in stages)

    return UnitProgress(
        unit_id, name, sum(each["n"] for each in counts), of(LetterStage.SIGNED), of(LetterStage.FIRST),
        of(LetterStage.ISSUED, LetterStage.DRAFTED), of(LetterStage.RETURNED),
    )
