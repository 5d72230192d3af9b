"""Hearings, who reports in them, what they were asked to report on, and their reports."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.organisation.models import Account, Post, Unit


class Hearing(models.Model):
    """An accountability hearing. What is written in it is kept; a hearing that should not stand is voided.

    unit       that holds it.  holder  the seat of it that answers for having held it, e.g. the discipline organ.
    held_on    the day, past or to come.  topics  of the deeds that it emits once it was held.
    minimum    ballots below which no result is told.
    threshold  percent of favourable grades below which a talk is proposed.
    held_at    when it was recorded as held: from then on it counts.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hearings")
    holder = models.ForeignKey(Post, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    agenda = models.TextField(blank=True)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    minimum = models.PositiveSmallIntegerField(default=5)
    threshold = models.PositiveSmallIntegerField(default=70)
    planned_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    voided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-held_on", "-id")
        indexes = (models.Index(fields=("-held_on", "-id"), name="hearing_latest"),)
        constraints = (models.CheckConstraint(name="hearing_threshold", condition=models.Q(threshold__lte=100)),)


class HearingReporter(models.Model):
    """A seat that reports, in its turn."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="reporters")
    post = models.ForeignKey(Post, models.PROTECT, related_name="hearings")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("hearing", "position")
        constraints = (models.UniqueConstraint(fields=("hearing", "post"), name="hearing_reporter"),)


class HearingTheme(models.Model):
    """What was set beforehand to be reported on (点题): by whom and on which day; for one seat, or for all (reporter null)."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="themes")
    reporter = models.ForeignKey(HearingReporter, models.PROTECT, null=True, related_name="themes")
    text = models.CharField(max_length=300)
    put_by = models.CharField(max_length=60)
    put_on = models.DateField()
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("hearing", "id")


class HearingReport(models.Model):
    """What a seat reported, on which day. A later one replaces it; it is kept. Files hang on ("hearings.hearingreport", id)."""

    reporter = models.ForeignKey(HearingReporter, models.PROTECT, related_name="reports")
    text = models.TextField(blank=True)
    on = models.DateField()
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("reporter", "id")
        constraints = (
            models.UniqueConstraint(fields=("reporter",), name="hearing_report_stands_once", condition=models.Q(replaced_at=None)),
        )
