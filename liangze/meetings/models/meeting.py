"""Meetings: planned, held, cancelled or void; their agenda and who attended."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.meeting import MeetingKind, Presence
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices


class Meeting(models.Model):
    """One meeting of a body of the unit. How far it has come follows from the days, see liangze.core.meeting.

    number   running in the unit and year; year is that of the day for which it was first planned.
    holder   the body whose meeting it is.  chair  the seat that presides.
    topics   what it is planned to be about; once held, what it really dealt with.
    sequence grows with every change of the plan: who changes it says which one was read, and calendars take the higher one.
    uid      by which calendars know it, whatever changes.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=choices(MeetingKind))
    title = models.CharField(max_length=120)
    holder = models.ForeignKey(Post, models.PROTECT, related_name="meetings")
    chair = models.ForeignKey(Post, models.PROTECT, related_name="+")
    topics = ArrayField(models.CharField(max_length=60), default=list)
    planned_on = models.DateField()
    starts_at = models.TimeField()
    place = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    held_on = models.DateField(null=True)
    guests = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    voided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-planned_on", "-id")
        indexes = (
            models.Index(fields=("unit", "kind", "planned_on"), name="meeting_unit_kind"),
            models.Index(fields=("-planned_on", "-id"), name="meeting_latest"),
        )
        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "number"), name="meeting_number"),
            models.CheckConstraint(
                name="meeting_held_or_cancelled", condition=models.Q(held_on=None) | models.Q(cancelled_at=None)
            ),
            models.CheckConstraint(
                name="meeting_void_was_held", condition=models.Q(voided_at=None) | models.Q(held_on__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.title


class MeetingCounterpart(models.Model):
    """With whom a body meets where it is owed towards somebody: one row, and one deed, for each."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="counterparts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("meeting", "id")
        constraints = (models.UniqueConstraint(fields=("meeting", "post"), name="meeting_counterpart"),)


class AgendaItem(models.Model):
    """An item of the agenda. `length` in minutes; `minutes` what was said. Taken off by a change of the plan: kept, marked."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    reporter = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    length = models.PositiveSmallIntegerField(null=True)
    minutes = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("meeting", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "position"), name="agenda_position", condition=models.Q(dropped_at=None)),
        )


class Attendance(models.Model):
    """How a seat that was expected took part. note: why it was absent, or who sat in for it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    presence = models.CharField(max_length=12, choices=choices(Presence))
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("meeting", "id")
        constraints = (models.UniqueConstraint(fields=("meeting", "post"), name="attendance_once"),)
