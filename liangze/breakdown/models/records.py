"""What happened to a task: answers of units, progress with proof, steps of the whole, proposals to the leader in charge."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.breakdown.models.task import Task, TaskMilestone, TaskPart
from liangze.core.task import TaskStep
from liangze.organisation.models import Account, Unit
from liangze.organisation.models.choices import choices


class TaskAnswer(models.Model):
    """A unit accepts its part, or returns it with a reason. The latest one counts."""

    part = models.ForeignKey(TaskPart, models.PROTECT, related_name="answers")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("part", "id")


class TaskProgress(models.Model):
    """A report of a unit on its part: what was done by the day `on`. Attachments hang on ("breakdown.taskprogress", id).

    done  the lead unit reports the task done with it.  Taken back: it does not count, nor the milestones it had reached.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="progress")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.TextField()
    done = models.BooleanField(default=False)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    taken_back_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("task", "id")


class MilestoneReached(models.Model):
    """A progress report reaches a milestone, on the day it tells of."""

    milestone = models.ForeignKey(TaskMilestone, models.PROTECT, related_name="reached")
    progress = models.ForeignKey(TaskProgress, models.PROTECT, related_name="reached")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("milestone", "progress"), name="milestone_reached_once"),)


class TaskStepTaken(models.Model):
    """A step of the whole task: issued, reported done, sent back, closed out, reopened, dropped, carried over."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=choices(TaskStep))
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    progress = models.ForeignKey(TaskProgress, models.PROTECT, null=True, related_name="steps")

    class Meta:
        ordering = ("task", "id")


class ProposalKind(models.TextChoices):
    """What is proposed for a task that is behind or overdue."""

    REMINDER = "reminder", pgettext_lazy("proposal", "Remind")
    TALK = "talk", pgettext_lazy("proposal", "Talk")


class TaskProposal(models.Model):
    """A reminder or a talk proposed for a slow task; the leader in charge confirms or refuses it with a reason.

    why  figures of the day it was made: {"state", "expected", "reached", "days_over"}.  by  null: proposed by the system.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=ProposalKind.choices)
    why = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("task", "id")
        constraints = (
            models.UniqueConstraint(fields=("task",), name="task_proposal_waits_once", condition=models.Q(confirmed=None)),
        )
