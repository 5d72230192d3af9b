"""Batches: how far they are, what went wrong, and whom the gate kept out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from liangze.core.errors import Conflict
from liangze.core.letter import LetterOrder, LetterStage
from liangze.core.words import Level
from liangze.documents.paper import Column, Grid, Paper
from liangze.letters.models import Batch, BatchSeat, Letter
from liangze.letters.queries.paper import clause_of
from liangze.letters.queries.reach import RECORD, RELATED, staged, the_batch
from liangze.letters.words import name_of
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.words import name_of as house_name
from liangze.trust.endorsements import Sheet, content, records_of

SHOWN = 100
SILENT = timedelta(minutes=2)  # a job that works says so after every letter


@dataclass(frozen=True, slots=True)
class Problem:
    """A seat whose letter could not be laid out."""

    unit: str
    seat: str
    person: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch in the list."""

    id: int
    unit: str
    year: int
    kind: str
    at: datetime
    by: str
    total: int
    done: int
    problems: int
    ended: bool


@dataclass(frozen=True, slots=True)
class BatchPage:
    """state: "waiting", "running", "silent" (its job was killed; it can be taken up) or "done"."""

    row: Batch
    kind: str
    order: str
    level: str
    state: str
    total: int
    done: int
    problems: int
    wrong: tuple[Problem, ...]
    refused: tuple[tuple[str, str, str, str], ...]
    stages: tuple[tuple[str, str, int], ...]

    @property
    def handled(self) -> int:
        return self.done + self.problems

    @property
    def percent(self) -> int:
        return 100 * self.handled // self.total if self.total else 100


def batches(by: Acting) -> tuple[BatchRow, ...]:
    """The latest twenty of units in which the person may issue letters. One statement."""
    mine = Batch.objects.filter(visible(by, Permission.LETTER_ISSUE, "unit__path")).select_related("unit", "by")
    counted: Any = mine.defer("preamble", "refused").annotate(
        total=Count("seats"), done=Count("seats__letter"), problems=Count("seats", filter=Q(seats__problem__isnull=False))
    )
    return tuple(
        BatchRow(
            row.pk, row.unit.name, row.year, row.get_kind_display(), timezone.localtime(row.at), row.by.name if row.by else "", row.total,
            row.done, row.problems, row.ended_at is not None,
        )
        for row in counted.order_by("-id")[:20]
    )


def batch_page(*, batch_id: int, by: Acting, now: datetime) -> BatchPage:
    """Four statements. Raises NotFound."""
    row = the_batch(batch_id, by)
    counts = row.seats.aggregate(total=Count("pk"), done=Count("letter"), problems=Count("pk", filter=Q(problem__isnull=False)))
    seats = row.seats.filter(problem__isnull=False).select_related("post__unit", "person").order_by("id")[:SHOWN]
    stages = staged(Letter.objects.filter(batch_seats__batch=row)).values("stage").annotate(n=Count("pk")).order_by()
    numbers = {each["stage"]: each["n"] for each in stages}
    begun = counts["done"] + counts["problems"]
    state = "done" if row.ended_at else "silent" if now - row.beat_at >= SILENT else "running" if begun else "waiting"
    level = row.asked.get("level") or ""
    return BatchPage(
        row=row, kind=row.get_kind_display(), order=name_of(LetterOrder(row.order)), level=house_name(Level(level)) if level else "",
        state=state, wrong=tuple(_problem(seat) for seat in seats), refused=tuple(_kept_out(each) for each in row.refused[:SHOWN]),
        stages=tuple((stage.value, name_of(stage), numbers[stage.value]) for stage in LetterStage if numbers.get(stage.value)), **counts,
    )


def batch_files(*, batch_id: int, by: Acting, today: date) -> tuple[Paper, Iterator[tuple[str, Callable[[], bytes]]]]:
    """The index of the batch, with those whose letter could not be laid out, and its letters as they are signed now, for the zip.

    Raises NotFound. Files are read one at a time, each when it is called.
    """
    row = the_batch(batch_id, by)
    rows = staged(Letter.objects.filter(batch_seats__batch=row)).select_related(*RELATED)
    rows = rows.defer("content", "preamble", "permit__version__pack")
    letters: list[Any] = list(rows.order_by("holder_unit__path", "holder_post__position", "id"))
    sheets = records_of(RECORD, [letter.pk for letter in letters])
    columns = (
        Column(pgettext("letter", "No."), 0.6, "center"), Column(pgettext("letter", "Unit"), 2), Column(pgettext("letter", "Holder"), 2.4),
        Column(pgettext("letter", "Issuer"), 2.4), Column(pgettext("letter", "State"), 1.2), Column(pgettext("letter", "Basis"), 2.4),
    )
    table = Grid(columns, tuple(
        (
            str(letter.pk), letter.holder_unit.name, f"{letter.holder_post.title} {letter.holder_person.name}",
            f"{letter.issuer_post.title} {letter.issuer_person.name}", name_of(LetterStage(letter.stage)), clause_of(letter),
        )
        for letter in letters
    ))  # fmt: skip
    index = Paper(
        title=pgettext("letter", "Letters of %(unit)s for %(year)s") % {"unit": row.unit.name, "year": row.year},
        blocks=(table, *_not_laid_out(row)),
        day=today, issuer=row.unit.name, wide=True,
    )
    files = (
        (
            f"{letter.holder_unit.name}/{letter.holder_post.title}-{letter.holder_person.name}-{letter.pk}.pdf",
            partial(_file, sheets.get(letter.pk)),
        )
        for letter in letters
    )
    return index, files


def _file(sheet: Sheet | None) -> bytes:
    if sheet is None:
        raise Conflict("This letter has not been laid out.", remedy="Open it and lay it out again.")
    return content(sheet)


def _not_laid_out(batch: Batch) -> tuple[Grid, ...]:
    seats = batch.seats.filter(problem__isnull=False).select_related("post__unit", "person").order_by("id")
    rows = tuple((each.unit, f"{each.seat} {each.person}", f"{each.what}{each.remedy}") for each in map(_problem, seats))
    columns = (
        Column(pgettext("letter", "Unit"), 2), Column(pgettext("letter", "Holder"), 2.4), Column(pgettext("letter", "Why"), 5),
    )
    return (Grid(columns, rows, pgettext("letter", "Not laid out")),) if rows else ()


def _problem(seat: BatchSeat) -> Problem:
    told = seat.problem or {}
    params = told.get("params") or {}

    def words(text: str) -> str:
        text = gettext(text) if text else ""
        return text % params if params and text else text

    return Problem(seat.post.unit.name, seat.post.title, seat.person.name, words(told.get("what", "")), words(told.get("remedy", "")))


def _kept_out(row: list[str]) -> tuple[str, str, str, str]:
    unit, seat, why, clause = row
    return unit, seat, gettext(why) % {"clause": clause} if why else "", clause
