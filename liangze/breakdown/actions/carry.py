"""Unfinished tasks go on in the next year: a new task that points to the old, and the old one says where it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import locked_breakdown, locked_task
from liangze.breakdown.actions.tasks import store_task
from liangze.breakdown.models import Breakdown, Task, TaskStepTaken
from liangze.breakdown.queries.terms import terms_of
from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.core.task import GOING, TaskState, TaskStep
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def carry_over(*, task_id: int, due: date, reason: str, by: Acting, today: date, now: datetime) -> Task:
    """A drafted task in the standing breakdown of the following year; it is looked through and issued there like any other.

    due  the new due day. Milestones are not taken along: their days are over, the new ones are set by whoever looks it through.
    Raises NotFound, NotAllowed, Conflict without a breakdown of the following year or for a task that is not going on, Refusals.
    """
    reason = required(reason)
    with transaction.atomic():
        task, asked = locked_task(by, task_id, today)
        demand(by, Permission.TASK_EDIT, task.breakdown.unit)
        if asked.state not in GOING and asked.state is not TaskState.REPORTED:
            raise Conflict(
                "This task is not going on: %(state)s.", remedy="Only open tasks are carried over.", params={"state": asked.state_name}
            )
        into = _next(by, task)
        old = terms_of(asked)
        terms = replace(old, starts=date(due.year, 1, 1), due=due, milestones=())
        made = store_task(into, terms, by=by, today=today, now=now, carried_from=task.pk)
        TaskStepTaken.objects.create(task=task, step=TaskStep.CARRIED, on=today, at=now, by_id=by.account_id, reason=reason)
        append(
            by=by, action="breakdown.task.carry_over", thing=task, unit_id=into.unit_id,
            before={"state": asked.state, "due": asked.due, "expected": asked.expected, "reached": asked.reached},
            after={"to": made.pk, "breakdown": into.pk, "number": made.number, "due": due}, reason=reason,
        )
    return made


def carry_over_all(
    *, breakdown_id: int, dues: Mapping[int, date], reason: str, by: Acting, today: date, now: datetime
) -> list[Task]:
    """Carry these tasks (id: new due day) of one breakdown over, all or none. Raises as `carry_over`; Refusal when there is none."""
    if not dues:
        raise Refusal("No task is ticked.", remedy="Tick what goes on in the next year.", field="task")
    with transaction.atomic():
        fit = set(Task.objects.filter(breakdown_id=breakdown_id, pk__in=dues).values_list("pk", flat=True))
        if set(dues) - fit:
            raise NotFound("There is no such task in this breakdown.", remedy="Open the page again and tick once more.")
        made, wrong = [], []
        for key in sorted(dues):
            try:
                made.append(carry_over(task_id=key, due=dues[key], reason=reason, by=by, today=today, now=now))
            except Refusals as refused:
                wrong += [
                    Refusal(one.what, remedy=one.remedy, field=f"due-{key}" if one.field == "due" else None, params=one.params)
                    for one in refused.refusals
                ]
        if wrong:
            raise Refusals(wrong)
    return made


def _next(by: Acting, task: Task) -> Breakdown:
    old = task.breakdown
    found = Breakdown.objects.filter(unit_id=old.unit_id, year=old.year + 1, withdrawn_at=None).first()
    if found is None:
        raise Conflict(
            "There is no breakdown of %(year)s yet.", remedy="Begin it first, then carry over.", params={"year": old.year + 1}
        )
    return locked_breakdown(by, found.pk)
