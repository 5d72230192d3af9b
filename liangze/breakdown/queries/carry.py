"""What of a year is not finished, and where it can go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.breakdown.models import Breakdown
from liangze.breakdown.queries.breakdowns import BreakdownPage, breakdown_page
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.errors import NotAllowed
from liangze.core.task import GOING, TaskState
from liangze.organisation.policy import Acting


@dataclass(frozen=True, slots=True)
class CarryPage:
    """open: tasks that can go on. carried: those that have. into: the breakdown of the next year, (id, title) or None."""

    page: BreakdownPage
    open: tuple[TaskView, ...]
    carried: tuple[TaskView, ...]
    into: tuple[int, str] | None


def carry_page(*, breakdown_id: int, by: Acting, today: date) -> CarryPage:
    """Four statements. Raises NotFound, NotAllowed for one who may not break down here."""
    page = breakdown_page(breakdown_id=breakdown_id, by=by, as_of=today)
    if not page.may_edit:
        raise NotAllowed("Only the office of this unit breaks its year down.", remedy="Open the board to see its tasks.")
    into = Breakdown.objects.filter(unit_id=page.unit_id, year=page.year + 1, withdrawn_at=None).values_list("pk", "title").first()
    goes_on = GOING | {TaskState.REPORTED}
    return CarryPage(
        page, tuple(task for task in page.tasks if task.state in goes_on),
        tuple(task for task in page.tasks if task.state is TaskState.CARRIED), into,
    )
