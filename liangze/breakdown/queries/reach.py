"""Which breakdowns and tasks a person may know of."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.breakdown.models import Breakdown, Task, TaskPart, TaskStepTaken, TaskTerms
from liangze.core.errors import NotFound
from liangze.core.task import TaskStep
from liangze.organisation.policy import Acting, Permission, visible


def breakdowns(by: Acting) -> QuerySet[Breakdown]:
    """The breakdowns of units whose tasks the person may read, drafts among them."""
    return Breakdown.objects.filter(visible(by, Permission.TASK_READ, "unit__path")).select_related("unit")


def breakdown_of(by: Acting, breakdown_id: int) -> Breakdown:
    """Raises NotFound when there is none or it may not be known."""
    found = breakdowns(by).filter(pk=breakdown_id).first()
    if found is None:
        raise NotFound("There is no such breakdown among those that you may read.", remedy="Choose one from the list of breakdowns.")
    return found


def readable(by: Acting, permission: Permission = Permission.TASK_READ) -> Q:
    """Terms of the tasks that the person may read: of breakdowns of their units, and issued ones in which their units play a part."""
    if by.is_console:
        return Q()
    played = TaskPart.objects.filter(visible(by, permission, "unit__path"), task=OuterRef("task_id"), until=None)
    issued = TaskStepTaken.objects.filter(task=OuterRef("task_id"), step=TaskStep.ISSUED)
    return Q(visible(by, permission, "task__breakdown__unit__path")) | (Q(Exists(played)) & Q(Exists(issued)))


def no_task() -> NotFound:
    """The one answer for a task, and for what hangs on one, whether it does not exist or may not be known."""
    return NotFound("There is no such task among those that you may read.", remedy="Choose one from the tasks of your unit.")


def task_of(by: Acting, task_id: int) -> Task:
    """The task with its breakdown and unit. Raises NotFound when there is none or it may not be known."""
    terms = TaskTerms.objects.filter(readable(by), task_id=task_id, until=None).select_related("task__breakdown__unit").first()
    if terms is None:
        raise no_task()
    return terms.task
