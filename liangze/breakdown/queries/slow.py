"""Tasks that are behind or overdue, and what is to be proposed for them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from liangze.breakdown.models import ProposalKind, TaskMilestone, TaskProposal, TaskStepTaken, TaskTerms
from liangze.breakdown.queries.tasks import in_force, views
from liangze.core.task import AFTER_STEP, SLOW
from liangze.core.task_terms import EarlierProposal, proposal_for


def to_propose(today: date) -> list[tuple[int, str]]:
    """(task, kind) of the slow tasks of this year and the last for which a proposal is due. Two statements.

    Only a task whose due day or a milestone has passed can be slow, and one with which it is over is not: the others are not read.
    """
    passed = TaskMilestone.objects.filter(task=OuterRef("task_id"), until=None, day__lt=today)
    last = TaskStepTaken.objects.filter(task=OuterRef("task_id")).order_by("-id").values("step")[:1]
    rows = TaskTerms.objects.annotate(last=Subquery(last)).exclude(last__in=AFTER_STEP).filter(
        Q(due__lt=today) | Exists(passed),
        task__breakdown__year__in=(today.year, today.year - 1), task__breakdown__withdrawn_at=None, task__breakdown__issued_at__isnull=False
    )
    slow = [task for task in views(in_force(rows), today) if task.state in SLOW]
    earlier: dict[int, list[EarlierProposal]] = defaultdict(list)
    for each in TaskProposal.objects.filter(task_id__in=[task.id for task in slow]).order_by("id"):
        earlier[each.task_id].append(EarlierProposal(each.on, each.kind == ProposalKind.TALK, each.confirmed))
    found = [(task.id, proposal_for(task.state, tuple(earlier[task.id]), today)) for task in slow]
    return [(key, kind) for key, kind in found if kind]
