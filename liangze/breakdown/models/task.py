"""Tasks: what is asked, in revisions; the units' parts and the milestones, each with the days on which they were asked."""

from __future__ import annotations

from django.db import models

from liangze.breakdown.models.breakdown import Breakdown
from liangze.core.task import PartRole
from liangze.lists.models import ListItem
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices
from liangze.regulations.models import Clause


class Task(models.Model):
    """One task. What it asks stands in its terms; its state follows from the records, see liangze.core.task.

    number    running in its breakdown.
    revision  the number of the terms in force: who changes it says which revision was read.
    carried_from  the task of an earlier year that it goes on with.
    """

    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="carried_to")

    class Meta:
        ordering = ("breakdown", "number")
        constraints = (models.UniqueConstraint(fields=("breakdown", "number"), name="task_number"),)


class TaskTerms(models.Model):
    """What a task asks, as of one revision; superseded, never changed. `since` the day, `until` null while in force.

    item    the list item under which it stands.  clause  where it is written.  basis  own words where neither says where it comes from.
    leader  the leader in charge.  proof  what is expected as proof.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="terms")
    revision = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    target = models.CharField(max_length=500)
    item = models.ForeignKey(ListItem, models.PROTECT, null=True, related_name="tasks")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="tasks")
    basis = models.CharField(max_length=300, blank=True)
    leader = models.ForeignKey(Post, models.PROTECT, related_name="tasks_in_charge")
    measures = models.TextField(blank=True)
    proof = models.CharField(max_length=500, blank=True)
    starts = models.DateField()
    due = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("task", "revision")
        constraints = (
            models.UniqueConstraint(fields=("task", "revision"), name="task_terms_revision"),
            models.UniqueConstraint(fields=("task",), name="task_terms_in_force", condition=models.Q(until=None)),
            models.CheckConstraint(condition=models.Q(due__gte=models.F("starts")), name="task_terms_span"),
        )


class TaskPart(models.Model):
    """A unit's part in a task, asked on the days `[since, until)`; asked anew when what it binds the unit to has changed.

    share  what this unit is to do.  post  the body that supervises for the unit, where it is a seat (a discipline organ).
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="task_parts")
    role = models.CharField(max_length=14, choices=choices(PartRole))
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    share = models.CharField(max_length=300, blank=True)
    revision = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ("task", "id")
        constraints = (
            models.UniqueConstraint(fields=("task", "unit", "role"), name="task_part_once", condition=models.Q(until=None)),
        )
        indexes = (models.Index(fields=("unit", "task"), name="task_part_unit", condition=models.Q(until=None)),)


class TaskMilestone(models.Model):
    """Something to be reached by a day; `share` of the whole in percent, all in force together make a hundred."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="milestones")
    day = models.DateField()
    what = models.CharField(max_length=200)
    share = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ("task", "day", "id")
