"""A document read in, and the drafts of duties found in it, until they are adopted as a version."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.organisation.models import Account, Unit
from liangze.regulations.models.regulation import RegulationVersion


class Document(models.Model):
    """A document as read. `reading` is the reader's own result: head, clauses with spans into `text`, mentions.

    adopted  the version that was made from it, once.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    reading = models.JSONField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    uploaded_by = models.ForeignKey(Account, models.PROTECT)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    revises = models.ForeignKey(RegulationVersion, models.PROTECT, null=True, blank=True, related_name="revisions")
    adopted = models.OneToOneField(RegulationVersion, models.PROTECT, null=True, blank=True, related_name="document")

    class Meta:
        ordering = ("-id",)


class DraftState(models.TextChoices):
    """What a person decided about a draft."""

    WAITING = "waiting", pgettext_lazy("draft", "To confirm")
    CONFIRMED = "confirmed", pgettext_lazy("draft", "Confirmed")
    CORRECTED = "corrected", pgettext_lazy("draft", "Confirmed with corrections")
    REFUSED = "refused", pgettext_lazy("draft", "Not taken")


class Draft(models.Model):
    """One duty as found (or added by hand) and as corrected.

    found  the reader's draft; null when added by hand.  duty  the duty as it will stand in the pack (pack keys).
    start, end  the words in `Document.text` that carry the time.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    clause = ArrayField(models.CharField(max_length=80))
    found = models.JSONField(null=True)
    duty = models.JSONField()
    asks = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("document", "number")
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="draft_number"),)
