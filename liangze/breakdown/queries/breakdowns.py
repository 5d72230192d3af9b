"""One breakdown with its tasks, and the list of breakdowns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from liangze.breakdown.models import Breakdown, TaskTerms
from liangze.breakdown.queries.chosen import sums
from liangze.breakdown.queries.reach import breakdown_of, breakdowns
from liangze.breakdown.queries.tasks import TaskView, in_force, views
from liangze.breakdown.record import RECORD
from liangze.core.task import SLOW, TaskState
from liangze.duties.queries.settled import SettledItem, settled_by
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, may, visible

PAGE = 20


@dataclass(frozen=True, slots=True)
class BreakdownPage:
    """A breakdown on a day. `drafted`: how many tasks are not issued yet. `settled`: what it counts for as a plan."""

    id: int
    unit_id: int
    unit: str
    year: int
    title: str
    edition: int
    issued_on: date | None
    withdrawn_on: date | None
    withdrawn_reason: str
    tasks: tuple[TaskView, ...]
    drafted: int
    settled: tuple[SettledItem, ...]
    may_edit: bool

    @property
    def open(self) -> bool:
        """Whether tasks can still be added and changed by this reader."""
        return self.may_edit and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """A breakdown in the list: sums by state (state, name, how many)."""

    id: int
    unit: str
    year: int
    title: str
    issued_on: date | None
    withdrawn: bool
    total: int
    slow: int
    sums: tuple[tuple[str, str, int], ...]


def breakdown_page(*, breakdown_id: int, by: Acting, as_of: date, settles: bool = True, tasks: bool = True) -> BreakdownPage:
    """The tasks as they were asked and stood on the day; those added later are not among them.

    Three statements, one less without what it settles, and one less without its tasks. Raises NotFound.
    """
    row = breakdown_of(by, breakdown_id)
    shown = views(in_force(TaskTerms.objects.filter(task__breakdown=row), on=as_of), as_of) if tasks else ()
    settled = settled_by(source=(RECORD, row.pk), as_of=as_of) if row.issued_at and settles else ()
    return BreakdownPage(
        id=row.pk, unit_id=row.unit_id, unit=row.unit.name, year=row.year, title=row.title, edition=row.edition, issued_on=row.issued_on,
        withdrawn_on=row.withdrawn_on, withdrawn_reason=row.withdrawn_reason, tasks=shown, settled=settled,
        drafted=sum(task.state is TaskState.DRAFTED for task in shown), may_edit=bool(may(by, Permission.TASK_EDIT, row.unit)),
    )


def breakdown_list(
    *, by: Acting, as_of: date, year: int | None = None, text: str = "", page: int = 1
) -> tuple[Page[Breakdown], tuple[BreakdownRow, ...]]:
    """Those of all units whose tasks the person may read, the latest year first, in the order of the tree. Three statements.

    Raises NotAllowed for one who may read none anywhere.
    """
    demand(by, Permission.TASK_READ, None)
    rows = breakdowns(by).order_by("-year", "unit__path", "-id")
    if year:
        rows = rows.filter(year=year)
    if text:
        rows = rows.filter(unit__name__icontains=text)
    found = Paginator(rows, PAGE).get_page(page)
    listed = list(found)
    of: dict[int, list[TaskView]] = {row.pk: [] for row in listed}
    for task in views(in_force(TaskTerms.objects.filter(task__breakdown__in=list(of))), as_of):
        of[task.breakdown_id].append(task)
    return found, tuple(
        BreakdownRow(
            row.pk, row.unit.name, row.year, row.title, row.issued_on, row.withdrawn_at is not None, len(of[row.pk]),
            sum(task.state in SLOW for task in of[row.pk]), sums(of[row.pk]),
        )
        for row in listed
    )


def editing_units(by: Acting, year: int) -> tuple[tuple[int, str], ...]:
    """Units, own first, for which the person may break down the year and which have not begun; at most fifty. One statement."""
    own = {held.unit_id for held in by.grants}
    taken = Breakdown.objects.filter(year=year, withdrawn_at=None).values("unit")
    rows = Unit.objects.filter(visible(by, Permission.TASK_EDIT), until=None).exclude(pk__in=taken).order_by("path")[:50]
    return tuple(sorted(((unit.pk, unit.name) for unit in rows), key=lambda pair: pair[0] not in own))
