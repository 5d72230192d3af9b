"""Who did a task, and answers for it: nobody of them closes it out."""

from __future__ import annotations

from liangze.breakdown.models import TaskAnswer, TaskProgress
from liangze.breakdown.queries.tasks import TaskView
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.policy.doors import rights

WHY_DOER = "Whoever did or reported a task does not close it out."
WHY_UNIT = "Accounts of a unit that does a task do not close it out."
WHY_LEADER = "The leader in charge of a task does not close it out."


def why_not(task: TaskView, by: Acting) -> str:
    """Why this person is too near to the task to check it, as a msgid; empty when they are not. At most two statements.

    Too near: who answered or reported; an account of a doing unit, whose grant stands at that very unit and lets it answer;
    the leader in charge.
    """
    if task.leader_id in by.posts:
        return WHY_LEADER
    doing = {part.unit_id for part in task.doing}
    if any(held.unit_id in doing and Permission.TASK_ANSWER in rights(held) for held in by.grants):
        return WHY_UNIT
    answered = TaskAnswer.objects.filter(part__task_id=task.id, by_id=by.account_id).exists()
    return WHY_DOER if answered or TaskProgress.objects.filter(task_id=task.id, by_id=by.account_id).exists() else ""
