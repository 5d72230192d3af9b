"""What a person is told in the application, and the log of what was said about each item."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.core.reminding import Tone
from liangze.organisation.models import Account, Unit

TONES = [
    (Tone.AHEAD.value, pgettext_lazy("reminder", "Falls due soon")),
    (Tone.TODAY.value, pgettext_lazy("reminder", "Due today")),
    (Tone.OVERDUE.value, pgettext_lazy("reminder", "Overdue")),
    (Tone.ABOVE.value, pgettext_lazy("reminder", "Overdue below")),
    (Tone.BY_HAND.value, pgettext_lazy("reminder", "Reminded by a person")),
]


class Notice(models.Model):
    """One message to one account: all items of one tone that fell due on one day, or what a person reminds of.

    text, sender  what a person wrote, and who; empty for the system.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="notices")
    tone = models.CharField(max_length=8, choices=TONES)
    day = models.DateField()
    at = models.DateTimeField()
    sender = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("account",), condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=("account", "-id"), name="notice_latest"),
            BrinIndex(fields=("at",), name="notice_at", autosummarize=True),  # rows come in the order of time: a few pages for all of them
        )
        constraints = (
            models.UniqueConstraint(fields=("account", "tone", "day"), condition=models.Q(sender=None), name="notice_of_day"),
        )


class Reminder(models.Model):
    """That this account was told of this item in this step: the log. Once written it is never sent again.

    source, item  what it is about: a source of liangze.reminders.sources and the id there.
    step          "-14", "+0", "above+15", or "hand 2026-06-16" when a person reminds.
    title, due    as they were then. A due day that was moved is reminded of anew.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reminders")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=16)
    item = models.BigIntegerField()
    step = models.CharField(max_length=16)
    title = models.CharField(max_length=300)
    due = models.DateField()

    class Meta:
        ordering = ("due", "id")
        indexes = (models.Index(fields=("unit", "-id"), name="reminder_unit"),)
        constraints = (models.UniqueConstraint(fields=("source", "item", "due", "step", "account"), name="reminder_of_due_day_once"),)
