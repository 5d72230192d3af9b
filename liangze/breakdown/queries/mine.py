"""The tasks of one's own units, and of the seats that one holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from liangze.breakdown.models import TaskPart, TaskProposal, TaskStepTaken, TaskTerms
from liangze.breakdown.queries.task import unit_of
from liangze.breakdown.queries.tasks import PartView, TaskView, in_force, views
from liangze.core.task import DOING, PartRole, TaskState, TaskStep
from liangze.organisation.policy import Acting, Permission, demand, may, visible

IN_CHARGE = "leader"  # as a role in the filter: one's own seat is the leader in charge


@dataclass(frozen=True, slots=True)
class MyTask:
    """A task with what it is to the reader: `roles` in words, `to_answer` the own parts that wait for an answer."""

    task: TaskView
    roles: tuple[tuple[str, str], ...]
    to_answer: tuple[PartView, ...]
    to_report: bool
    proposal: bool


def my_tasks(*, by: Acting, year: int, today: date) -> tuple[MyTask, ...]:
    """Issued tasks of the year of all units for which the person answers, and those their seats are in charge of. Two statements.

    What waits for an answer or a decision comes first, then what is late, then by due day.
    """
    demand(by, Permission.TASK_READ, None)
    played = TaskPart.objects.filter(visible(by, Permission.TASK_ANSWER, "unit__path"), task=OuterRef("task_id"), until=None)
    issued = TaskStepTaken.objects.filter(task=OuterRef("task_id"), step=TaskStep.ISSUED)
    rows = TaskTerms.objects.filter(
        Q(Exists(issued)), Q(Exists(played)) | Q(leader_id__in=by.posts), task__breakdown__year=year, task__breakdown__withdrawn_at=None
    )
    found = views(in_force(rows), today)
    led = [task.id for task in found if task.leader_id in by.posts]
    waiting = set(TaskProposal.objects.filter(task_id__in=led, confirmed=None).values_list("task_id", flat=True)) if led else set()
    return tuple(sorted((_mine(task, by, task.id in waiting) for task in found), key=_first))


def _mine(task: TaskView, by: Acting, proposal: bool) -> MyTask:
    own = [part for part in task.parts if may(by, Permission.TASK_ANSWER, unit_of(part))]
    roles = dict.fromkeys((part.role, part.role_name) for part in own)
    going = not task.ended
    return MyTask(
        task=task, roles=tuple(roles), proposal=proposal,
        to_answer=tuple(part for part in own if going and part.role in DOING and part.answer != "accepted"),
        to_report=going and any(part.role in DOING and part.answer == "accepted" for part in own) and task.state is not TaskState.REPORTED,
    )


def _first(mine: MyTask) -> tuple[object, ...]:
    return (not (mine.to_answer or mine.proposal), mine.task.ended, not mine.task.slow, mine.task.due, mine.task.id)


def of_role(tasks: Iterable[MyTask], role: str, by: Acting) -> list[MyTask]:
    """Those in which an own unit has this part, or an own seat is in charge."""
    if role == IN_CHARGE:
        return [mine for mine in tasks if mine.task.leader_id in by.posts]
    if role not in set(PartRole):
        return list(tasks)
    return [mine for mine in tasks if any(key == role for key, _name in mine.roles)]
