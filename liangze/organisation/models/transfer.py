"""An import from a workbook as a record: long, watched from a page, all or nothing."""

from __future__ import annotations

from django.db import models

from liangze.organisation.models.account import Account


class Transfer(models.Model):
    """One import: `state` waiting, checking, storing, done, refused or failed; `findings` says what is wrong where.

    findings  list of {sheet, row, column, what, remedy, params, warning}; rows are counted as the workbook shows them.
              At most a thousand are kept; `found` says how many of them stop the import in all.
    counts    {"units": {"new": 3, "changed": 1, "same": 296}, …} once done.
    content   the workbook, until it is read; `digest` its SHA-256, which stays.
    """

    name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="waiting")
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=60, blank=True)
    findings = models.JSONField(default=list)
    found = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
