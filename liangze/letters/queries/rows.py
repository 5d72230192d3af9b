"""Letters as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.core.letter import LetterOrder, LetterStage, turn
from liangze.letters.models import Letter
from liangze.letters.queries.paper import clause_of
from liangze.letters.queries.reach import letters_for
from liangze.letters.words import name_of
from liangze.organisation.models import Appointment, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.policy.acting import in_force

PAGE = 25


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What is shown; empty values filter nothing. side: "issued" or "held", by the unit, which defaults to all that one may see."""

    year: int
    side: str = ""
    unit: int | None = None
    stage: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter. waits_for: the name of who signs next. moved: the holder has left the seat; the letter stays with the person."""

    id: int
    year: int
    kind: str
    issuer_unit: str
    issuer: str
    holder_unit: str
    holder: str
    clause: str
    stage: str
    stage_name: str
    waits_for: str
    day: date
    moved: bool


def letter_list(*, by: Acting, wanted: LetterFilter, today: date, page: int | str = 1) -> tuple[Page[Letter], tuple[LetterRow, ...]]:
    """Letters that the person may read, the units in the order of the tree. Two statements."""
    found = Paginator(matching(by, wanted, today), PAGE).get_page(page)
    return found, tuple(row_of(row) for row in found)


def matching(by: Acting, wanted: LetterFilter, today: date) -> QuerySet[Letter]:
    """Those letters, with stage and `seated`."""
    sits = Appointment.objects.filter(in_force(today), post=OuterRef("holder_post"), person=OuterRef("holder_person"))
    rows = letters_for(by).annotate(seated=Exists(sits)).filter(_where(wanted))
    return rows.defer("permit__version__pack", "content", "preamble").order_by("holder_unit__path", "holder_post__position", "id")


def row_of(row: Any) -> LetterRow:
    """A letter from `matching` as shown. No statement."""
    party = turn(LetterStage(row.stage), LetterOrder(row.order))
    waits = "" if party is None else row.holder_person.name if party == "holder" else row.issuer_person.name
    return LetterRow(
        row.pk, row.year, row.get_kind_display(), row.issuer_unit.name, f"{row.issuer_post.title} {row.issuer_person.name}",
        row.holder_unit.name, f"{row.holder_post.title} {row.holder_person.name}", clause_of(row), row.stage,
        name_of(LetterStage(row.stage)), waits, row.day, not row.seated,
    )


def own_units(by: Acting) -> tuple[tuple[int, str], ...]:
    """Units of the person's grants whose letters may be read or issued, for the choice on the page. One statement."""
    here = {held.unit_id for held in by.grants}
    rows = Unit.objects.filter(visible(by, Permission.LETTER_READ), pk__in=here)
    return tuple(rows.order_by("path").values_list("pk", "name"))


def demand_letters(by: Acting) -> None:
    """Whoever may read letters of some unit may look; whoever holds a seat sees their own. Raises NotAllowed for others."""
    if not by.posts:
        demand(by, Permission.LETTER_READ, None)


def _where(wanted: LetterFilter) -> Q:
    where = Q(year=wanted.year)
    if wanted.unit and wanted.side:
        where &= Q(**{"issuer_unit" if wanted.side == "issued" else "holder_unit": wanted.unit})
    elif wanted.unit:
        where &= Q(issuer_unit=wanted.unit) | Q(holder_unit=wanted.unit)
    if wanted.stage:
        where &= Q(stage=wanted.stage)
    else:
        where &= ~Q(stage=LetterStage.WITHDRAWN)
    if wanted.text:
        names = ("holder_person__name", "holder_unit__name", "holder_post__title", "issuer_person__name", "issuer_unit__name")
        words = Q()
        for name in names:
            words |= Q(**{f"{name}__icontains": wanted.text})
        where &= words
    return where


def issuing_units(by: Acting) -> tuple[tuple[int, str], ...]:
    """Units of the person's grants for which letters may be issued. One statement."""
    here = {held.unit_id for held in by.grants}
    rows = Unit.objects.filter(visible(by, Permission.LETTER_ISSUE), pk__in=here)
    return tuple(rows.order_by("path").values_list("pk", "name"))
