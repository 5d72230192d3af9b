"""Who did a task, and answers for it: nobody of them closes it out."""

from __future__ import annotations

from collections.abc import Collection

from liangze.breakdown.models import TaskAnswer, TaskProgress
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.words import UnitKind
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.policy.doors import rights

WHY_DOER = "Whoever did or reported a task does not close it out."
WHY_UNIT = "Accounts of a unit that does a task do not close it out."
WHY_LEADER = "The leader in charge of a task does not close it out."


def doers(task_id: int) -> set[int]:
    """The accounts that answered or reported. One statement."""
    answered = TaskAnswer.objects.filter(part__task_id=task_id).order_by().values_list("by_id", flat=True)
    return set(answered.union(TaskProgress.objects.filter(task_id=task_id).order_by().values_list("by_id", flat=True)))


def why_not(task: TaskView, by: Acting, did: Collection[int | None]) -> str:
    """Why this person is too near to the task to check it, as a msgid; empty when they are not. `did`: see `doers`.

    Too near: who answered or reported; an account of a doing unit, whose grant stands at that very unit and lets it answer, or at the
    unit whose inner office does it, unless that unit asked for it itself; the leader in charge.
    """
    if task.leader_id in by.posts:
        return WHY_LEADER
    doing = {part.path for part in task.doing}
    doing |= {part.path[:-SEGMENT] for part in task.doing if part.kind == UnitKind.OFFICE} - {task.unit_path}
    if any(held.path in doing and Permission.TASK_ANSWER in rights(held) for held in by.grants):
        return WHY_UNIT
    return WHY_DOER if by.account_id in did else ""
