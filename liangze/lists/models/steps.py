"""The way of a version as records: drafted, submitted, reviewed, signed; and what was changed meanwhile."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.lists.models.responsibility_list import ListVersion
from liangze.organisation.models import Account, Unit


class Stage(models.TextChoices):
    """How far a version has come: what its last step says."""

    DRAFT = "draft", pgettext_lazy("list stage", "Being drafted")
    RETURNED = "returned", pgettext_lazy("list stage", "Returned")
    SUBMITTED = "submitted", pgettext_lazy("list stage", "To be reviewed")
    REVIEWED = "reviewed", pgettext_lazy("list stage", "To be signed")
    SIGNED = "signed", pgettext_lazy("list stage", "Signed")


class Step(models.Model):
    """One step. The stage of a version is that of its last step; steps are never changed.

    opinion  of the reviewer or signer: agree, agree_with_comments, return.  comments  their words.
    """

    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    opinion = models.CharField(max_length=24, blank=True)
    comments = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "id")
        indexes = (models.Index(fields=("version", "-id"), name="list_step_last"),)


class Change(models.Model):
    """What one saving changed, in words of the record: for whoever edited at the same time. `what`: [[verb, title], ...]."""

    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    what = models.JSONField(default=list)

    class Meta:
        ordering = ("version", "revision")
        constraints = (models.UniqueConstraint(fields=("version", "revision"), name="list_change_revision"),)


class Drafting(models.Model):
    """Lists of all units below one, drafted by the worker: waiting, running, done or failed.

    progress  units done.  made  lists drafted.  problem  what stopped it, in words.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="waiting")
    total = models.PositiveIntegerField(default=0)
    progress = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
