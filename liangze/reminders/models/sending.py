"""Messages that leave the application."""

from __future__ import annotations

from django.db import models

from liangze.organisation.models import Account
from liangze.reminders.models.notice import Notice
from liangze.reminders.models.preference import Channel


class Sending(models.Model):
    """One message to one account by one channel: the day's digest, or what a person reminded of.

    key         "digest 2026-06-16" or "notice 42": the same message is never made twice.
    next_at     when to try; None when it is over.  claimed_at  somebody is trying: it is not tried again while the outcome
                is unknown, so that none is sent twice.
    sent_at     when the other side took it.  dropped_at  nothing in it was open any more.  error  why the last attempt failed.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    key = models.CharField(max_length=24)
    notices = models.ManyToManyField(Notice, related_name="sendings")
    next_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("next_at",), condition=models.Q(next_at__isnull=False), name="sending_next"),)
        constraints = (models.UniqueConstraint(fields=("account", "channel", "key"), name="sending_once"),)
