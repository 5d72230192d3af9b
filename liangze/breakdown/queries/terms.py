"""The terms in force of a task in the core's shape."""

from __future__ import annotations

from liangze.breakdown.queries.tasks import TaskView
from liangze.core.task import PartRole
from liangze.core.task_terms import AskedMilestone, AskedPart, Terms


def terms_of(task: TaskView) -> Terms:
    """What the task asks now: as a form starts from it and as a change is compared with it."""
    return Terms(
        title=task.title, target=task.target, leader=task.leader_id, starts=task.starts, due=task.due, item=task.item_id,
        clause=task.clause.id if task.clause else None, basis=task.basis, measures=task.measures, proof=task.proof,
        parts=tuple(AskedPart(part.unit_id, PartRole(part.role), part.share, part.post_id) for part in task.parts),
        milestones=tuple(AskedMilestone(each.day, each.what, each.share) for each in task.milestones),
    )
