"""Problems, the measures proposed against them, and every step taken."""

from __future__ import annotations

from django.db import models

from liangze.core.problem import Cause, Outcome, ProblemCategory, ProblemSource, ProblemState, ProblemStep
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices


class Problem(models.Model):
    """What is wrong, at whom, found by whom.

    number       as people cite it, running in the responsible unit and year: 2026-003.
    record_*     the record it was found with; "" and None when there is none.
    parent       the problem it is a part of.  earlier  the closed problem that it repeats.
    standing     what its steps have made of it (core.problem.AFTER); written with each step, so that lists can be filtered.
    due          the deadline in force.  asked_due  the one asked for, while that waits to be decided.
    reported_on  the day of the report that stands: it waits for review, or was closed with it.
    outcome      of the last review.  plan  how many plans of measures there have been: the last is in force.
    came_back    how often it was opened again because it had come back.  false_on  the day its rectification was found to be false.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="problems")
    finder = models.ForeignKey(Unit, models.PROTECT, related_name="problems_found")
    number = models.CharField(max_length=16)
    source = models.CharField(max_length=16, choices=choices(ProblemSource))
    category = models.CharField(max_length=32, choices=choices(ProblemCategory))
    title = models.CharField(max_length=120)
    what = models.TextField()
    found_on = models.DateField()
    record_type = models.CharField(max_length=40, blank=True)
    record_id = models.BigIntegerField(null=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="problems")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeats")
    standing = models.CharField(max_length=12, choices=choices(ProblemState))
    due = models.DateField()
    asked_due = models.DateField(null=True)
    reported_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=choices(Outcome), blank=True)
    closed_on = models.DateField(null=True)
    plan = models.PositiveSmallIntegerField(default=0)
    came_back = models.PositiveSmallIntegerField(default=0)
    false_on = models.DateField(null=True)
    raised_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()

    class Meta:
        ordering = ("-raised_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("unit", "number"), name="problem_number"),
            models.CheckConstraint(
                name="problem_closed_day",
                condition=models.Q(standing=ProblemState.CLOSED, closed_on__isnull=False)
                | (~models.Q(standing=ProblemState.CLOSED) & models.Q(closed_on__isnull=True)),
            ),
        )
        indexes = (
            models.Index(fields=("unit", "standing"), name="problem_unit"),
            models.Index(fields=("finder", "standing"), name="problem_finder"),
            models.Index(fields=("record_type", "record_id"), name="problem_record"),
            models.Index(fields=("standing", "due"), name="problem_due"),
            models.Index(fields=("due", "id"), name="problem_by_due"),  # the list as it opens, for those who read nearly all
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class StepTaken(models.Model):
    """One step: who, when, why. Its proof hangs on ("problems.step", id).

    due      the deadline that it sets, or that is asked for.  outcome  found by a review.  cause  of a reopening.
    other    the problem it has to do with: the repeat, the part.  post  the seat named.  plan  the plan it is about.
    measure  the measure that the work carried out.
    """

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=choices(ProblemStep))
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    due = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=choices(Outcome), blank=True)
    cause = models.CharField(max_length=12, choices=choices(Cause), blank=True)
    other = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    plan = models.PositiveSmallIntegerField(null=True)
    measure = models.ForeignKey("Measure", models.PROTECT, null=True, related_name="work")

    class Meta:
        ordering = ("problem", "id")


class Measure(models.Model):
    """One thing the unit will do, by its own day. plan  the number of the plan it stands in."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="measures")
    plan = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    due = models.DateField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("problem", "plan", "position")
        constraints = (models.UniqueConstraint(fields=("problem", "plan", "position"), name="measure_position"),)
