"""What a task asks: added, changed in revisions, dropped."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from liangze.breakdown.actions.locking import demand_open, locked_breakdown, locked_task
from liangze.breakdown.actions.signing import edited
from liangze.breakdown.checks import known, objections
from liangze.breakdown.models import Breakdown, Task, TaskMilestone, TaskPart, TaskStepTaken, TaskTerms
from liangze.breakdown.queries.reach import task_of
from liangze.breakdown.queries.tasks import TaskView
from liangze.breakdown.queries.terms import terms_of
from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.core.task import TaskState, TaskStep
from liangze.core.task_terms import AskedMilestone, Terms, asked_anew, stands
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def add_task(*, breakdown_id: int, terms: Terms, by: Acting, today: date, now: datetime) -> Task:
    """Add a task, drafted until it is issued. Raises NotFound, NotAllowed, Conflict, Refusals with everything that is wrong."""
    with transaction.atomic():
        breakdown = locked_breakdown(by, breakdown_id)
        demand(by, Permission.TASK_EDIT, breakdown.unit)
        task = store_task(breakdown, terms, by=by, today=today, now=now)
        append(
            by=by, action="breakdown.task.add", thing=task, unit_id=breakdown.unit_id,
            after={"breakdown": breakdown.pk, "number": task.number, **_plain(terms)},
        )
    return task


def store_task(
    breakdown: Breakdown, terms: Terms, *, by: Acting, today: date, now: datetime, carried_from: int | None = None
) -> Task:
    """The rows of a new task of a locked breakdown. Raises Refusals."""
    if wrong := objections(terms, known(terms, breakdown)):
        raise Refusals(wrong)
    last = Task.objects.filter(breakdown=breakdown).aggregate(n=Max("number"))["n"] or 0
    task = Task.objects.create(breakdown=breakdown, number=last + 1, carried_from_id=carried_from)
    _put(task, terms, old=None, by=by, today=today, now=now, reason="")
    edited(breakdown, by=by, now=now)
    return task


def change_task(*, task_id: int, terms: Terms, seen: int, reason: str = "", by: Acting, today: date, now: datetime) -> frozenset[int]:
    """Put new terms in force; the units that must accept anew. Parts that stand keep their acceptance, see core.task_terms.

    seen    the revision that was read: another one means that somebody has changed the task meanwhile.
    reason  required once the task is issued.
    Raises NotFound, NotAllowed, Conflict, Refusals. Nothing is written when nothing is different.
    """
    with transaction.atomic():
        found = task_of(by, task_id).breakdown
        demand(by, Permission.TASK_EDIT, found.unit)
        breakdown = locked_breakdown(by, found.pk)
        task, now_asked = locked_task(by, task_id, today)
        if now_asked.revision != seen:
            raise Conflict(
                "Somebody has changed this task since you opened it.",
                remedy="What you typed is still here. Compare it with what is in force now, then save again.",
            )
        if now_asked.issued:
            demand_open(now_asked)
        if now_asked.state is TaskState.REPORTED:
            raise Conflict("This task is reported done.", remedy="Send the report back first, or drop the task and add another.")
        old = terms_of(now_asked)
        if old.same(terms):
            return frozenset()
        wrong = [*objections(terms, known(terms, breakdown)), *_reached_kept(now_asked, terms)]
        try:
            reason = required(reason) if now_asked.issued else reason.strip()[:300]
        except Refusal as refused:
            wrong.append(refused)
        if wrong:
            raise Refusals(wrong)
        Task.objects.filter(pk=task_id).update(revision=seen + 1)
        task.revision = seen + 1
        _put(task, terms, old=old, by=by, today=today, now=now, reason=reason)
        edited(breakdown, by=by, now=now)
        anew = asked_anew(old, terms)
        append(
            by=by, action="breakdown.task.change", thing=task, unit_id=breakdown.unit_id, before=_plain(old),
            after={**_plain(terms), "revision": task.revision, "asked_anew": sorted(anew)}, reason=reason,
        )
    return anew


def drop_task(*, task_id: int, reason: str, by: Acting, today: date, now: datetime) -> None:
    """Drop it with a reason, drafted or issued. It stays in the table, marked."""
    reason = required(reason)
    with transaction.atomic():
        found = task_of(by, task_id).breakdown
        demand(by, Permission.TASK_EDIT, found.unit)
        breakdown = locked_breakdown(by, found.pk)
        task, asked = locked_task(by, task_id, today)
        if asked.ended:
            raise Conflict("With this task it is over already.", remedy="Nothing needs to be done.")
        TaskStepTaken.objects.create(task=task, step=TaskStep.DROPPED, on=today, at=now, by_id=by.account_id, reason=reason)
        edited(breakdown, by=by, now=now)
        append(
            by=by, action="breakdown.task.drop", thing=task, unit_id=breakdown.unit_id, before={"state": asked.state},
            after={"state": "dropped"}, reason=reason,
        )


def _reached_kept(asked: TaskView, terms: Terms) -> list[Refusal]:
    """A milestone that has been reached is a fact: it is neither changed nor left out."""
    kept = {(each.day, each.what, each.share) for each in terms.milestones}
    return [
        Refusal(
            "“%(what)s” has been reached already and cannot be changed.", field="milestones", params={"what": each.what},
            remedy="Leave it as it is; have the report taken back first if it was wrong.",
        )
        for each in asked.milestones
        if each.reached and (each.day, each.what, each.share) not in kept
    ]


def _put(task: Task, terms: Terms, *, old: Terms | None, by: Acting, today: date, now: datetime, reason: str) -> None:
    """The new terms beside the old ones; parts and milestones that are asked as before keep their rows."""
    TaskTerms.objects.filter(task=task, until=None).update(until=today)
    TaskTerms.objects.create(
        task=task, revision=task.revision, title=terms.title, target=terms.target, item_id=terms.item, clause_id=terms.clause,
        basis=terms.basis, leader_id=terms.leader, measures=terms.measures, proof=terms.proof, starts=terms.starts, due=terms.due,
        since=today, reason=reason, made_by_id=by.account_id, made_at=now,
    )
    kept = {(part.unit, part.role) for part in terms.parts if old and stands(part, old, terms)}
    for row in TaskPart.objects.filter(task=task, until=None):
        if (row.unit_id, row.role) not in kept:
            row.until = today
            row.save(update_fields=["until"])
    TaskPart.objects.bulk_create(
        TaskPart(
            task=task, unit_id=part.unit, role=part.role, post_id=part.post, share=part.share, revision=task.revision, since=today
        )
        for part in terms.parts
        if (part.unit, part.role) not in kept
    )
    wanted = list(terms.milestones)
    for stone in TaskMilestone.objects.filter(task=task, until=None):
        same = AskedMilestone(stone.day, stone.what, stone.share)
        if same in wanted:
            wanted.remove(same)
        else:
            stone.until = today
            stone.save(update_fields=["until"])
    TaskMilestone.objects.bulk_create(
        TaskMilestone(task=task, day=each.day, what=each.what, share=each.share, since=today) for each in wanted
    )


def _plain(terms: Terms) -> dict[str, object]:
    """For the audit chain."""
    return {
        "title": terms.title, "target": terms.target, "item": terms.item, "clause": terms.clause, "basis": terms.basis,
        "leader": terms.leader, "measures": terms.measures, "proof": terms.proof, "starts": terms.starts, "due": terms.due,
        "parts": [[part.role, part.unit, part.post, part.share] for part in terms.parts],
        "milestones": [[each.day, each.what, each.share] for each in terms.milestones],
    }
