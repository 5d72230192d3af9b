"""Reports upward, their versions, and what was said of each."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.report import Verb
from liangze.core.words import Every
from liangze.duties.models import Deed, Obligation
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices


class Report(models.Model):
    """A report of one seat on one period to one or several addressees. Its text stands in its versions.

    number        running in the unit's year, as people cite it: 2026-007.
    period_start  the first day reported on, period_end the first day after it.  every  the cadence; `once` for a major matter.
    topics        decide what it counts for.  to  addressees, in the words of the duty (`to`).
    due           the day by which it is to be told; of a major matter chosen by the writer, else the earliest of what it meets.
    signs         it carries the principal's signature.
    withdrawn_at  it counts for nothing; it is kept, with the reason.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    holder = models.ForeignKey(Post, models.PROTECT, related_name="reports")
    number = models.CharField(max_length=12)
    every = models.CharField(max_length=10, choices=choices(Every))
    period_start = models.DateField()
    period_end = models.DateField()
    topics = ArrayField(models.CharField(max_length=60), default=list)
    to = ArrayField(models.CharField(max_length=40), default=list)
    title = models.CharField(max_length=120)
    due = models.DateField(null=True)
    signs = models.BooleanField(default=False)
    started_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-started_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("unit", "number"), name="report_number"),
            models.CheckConstraint(name="report_period", condition=models.Q(period_end__gt=models.F("period_start"))),
        )
        indexes = (models.Index(fields=("unit", "period_start"), name="report_unit_period"),)


class Owed(models.Model):
    """An obligation that the writer means the report to meet. What it really counts for is the engine's answer, from its topics."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="owed")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "obligation"), name="report_owed_once"),)


class Version(models.Model):
    """One version of the text. A submitted one is never changed.

    sections  [{"key", "title", "drafted", "text"}]: what the system drafted and what stands now, for each section.
    figures   [{"key", "section", "start", "end", "value", "name", "page", "args", "query"}]: each figure with its place in the drafted
              text, its value on `figures_on` and the address that opens the records behind it.
    reasons   {figure: why it was changed by hand}.
    edition   counts the times it was saved: who saves says which edition was on the screen.
    deed      what its submission emitted.  accepts  the addressees whose acceptance a clause asks for before it counts.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    sections = models.JSONField(default=list)
    figures = models.JSONField(default=list)
    reasons = models.JSONField(default=dict)
    figures_on = models.DateField()
    edition = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    laid_out_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_on = models.DateField(null=True)
    deed = models.ForeignKey(Deed, models.PROTECT, null=True, related_name="+")
    accepts = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        ordering = ("report", "-number")
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="report_version_number"),
            models.UniqueConstraint(fields=("report",), name="report_one_draft", condition=models.Q(submitted_at=None)),
        )


class Step(models.Model):
    """What an addressee said of a version, or the unit answered. on  the day by which an answer is asked for."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=8, choices=choices(Verb))
    to = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    on = models.DateField(null=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("version", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("version", "to"), name="report_decided_once", condition=models.Q(verb__in=("return", "accept"))
            ),
        )
