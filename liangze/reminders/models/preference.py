"""How a person wants to be told."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.core.reminding import Quiet
from liangze.organisation.models import Account


class Channel(models.TextChoices):
    """Ways out of the application. In the application everybody is told always."""

    MAIL = "mail", pgettext_lazy("channel", "Mail")
    DINGTALK = "dingtalk", pgettext_lazy("channel", "DingTalk robot")
    WECOM = "wecom", pgettext_lazy("channel", "WeCom robot")
    WEBHOOK = "webhook", pgettext_lazy("channel", "Webhook")


class Preference(models.Model):
    """Of one account. Without a row: only in the application.

    mail       an address, or empty.
    webhook    the kind and the whole address of one webhook, secret part included: it is shown to nobody again.
    calendar   SHA-256 of the secret in the address of the person's calendar, or empty.
    """

    account = models.OneToOneField(Account, models.PROTECT, related_name="reminder_preference")
    mail = models.EmailField(blank=True)
    webhook_kind = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    webhook = models.CharField(max_length=500, blank=True)
    digest_hour = models.PositiveSmallIntegerField(default=9)
    quiet_from = models.TimeField(default=time(22))
    quiet_until = models.TimeField(default=time(7))
    rest_days = models.BooleanField(default=True)
    calendar = models.CharField(max_length=64, blank=True, db_index=True)
    changed_at = models.DateTimeField()

    @property
    def quiet(self) -> Quiet:
        return Quiet(self.quiet_from, self.quiet_until, self.rest_days)

    @property
    def channels(self) -> tuple[str, ...]:
        """The ways out that are switched on."""
        return ((Channel.MAIL.value,) if self.mail else ()) + ((self.webhook_kind,) if self.webhook_kind else ())
