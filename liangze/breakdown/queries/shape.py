"""Rows to values, once: a task with everything that its state follows from, in one statement for a whole list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject, TruncDate

from liangze.breakdown.models import MilestoneReached, TaskAnswer, TaskMilestone, TaskPart, TaskStepTaken, TaskTerms
from liangze.core.task import Milestone, Part, PartRole, Reach, TaskFacts, TaskStep


def with_facts(rows: QuerySet[TaskTerms]) -> QuerySet[TaskTerms]:
    """Terms in force with `f_steps`, `f_dues`, `f_parts` and `f_milestones`: lists of plain values, days as text."""
    task = OuterRef("task_id")
    answers = (
        TaskAnswer.objects.filter(part=OuterRef("pk")).order_by("id").values(v=JSONObject(on="on", accepted="accepted", reason="reason"))
    )
    reached = MilestoneReached.objects.filter(milestone=OuterRef("pk")).order_by("id").values(
        v=JSONObject(on="progress__on", said=TruncDate("progress__at"), back=TruncDate("progress__taken_back_at"))
    )
    steps = TaskStepTaken.objects.filter(task=task).order_by("id").values(v=JSONObject(on="on", step="step"))
    dues = TaskTerms.objects.filter(task=task).order_by("revision").values(v=JSONObject(since="since", due="due"))
    parts = TaskPart.objects.filter(task=task).order_by("id").values(
        v=JSONObject(
            id="pk", role="role", unit="unit_id", name="unit__name", path="unit__path", kind="unit__kind", post="post_id",
            seat="post__title", share="share", since="since", until="until", answers=ArraySubquery(answers),
        )
    )
    milestones = TaskMilestone.objects.filter(task=task).order_by("day", "id").values(
        v=JSONObject(id="pk", day="day", what="what", share="share", since="since", until="until", reached=ArraySubquery(reached))
    )
    return rows.annotate(
        f_steps=ArraySubquery(steps), f_dues=ArraySubquery(dues), f_parts=ArraySubquery(parts), f_milestones=ArraySubquery(milestones)
    )


def facts_of(terms: Any) -> TaskFacts:
    """The core's shape of terms from `with_facts`."""
    return TaskFacts(
        steps=tuple((day(each["on"]), TaskStep(each["step"])) for each in terms.f_steps),
        dues=tuple((day(each["since"]), day(each["due"])) for each in terms.f_dues),
        parts=tuple(
            Part(
                PartRole(each["role"]), day(each["since"]), maybe(each["until"]),
                tuple((day(answer["on"]), answer["accepted"]) for answer in each["answers"]),
            )
            for each in terms.f_parts
        ),
        milestones=tuple(milestone_of(each) for each in terms.f_milestones),
    )


def milestone_of(row: Mapping[str, Any]) -> Milestone:
    """One milestone in the core's shape."""
    reports = tuple(Reach(day(each["on"]), day(each["said"]), maybe(each["back"])) for each in row["reached"])
    return Milestone(day(row["day"]), row["share"], day(row["since"]), maybe(row["until"]), reports)


def day(text: str) -> date:
    return date.fromisoformat(text)


def maybe(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
