"""Close-out by somebody else: agreed to, sent back, reopened."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import locked_task
from liangze.breakdown.actions.signing import edited
from liangze.breakdown.models import Breakdown, Task, TaskStepTaken
from liangze.breakdown.queries.doers import doers, why_not
from liangze.breakdown.queries.reach import task_of
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.errors import Conflict, NotAllowed
from liangze.core.task import TaskState, TaskStep
from liangze.duties.actions.reasons import required
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def close_out(*, task_id: int, opinion: str = "", by: Acting, today: date, now: datetime) -> None:
    """Strike a task off that its lead unit reports done. Raises NotFound, NotAllowed for whoever did it, Conflict."""
    with transaction.atomic():
        task, asked = _reported(task_id, by, today)
        _step(task, asked, TaskStep.CLOSED, reason=opinion.strip()[:300], by=by, today=today, now=now)


def send_back(*, task_id: int, reason: str, by: Acting, today: date, now: datetime) -> None:
    """It is not done as it was asked: the unit goes on. Raises as `close_out`."""
    reason = required(reason)
    with transaction.atomic():
        task, asked = _reported(task_id, by, today)
        _step(task, asked, TaskStep.SENT_BACK, reason=reason, by=by, today=today, now=now)


def reopen(*, task_id: int, reason: str, by: Acting, today: date, now: datetime) -> None:
    """Take a close-out back, or a dropping. What was reported stays as it is. Raises NotFound, NotAllowed, Conflict."""
    reason = required(reason)
    with transaction.atomic():
        # Before the task, as everybody locks them. Whoever checks a task may not know of the whole breakdown.
        breakdown = Breakdown.objects.select_for_update().get(pk=task_of(by, task_id).breakdown_id)
        task, asked = locked_task(by, task_id, today)
        if asked.state is TaskState.CLOSED:
            _demand_checker(asked, by)
        elif asked.state is TaskState.DROPPED:
            demand(by, Permission.TASK_EDIT, task.breakdown.unit)
            edited(breakdown, by=by, now=now)  # what is asked has one task more
        else:
            raise Conflict("This task is neither closed out nor dropped.", remedy="Nothing needs to be reopened.")
        _step(task, asked, TaskStep.REOPENED, reason=reason, by=by, today=today, now=now)


def _reported(task_id: int, by: Acting, today: date) -> tuple[Task, TaskView]:
    task, asked = locked_task(by, task_id, today)
    _demand_checker(asked, by)
    if asked.state is not TaskState.REPORTED:
        raise Conflict("This task has not been reported done.", remedy="Wait until its lead unit reports it.")
    return task, asked


def _demand_checker(asked: TaskView, by: Acting) -> None:
    lead = Unit.objects.get(pk=asked.lead.unit_id) if asked.lead else None
    demand(by, Permission.TASK_CLOSE_OUT, lead)
    if why := why_not(asked, by, doers(asked.id)):
        raise NotAllowed(why, remedy="Ask the supervising unit, or the office of the level above.")


def _step(task: Task, asked: TaskView, step: TaskStep, *, reason: str, by: Acting, today: date, now: datetime) -> None:
    TaskStepTaken.objects.create(task=task, step=step, on=today, at=now, by_id=by.account_id, reason=reason)
    append(
        by=by, action=f"breakdown.task.{step.value}", thing=task, unit_id=asked.lead.unit_id if asked.lead else asked.unit_id,
        before={"state": asked.state}, after={"step": step}, reason=reason,
    )
