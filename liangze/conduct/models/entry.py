"""Quick entries (登记): one act, recorded once, in the same words for every kind."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.words import ActKind
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices


class Entry(models.Model):
    """What was done: kind, day, holder, topics, note; attachments hang on ("conduct.entry", id).

    number  as people cite it: 2026-0318-02 (day and running number in the unit).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="entries")
    number = models.CharField(max_length=24)
    kind = models.CharField(max_length=16, choices=choices(ActKind))
    on = models.DateField()
    holder = models.ForeignKey(Post, models.PROTECT, related_name="entries")
    title = models.CharField(max_length=120)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    entered_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    voided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-on", "-id")
        indexes = (
            models.Index(fields=("unit", "on"), name="entry_unit_on"),
            models.Index(fields=("-on", "-id"), name="entry_latest"),
        )
        constraints = (models.UniqueConstraint(fields=("unit", "number"), name="entry_number"),)


class EntryCounterpart(models.Model):
    """Towards whom: one row, and one deed, for each counterpart."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="counterparts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "post"), name="entry_counterpart"),)


class EntryDraft(models.Model):
    """A form not yet submitted, kept for its writer: the posted fields as they are."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="entry_drafts")
    unit = models.ForeignKey(Unit, models.CASCADE)
    content = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)
