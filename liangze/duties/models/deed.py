"""Deeds, and which obligations each of them counts for."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.words import ActKind
from liangze.duties.models.obligation import Obligation
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices


class Deed(models.Model):
    """One thing done on one day by one holder, towards one counterpart or none.

    source_type, source_id  the record that emitted it, e.g. ("conduct.entry", 12).
    entered_at  when it was recorded; long after `on` marks it as back-filled.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="deeds")
    holder = models.ForeignKey(Post, models.PROTECT, related_name="deeds")
    counterpart = models.ForeignKey(Post, models.PROTECT, null=True, related_name="deeds_towards")
    kind = models.CharField(max_length=16, choices=choices(ActKind))
    topics = ArrayField(models.CharField(max_length=60), default=list)
    on = models.DateField()
    source_type = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, models.PROTECT)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("holder", "on"), name="deed_holder_on"),
            models.Index(fields=("source_type", "source_id"), name="deed_source"),
            models.Index(fields=("unit", "on"), name="deed_unit_on"),
            # Planning asks whether there are deeds of a kind that a new obligation could count already.
            models.Index(fields=("kind", "on"), name="deed_kind_on"),
        )


class Count(models.Model):
    """A deed counts for an obligation. Where the duty says who must accept, it counts from the acceptance on.

    needs_acceptance with accepted_at null and returned_at null: it waits. returned: it does not count, with the reason.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="counts")
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="counts")
    on = models.DateField()
    needs_acceptance = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    returned_reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("obligation", "deed"), name="count_once"),)
        indexes = (
            # What waits for acceptance is little among all that was ever counted.
            models.Index(
                fields=("obligation",), name="count_waits",
                condition=models.Q(needs_acceptance=True, accepted_at=None, returned_at=None, withdrawn_at=None),
            ),
            # A past day asks what was accepted after it.
            models.Index(fields=("accepted_at",), name="count_accepted", condition=models.Q(accepted_at__isnull=False)),
        )
