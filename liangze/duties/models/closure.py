"""States as records: exemption, close-out, handover, withdrawal. Who, when, why; superseded, never deleted."""

from __future__ import annotations

from django.db import models

from liangze.duties.models.obligation import Obligation
from liangze.organisation.models import Account, Post


class Exemption(models.Model):
    """Asked for by the unit, decided by the level above. `approved` is null while it waits."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="exemptions")
    reason = models.TextField()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        # What waits for a decision is little among all that was ever asked for.
        indexes = (models.Index(fields=("obligation",), name="exemption_waits", condition=models.Q(approved=None, ended_at=None)),)


class CloseOut(models.Model):
    """Somebody other than the doer has checked a fulfilled obligation and struck it off (销号).

    It confirms the acts that counted then: with the withdrawal of one of them it is reopened. reopened_by is null where that was
    planning.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="close_outs")
    opinion = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reopened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_reason = models.TextField(blank=True)


class Handover(models.Model):
    """An obligation passed from one seat to another because a portfolio moved; deeds of the former holder count on.

    superseded_at  when the portfolio turned out to have passed otherwise: from then on it says nothing, and is kept for what followed
    from it before.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="handovers")
    from_post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    superseded_at = models.DateTimeField(null=True)


class Withdrawal(models.Model):
    """An obligation was not owed on the days `[since, until)`, and is owed again; what is not owed now stands on its own row."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="withdrawals")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=40)
