"""The list of reports: one's own and those received, with filters; what waits at the desk; what hangs together with a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from liangze.core.report import Stage
from liangze.core.words import Every
from liangze.organisation.policy import Acting, Permission, demand
from liangze.reports.queries.reach import addressed, reports_for, writing
from liangze.reports.queries.stages import staged
from liangze.reports.words import STAGES, addressees, kind_name, period_said

PAGE = 25
SIDES = ("mine", "received")


@dataclass(frozen=True, slots=True)
class BookFilter:
    """What is shown; empty values filter nothing. side  "mine", "received" or "" for all.  year  of the period reported on."""

    side: str = ""
    kind: str = ""
    year: int | None = None
    stage: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in the list. late  it was handed in after its day, or is not handed in though the day is past."""

    id: int
    number: str
    title: str
    kind: str
    period: str
    unit: str
    seat: str
    to: str
    stage: str
    stage_name: str
    version: int
    submitted_on: date | None
    due: date | None
    late: bool


def book(*, by: Acting, wanted: BookFilter, today: date, page: int = 1) -> tuple[Page[Any], tuple[ReportRow, ...]]:
    """Two statements. Raises NotAllowed for one who may read none anywhere."""
    if not by.posts:
        demand(by, Permission.REPORT_READ, None)
    rows = staged(reports_for(by).filter(_sides(by)[wanted.side] if wanted.side in SIDES else Q()))
    if wanted.kind:
        rows = rows.filter(every=wanted.kind)
    if wanted.year:
        rows = rows.filter(period_start__year=wanted.year)
    if wanted.text:
        rows = rows.filter(Q(unit__name__icontains=wanted.text) | Q(title__icontains=wanted.text) | Q(number=wanted.text))
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    found = Paginator(rows.order_by("-started_at", "-pk"), PAGE).get_page(page)
    return found, tuple(_row(row, today) for row in found.object_list)


def _sides(by: Acting) -> dict[str, Q]:
    return {"mine": writing(by), "received": addressed(by)}


def _row(row: Any, today: date) -> ReportRow:
    handed_in = row.submitted_on
    late = row.due is not None and ((handed_in or today) > row.due) and row.stage != Stage.WITHDRAWN
    return ReportRow(
        id=row.pk, number=row.number, title=row.title, kind=kind_name(row.every), period=period_said(row.every, row.period_start),
        unit=row.unit.name, seat=row.holder.title, to=addressees(row.to), stage=row.stage, stage_name=str(STAGES[row.stage]),
        version=row.version, submitted_on=handed_in, due=row.due, late=late,
    )


def kinds() -> list[tuple[str, str]]:
    """(value, name) of the kinds, the longest period first."""
    return [(each.value, kind_name(each)) for each in (Every.YEAR, Every.HALF_YEAR, Every.QUARTER, Every.MONTH, Every.ONCE)]


def stages() -> list[tuple[str, str]]:
    return [(each.value, str(STAGES[each])) for each in Stage]
