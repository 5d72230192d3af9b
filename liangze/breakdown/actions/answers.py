"""A unit answers for its part: it accepts, or returns it with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import demand_open, locked_task
from liangze.breakdown.models import TaskAnswer, TaskPart
from liangze.breakdown.queries.reach import no_task
from liangze.core.errors import Conflict
from liangze.core.task import DOING
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def accept(*, part_id: int, by: Acting, today: date, now: datetime) -> TaskAnswer:
    """The unit takes its part on. Raises NotFound, NotAllowed, Conflict when it was changed, answered or ended meanwhile."""
    return _answer(part_id, True, "", by, today, now)


def return_part(*, part_id: int, reason: str, by: Acting, today: date, now: datetime) -> TaskAnswer:
    """The unit gives its part back with a reason: the office then changes the task. Accepted parts are not given back."""
    return _answer(part_id, False, required(reason), by, today, now)


def _answer(part_id: int, accepted: bool, reason: str, by: Acting, today: date, now: datetime) -> TaskAnswer:
    with transaction.atomic():
        part = TaskPart.objects.select_related("unit").filter(pk=part_id, role__in=DOING).first()
        if part is None:
            raise no_task()
        task, asked = locked_task(by, part.task_id, today)
        demand(by, Permission.TASK_ANSWER, part.unit)
        demand_open(asked)
        found = next((each for each in asked.doing if each.id == part_id), None)
        if found is None:
            raise Conflict("The office has changed this task meanwhile.", remedy="Read what it asks now, then answer.")
        if found.answer == "accepted":
            raise Conflict(
                "Your unit has accepted this task already.", remedy="If it cannot be done as it stands, ask the office to change it."
            )
        answer = TaskAnswer.objects.create(part=part, accepted=accepted, reason=reason, on=today, at=now, by_id=by.account_id)
        append(
            by=by, action="breakdown.task.accept" if accepted else "breakdown.task.return", thing=task, unit_id=part.unit_id,
            before={"answer": found.answer}, after={"part": part_id, "accepted": accepted, "revision": asked.revision}, reason=reason,
        )
    return answer
