"""Slow tasks: a reminder or a talk is proposed; the leader in charge confirms or refuses it with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import locked_task
from liangze.breakdown.models import ProposalKind, TaskProposal
from liangze.breakdown.queries.reach import no_task
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.duties.actions.reasons import required
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, may
from liangze.trust.actions import append


def propose(*, task_id: int, kind: str, note: str = "", by: Acting, today: date, now: datetime) -> TaskProposal:
    """Propose it for a task that is behind or overdue; one waits at a time. By the office, a checker, or the system itself.

    Raises NotFound, NotAllowed, Refusal for an unknown kind, Conflict.
    """
    if kind not in ProposalKind.values:
        raise Refusal("Choose a reminder or a talk.", remedy="Nothing was proposed.", field="kind")
    with transaction.atomic():
        task, asked = locked_task(by, task_id, today)
        lead = Unit.objects.get(pk=asked.lead.unit_id) if asked.lead else None
        if not may(by, Permission.TASK_CLOSE_OUT, lead):
            demand(by, Permission.TASK_EDIT, task.breakdown.unit)
        if not asked.slow:
            raise Conflict("This task is neither behind nor overdue.", remedy="Nothing needs to be proposed.")
        if TaskProposal.objects.filter(task=task, confirmed=None).exists():
            raise Conflict("A proposal waits for the leader in charge already.", remedy="Wait for the decision.")
        made = TaskProposal.objects.create(
            task=task, kind=kind, note=note.strip()[:300], on=today, at=now, by_id=by.account_id,
            why={"state": asked.state.value, "expected": asked.expected, "reached": asked.reached, "days_over": asked.days_over},
        )
        append(
            by=by, action="breakdown.task.propose", thing=task, unit_id=asked.unit_id,
            after={"proposal": made.pk, "kind": kind, "why": made.why, "note": made.note},
        )
    return made


def confirm(*, proposal_id: int, by: Acting, today: date, now: datetime) -> TaskProposal:
    """The leader in charge agrees; the caller sends the reminder, a talk is to be held and recorded.

    Raises NotFound, NotAllowed, Conflict.
    """
    return _decide(proposal_id, True, "", by, today, now)


def refuse(*, proposal_id: int, reason: str, by: Acting, today: date, now: datetime) -> TaskProposal:
    """The leader in charge does not agree, with the reason. Raises NotFound, NotAllowed, Conflict."""
    return _decide(proposal_id, False, required(reason), by, today, now)


def _decide(proposal_id: int, confirmed: bool, reason: str, by: Acting, today: date, now: datetime) -> TaskProposal:
    with transaction.atomic():
        row = TaskProposal.objects.filter(pk=proposal_id).first()
        if row is None:
            raise no_task()
        task, asked = locked_task(by, row.task_id, today)
        _demand_leader(asked, by)
        row.refresh_from_db()
        if row.confirmed is not None:
            raise Conflict("This proposal has been decided already.", remedy="Nothing needs to be done.")
        row.confirmed, row.decided_at, row.decided_by_id, row.reason = confirmed, now, by.account_id, reason
        row.save(update_fields=["confirmed", "decided_at", "decided_by", "reason"])
        append(
            by=by, action="breakdown.task.confirm" if confirmed else "breakdown.task.refuse", thing=task, unit_id=asked.unit_id,
            before={"proposal": row.pk, "kind": row.kind}, after={"confirmed": confirmed}, reason=reason,
        )
    return row


def _demand_leader(asked: TaskView, by: Acting) -> None:
    if asked.leader_id not in by.posts:
        raise NotAllowed(
            "This is for the leader in charge of the task: %(seat)s.", params={"seat": asked.leader},
            remedy="Ask them to decide, or have the task put under another leader.",
        )
