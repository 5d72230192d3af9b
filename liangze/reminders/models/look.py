"""How far a day's look for what falls due has come."""

from __future__ import annotations

from django.db import models


class Look(models.Model):
    """One day: everything that fell due after `since` up to `day`, unit by unit in the order of their ids.

    after_unit   the last unit looked at; a run that was cut short goes on behind it.
    said         reminders that were written.  unreachable  items for which nobody has an account.
    """

    day = models.DateField(unique=True)
    since = models.DateField()
    after_unit = models.BigIntegerField(default=0)
    said = models.PositiveIntegerField(default=0)
    unreachable = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-day",)
