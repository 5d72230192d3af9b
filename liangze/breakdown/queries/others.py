"""Tasks for the rooms above: what a letter prints, a ledger lists, a reminder names, a dashboard counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from liangze.breakdown.models import TaskPart, TaskStepTaken, TaskTerms
from liangze.breakdown.queries.tasks import TaskView, in_force, views
from liangze.core.task import PartRole, TaskState, TaskStep
from liangze.duties.queries.words import ClauseRef
from liangze.organisation.policy import Acting, Permission, visible


@dataclass(frozen=True, slots=True)
class TaskOfUnit:
    """An issued task in which the unit has a part: `role` lead, participating or supervising, `share` what the unit is to do."""

    id: int
    number: int
    title: str
    target: str
    state: TaskState
    state_name: str
    role: PartRole
    role_name: str
    share: str
    answer: str
    breakdown_id: int
    given_by: str
    leader_id: int
    leader: str
    starts: date
    due: date
    expected: int
    reached: int
    days_over: int
    item_id: int | None
    item: str
    clause: ClauseRef | None
    basis: str


def tasks_of(unit_id: int, year: int, *, as_of: date) -> tuple[TaskOfUnit, ...]:
    """The unit's tasks of the year, dropped ones too, in the order of their breakdowns. One statement; who may see them is up to the
    caller."""
    played = TaskPart.objects.filter(unit_id=unit_id, task=OuterRef("task_id"), until=None)
    rows = _standing().filter(Exists(played), task__breakdown__year=year)
    return tuple(
        TaskOfUnit(
            id=task.id, number=task.number, title=task.title, target=task.target, state=task.state, state_name=task.state_name,
            role=PartRole(part.role), role_name=part.role_name, share=part.share, answer=part.answer, breakdown_id=task.breakdown_id,
            given_by=task.unit, leader_id=task.leader_id, leader=task.leader, starts=task.starts, due=task.due, expected=task.expected,
            reached=task.reached, days_over=task.days_over, item_id=task.item_id, item=task.item, clause=task.clause, basis=task.basis,
        )
        for task in views(in_force(rows), as_of)
        for part in task.parts
        if part.unit_id == unit_id
    )


def tasks_led_by(post_ids: Collection[int], year: int, *, as_of: date) -> tuple[TaskView, ...]:
    """Issued tasks of the year of which these seats are the leaders in charge. One statement."""
    return views(in_force(_standing().filter(leader_id__in=post_ids, task__breakdown__year=year)), as_of)


def counts_by_state(*, by: Acting, year: int, as_of: date, path: str = "") -> dict[TaskState, int]:
    """How many tasks of breakdowns below the path are in each state, as far as the reader's rights reach. One statement.

    Dropped ones are counted; tasks of withdrawn breakdowns are not. Its cost grows with the number of tasks.
    """
    rows = TaskTerms.objects.filter(
        visible(by, Permission.TASK_READ, "task__breakdown__unit__path"), task__breakdown__year=year, task__breakdown__withdrawn_at=None,
        task__breakdown__unit__path__startswith=path,
    )
    counted = Counter(task.state for task in views(in_force(rows), as_of))
    return {state: counted[state] for state in TaskState}


def items_with_tasks(unit_id: int, year: int) -> set[tuple[str, str]]:
    """(role of the list, key) of the items under which the unit's standing breakdown of the year has a task that is not dropped.

    One statement.
    """
    rows = TaskTerms.objects.filter(task__breakdown__unit_id=unit_id, task__breakdown__year=year, task__breakdown__withdrawn_at=None)
    last = TaskStepTaken.objects.filter(task=OuterRef("task_id")).order_by("-id").values("step")[:1]
    rows = rows.filter(until=None).exclude(item=None).annotate(last=Coalesce(Subquery(last), Value("")))
    return set(rows.exclude(last=TaskStep.DROPPED).values_list("item__version__list__role", "item__key"))


def _standing() -> QuerySet[TaskTerms]:
    issued = TaskStepTaken.objects.filter(task=OuterRef("task_id"), step=TaskStep.ISSUED)
    return TaskTerms.objects.filter(Exists(issued), task__breakdown__withdrawn_at=None)
