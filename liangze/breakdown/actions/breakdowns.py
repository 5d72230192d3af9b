"""The breakdown as a whole: begun, issued, withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import locked_breakdown
from liangze.breakdown.models import Breakdown, Task, TaskStepTaken, TaskTerms
from liangze.breakdown.queries.tasks import TaskView, in_force, views
from liangze.breakdown.record import RECORD
from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.core.task import TaskState, TaskStep
from liangze.core.words import ActKind, Role
from liangze.duties.actions import record_deeds, withdraw_deeds
from liangze.duties.actions.reasons import required
from liangze.duties.new_deed import NewDeed
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.policy.acting import in_force as seats_on
from liangze.regulations.models import Topic
from liangze.trust.actions import append
from liangze.trust.endorsements import void

TOPIC = "breakdown"  # what every breakdown is about


def start(*, unit_id: int, year: int, title: str, by: Acting, now: datetime) -> Breakdown:
    """Begin the breakdown of a unit's year. Raises NotFound, NotAllowed, Refusal, Conflict when one stands already."""
    title = title.strip()
    with transaction.atomic():
        unit = Unit.objects.filter(visible(by, Permission.ORGANISATION_READ), pk=unit_id).select_for_update().first()
        if unit is None:
            raise NotFound("There is no such unit.", remedy="Start again from your own unit.")
        demand(by, Permission.TASK_EDIT, unit)
        if abs(year - now.year) > 2:
            raise Refusal("The year is too far away.", remedy="Choose this year, or one beside it.", field="year")
        if not 0 < len(title) <= 120:
            raise Refusal("The title is missing or too long.", remedy="Write one of at most 120 characters.", field="title")
        if Breakdown.objects.filter(unit=unit, year=year, withdrawn_at=None).exists():
            raise Conflict("This unit has a breakdown of that year already.", remedy="Add the tasks to it.")
        made = Breakdown.objects.create(unit=unit, year=year, title=title, made_by_id=by.account_id, made_at=now)
        append(by=by, action="breakdown.breakdown.start", thing=made, unit_id=unit.pk, after={"year": year, "title": title})
    return made


def issue(
    *, breakdown_id: int, seen: int, by: Acting, today: date, now: datetime, topics: Collection[str] = ()
) -> list[int]:
    """Issue all tasks not issued yet; their ids. The first time it counts as the unit's plan of the year.

    seen    the edition that was read: another one means that somebody has changed it meanwhile.
    topics  further topics of plans that this one is about, beside "breakdown": they decide what it settles.
    Raises NotFound, NotAllowed, Conflict, Refusal for unknown topics.
    """
    with transaction.atomic():
        breakdown = locked_breakdown(by, breakdown_id)
        demand(by, Permission.TASK_EDIT, breakdown.unit)
        if breakdown.edition != seen:
            raise Conflict(
                "The tasks have been changed since you opened this page.", remedy="Nothing was issued. Look through them again, then issue."
            )
        ids = [task.id for task in _tasks(breakdown, today) if task.state is TaskState.DRAFTED]
        if not ids:
            raise Conflict("There is no task to be issued.", remedy="Add a task first.")
        TaskStepTaken.objects.bulk_create(
            TaskStepTaken(task_id=pk, step=TaskStep.ISSUED, on=today, at=now, by_id=by.account_id) for pk in ids
        )
        first = breakdown.issued_at is None
        if first:
            breakdown.issued_on, breakdown.issued_at, breakdown.issued_by_id = today, now, by.account_id
            breakdown.topics = _topics(topics)
            breakdown.save(update_fields=["issued_on", "issued_at", "issued_by", "topics"])
            _count(breakdown, by=by, today=today, now=now)
        append(
            by=by, action="breakdown.breakdown.issue", thing=breakdown, unit_id=breakdown.unit_id,
            after={"tasks": ids, "topics": breakdown.topics, "first": first},
        )
    return ids


def withdraw(*, breakdown_id: int, reason: str, by: Acting, today: date, now: datetime) -> None:
    """The breakdown no longer stands: its open tasks are dropped and what it had settled opens again. Nothing is deleted."""
    reason = required(reason)
    with transaction.atomic():
        breakdown = locked_breakdown(by, breakdown_id)
        demand(by, Permission.TASK_EDIT, breakdown.unit)
        list(Task.objects.filter(breakdown=breakdown).select_for_update().order_by("pk"))
        dropped = [task.id for task in _tasks(breakdown, today) if not task.ended]
        TaskStepTaken.objects.bulk_create(
            TaskStepTaken(task_id=pk, step=TaskStep.DROPPED, on=today, at=now, by_id=by.account_id, reason=reason) for pk in dropped
        )
        breakdown.withdrawn_on, breakdown.withdrawn_at, breakdown.withdrawn_by_id = today, now, by.account_id
        breakdown.withdrawn_reason = reason
        breakdown.save(update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        void(record=(RECORD, breakdown.pk), reason=reason, by=by, now=now)
        changed = withdraw_deeds(source=(RECORD, breakdown.pk), reason=reason, by=by, now=now)
        append(
            by=by, action="breakdown.breakdown.withdraw", thing=breakdown, unit_id=breakdown.unit_id, before={"withdrawn_at": None},
            after={"withdrawn_at": now, "tasks": dropped, "obligations": changed}, reason=reason,
        )


def _tasks(breakdown: Breakdown, today: date) -> tuple[TaskView, ...]:
    return views(in_force(TaskTerms.objects.filter(task__breakdown=breakdown)), today)


def _topics(asked: Collection[str]) -> list[str]:
    wanted = {*asked, TOPIC}
    fit = set(Topic.objects.filter(key__in=wanted, kinds__contains=[ActKind.PLAN.value]).values_list("key", flat=True))
    if unknown := wanted - fit - {TOPIC}:
        raise Refusal(
            "“%(topic)s” is no topic of a plan.", remedy="Tick only topics that are offered.", field="topics",
            params={"topic": sorted(unknown)[0]},
        )
    return sorted(wanted)


def _count(breakdown: Breakdown, *, by: Acting, today: date, now: datetime) -> None:
    """The deed of the unit's leadership. A unit without a leadership owes no plan, so that nothing is emitted for it."""
    post = Post.objects.filter(seats_on(today), unit_id=breakdown.unit_id, role=Role.LEADERSHIP).order_by("position", "pk").first()
    if post:
        deed = NewDeed(breakdown.unit_id, post.pk, ActKind.PLAN.value, frozenset(breakdown.topics), today, (RECORD, breakdown.pk))
        record_deeds(deeds=(deed,), by=by, now=now)
