"""What a meeting decided, and what was said about it when it came up again."""

from __future__ import annotations

from django.db import models

from liangze.breakdown.models import Task
from liangze.core.meeting import Answer
from liangze.meetings.models.meeting import Meeting
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices
from liangze.problems.models import Problem


class MeetingDecision(models.Model):
    """Something to be done by a unit, or by one of its seats, up to a day. Its state follows from its answers.

    task, problem  what it has become: a task of the yearly breakdown, a problem to be put right.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    due = models.DateField()
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("meeting", "position")
        indexes = (
            models.Index(fields=("owner", "due"), name="decision_owner"),
            models.Index(fields=("owner_unit", "due"), name="decision_owner_unit"),
        )
        constraints = (models.UniqueConstraint(fields=("meeting", "position"), name="meeting_decision_position"),)


class FollowUp(models.Model):
    """An answer about a decision: at a later meeting, or between two (meeting null). The last one that stands decides the state.

    words  the proof where it is done, how far it is where it goes on, the reason where it is dropped.
    """

    decision = models.ForeignKey(MeetingDecision, models.PROTECT, related_name="answers")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="answered")
    answer = models.CharField(max_length=10, choices=choices(Answer))
    on = models.DateField()
    day = models.DateField(null=True)
    words = models.CharField(max_length=500)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("decision", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("decision", "meeting"), name="follow_up_once", condition=models.Q(meeting__isnull=False, voided_at=None)
            ),
            models.CheckConstraint(
                name="follow_up_day",
                condition=models.Q(answer=Answer.CONTINUES, day__isnull=False) | (~models.Q(answer=Answer.CONTINUES) & models.Q(day=None)),
            ),
        )
