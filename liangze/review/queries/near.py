"""Who is too near to an item to decide about it: did it, recorded it, asked for its exemption, or answers for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Value
from django.utils import timezone

from liangze.breakdown.models import TaskAnswer, TaskProgress
from liangze.breakdown.queries.doers import why_not
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.doubts import days_late_entered
from liangze.core.review import Doubts
from liangze.duties.queries.doers import PAIRS, is_doer
from liangze.organisation.policy import Acting
from liangze.trust.models import AttachmentUse

WHY_NEAR = "You did or recorded this, or answer for it: somebody else decides about it."

ANSWERS = """(hp.id = ANY (%s::bigint[]) OR EXISTS (
    SELECT FROM organisation_post mine
    WHERE mine.id = ANY (%s::bigint[]) AND mine.unit_id = hp.unit_id AND (hp.role, mine.role) IN (
        SELECT body, actor FROM unnest(%s::text[], %s::text[]) AS pair (body, actor)
    )
))"""


def own_obligations(by: Acting, unit_id: int, year: int) -> frozenset[int]:
    """Those of the unit's year that the person did, recorded, asked to be exempted from, or answers for today. One statement."""
    doer, params = is_doer(by, "o.id")
    sql = " ".join((
        "SELECT o.id FROM duties_obligation o JOIN organisation_post hp ON hp.id = o.holder_id WHERE o.unit_id = %s AND o.year = %s AND (",
        doer, "OR", ANSWERS, ")",
    ))  # fmt: skip
    posts = list(by.posts)
    with connection.cursor() as cursor:
        cursor.execute(sql, [unit_id, year, *params, posts, posts, PAIRS["bodies"], PAIRS["actors"]])
        return frozenset(number for (number,) in cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Reported:
    """What was recorded of a task: the accounts that answered or reported, and what to look at twice."""

    accounts: frozenset[int]
    doubts: Doubts


def reported(tasks: Collection[TaskView]) -> dict[int, Reported]:
    """Of each task. One statement."""
    if not tasks:
        return {}
    ids, due = [task.id for task in tasks], {task.id: task.due for task in tasks}
    uses = AttachmentUse.objects.filter(record_type="breakdown.taskprogress", record_id=OuterRef("pk"), withdrawn_at=None)
    answers = TaskAnswer.objects.filter(part__task__in=ids).order_by().annotate(told=Value(False), reused=Value(False))
    reports = TaskProgress.objects.filter(task__in=ids).order_by().annotate(reused=Exists(uses.exclude(reused_reason="")))
    rows = answers.values_list("part__task_id", "by_id", "on", "at", "told", "reused").union(
        reports.annotate(told=Value(True)).values_list("task_id", "by_id", "on", "at", "told", "reused"), all=True
    )
    accounts: dict[int, set[int]] = defaultdict(set)
    late: set[int] = set()
    again: set[int] = set()
    for number, account, on, at, told, reused in rows:
        accounts[number].add(account)
        if told and days_late_entered(on, _day(at), due[number]):
            late.add(number)
        if reused:
            again.add(number)
    return {each: Reported(frozenset(accounts[each]), Doubts(each in late, each in again)) for each in ids}


def why_near_task(task: TaskView, by: Acting, accounts: Collection[int]) -> str:
    """Why the person does not decide about the task, as a msgid; empty when they may."""
    return WHY_NEAR if why_not(task, by, accounts) else ""


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
