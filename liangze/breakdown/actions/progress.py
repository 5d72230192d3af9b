"""Progress with proof: what a unit has done, the milestones reached with it, and that the whole is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import demand_open, locked_task
from liangze.breakdown.models import MilestoneReached, TaskProgress, TaskStepTaken
from liangze.breakdown.queries.reach import no_task
from liangze.breakdown.queries.tasks import PartView, TaskView
from liangze.breakdown.record import PROGRESS
from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.core.task import PartRole, TaskState, TaskStep, issued_on
from liangze.duties.actions.reasons import required
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append
from liangze.trust.attachments import Proof, attach, detach

TEXT_LIMIT = 3000


def report(
    *, task_id: int, unit_id: int, on: date, text: str, by: Acting, today: date, now: datetime, reached: Collection[int] = (),
    done: bool = False, proofs: Sequence[Proof] = (),
) -> TaskProgress:
    """Record what the unit has done by the day `on`. reached: ids of milestones. done: the lead unit reports the whole task done.

    Raises NotFound, NotAllowed, Conflict, Refusals with everything that is wrong, each with its field.
    """
    with transaction.atomic():
        task, asked = locked_task(by, task_id, today)
        part = next((each for each in asked.doing if each.unit_id == unit_id), None)
        if part is None:
            raise NotFound("This unit has no part in the task.", remedy="Choose the unit for which you report.")
        demand(by, Permission.TASK_ANSWER, Unit.objects.get(pk=unit_id))
        demand_open(asked)
        if part.answer != "accepted":
            raise Conflict("Your unit has not accepted this task yet.", remedy="Accept it first, or return it with a reason.")
        if wrong := list(_objections(asked, part, on=on, text=text, reached=reached, done=done, today=today)):
            raise Refusals(wrong)
        stored = TaskProgress.objects.create(
            task=task, unit_id=unit_id, on=on, text=text.strip(), done=done, by_id=by.account_id, at=now
        )
        MilestoneReached.objects.bulk_create(MilestoneReached(milestone_id=each, progress=stored) for each in sorted(set(reached)))
        uses = attach(record=(PROGRESS, stored.pk), proofs=proofs, by=by)
        if done:
            TaskStepTaken.objects.create(task=task, step=TaskStep.DONE, on=today, at=now, by_id=by.account_id, progress=stored)
        append(
            by=by, action="breakdown.task.report", thing=task, unit_id=unit_id,
            after={
                "progress": stored.pk, "on": on, "text": stored.text, "reached": sorted(set(reached)), "done": done,
                "files": [{"attachment": use.attachment_id, "name": use.name, "reused": use.reused_reason} for use in uses],
            },
        )
    return stored


def take_back(*, progress_id: int, reason: str, by: Acting, today: date, now: datetime) -> None:
    """Take a report back that was wrong: it stays, marked; its milestones are open again and its files are free.

    A report of the whole being done takes its step back with it. Raises NotFound, NotAllowed, Conflict.
    """
    reason = required(reason)
    with transaction.atomic():
        row = TaskProgress.objects.select_related("unit").filter(pk=progress_id).first()
        if row is None:
            raise no_task()
        task, asked = locked_task(by, row.task_id, today)
        demand(by, Permission.TASK_ANSWER, row.unit)
        demand_open(asked)
        row.refresh_from_db()
        if row.taken_back_at:
            raise Conflict("This report has been taken back already.", remedy="Nothing needs to be done.")
        row.taken_back_at, row.taken_back_by_id, row.taken_back_reason = now, by.account_id, reason
        row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
        if asked.state is TaskState.REPORTED and (row.done or row.reached.exists()):
            TaskStepTaken.objects.create(
                task=task, step=TaskStep.REOPENED, on=today, at=now, by_id=by.account_id, reason=reason, progress=row
            )
        detach(record=(PROGRESS, row.pk), now=now)
        append(
            by=by, action="breakdown.task.take_back", thing=task, unit_id=row.unit_id, before={"progress": row.pk, "done": row.done},
            after={"taken_back": now}, reason=reason,
        )


def earliest(asked: TaskView) -> date:
    """The first day of which a report can tell: the day on which the task was issued, or its first day where that lies before."""
    issued = issued_on(asked.facts)
    return min(issued, asked.starts) if issued else asked.starts


def _objections(
    asked: TaskView, part: PartView, *, on: date, text: str, reached: Collection[int], done: bool, today: date
) -> Iterator[Refusal]:
    if not text.strip():
        yield Refusal("What was done is missing.", remedy="Write it in a few sentences, with figures where there are any.", field="text")
    elif len(text) > TEXT_LIMIT:
        yield Refusal(
            "The report has more than %(limit)s characters.", remedy="Attach a longer text as a file.", field="text",
            params={"limit": TEXT_LIMIT},
        )
    if on > today:
        yield Refusal(
            "Today is %(today)s: %(on)s has not come yet.", remedy="Put the day by which it was really done.", field="on",
            params={"today": today.isoformat(), "on": on.isoformat()},
        )
    first = earliest(asked)
    if on < first:
        yield Refusal(
            "%(on)s lies before the task: it begins on %(first)s.", field="on",
            remedy="Put the day by which it was done; what was done earlier belongs to the record of that time.",
            params={"on": on.isoformat(), "first": first.isoformat()},
        )
    open_ones = {each.id: each for each in asked.milestones if not each.reached}
    if set(reached) - set(open_ones):
        yield Refusal(
            "A milestone is ticked that is reached already, or is no longer asked.", remedy="Tick only what stands open.", field="reached"
        )
    if not done:
        return
    if part.role != PartRole.LEAD:
        yield Refusal("Only the lead unit reports the whole task done.", remedy="Report your part; the lead unit sums up.", field="done")
    if asked.state is TaskState.REPORTED:
        yield Refusal("The task has been reported done already.", remedy="Wait for the check.", field="done")
    if left := [each.what for key, each in open_ones.items() if key not in set(reached)]:
        yield Refusal(
            "Not done yet: %(what)s.", field="done", params={"what": "、".join(left)},
            remedy="Tick the milestones that have been reached, or report progress only.",
        )
