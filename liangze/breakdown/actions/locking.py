"""A task as an action meets it: locked, with its value on the day, or refused because of what it is."""

from __future__ import annotations

from datetime import date

from liangze.breakdown.models import Breakdown, Task, TaskTerms
from liangze.breakdown.queries.reach import breakdown_of, task_of
from liangze.breakdown.queries.tasks import TaskView, in_force, view
from liangze.core.errors import Conflict
from liangze.organisation.policy import Acting


def locked_breakdown(by: Acting, breakdown_id: int) -> Breakdown:
    """The breakdown, locked: whoever changes what is asked queues here. Raises NotFound, Conflict when it is withdrawn."""
    breakdown_of(by, breakdown_id)
    breakdown = Breakdown.objects.select_for_update(of=("self",)).select_related("unit").get(pk=breakdown_id)
    demand_standing(breakdown)
    return breakdown


def locked_task(by: Acting, task_id: int, today: date) -> tuple[Task, TaskView]:
    """The task, locked, and its value today. Raises NotFound, Conflict when its breakdown is withdrawn."""
    task = task_of(by, task_id)
    Task.objects.select_for_update().get(pk=task_id)
    demand_standing(task.breakdown)
    return task, view(in_force(TaskTerms.objects.filter(task_id=task_id)).get(), today)


def demand_standing(breakdown: Breakdown) -> None:
    """Raise Conflict for a withdrawn breakdown."""
    if breakdown.withdrawn_at:
        raise Conflict("This breakdown has been withdrawn.", remedy="Open the one that stands in its place.")


def demand_open(task: TaskView) -> None:
    """Raise Conflict for a task that is not issued yet or with which it is over."""
    if not task.issued:
        raise Conflict("This task has not been issued yet.", remedy="Wait until the office has issued it.")
    if task.ended:
        raise Conflict(
            "With this task it is over: %(state)s.", remedy="Ask the office to reopen it, with the reason.",
            params={"state": task.state_name},
        )
