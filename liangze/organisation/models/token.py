"""Tokens: how a program signs in for an account."""

from __future__ import annotations

from django.db import models

from liangze.organisation.models.account import Account


class ApiToken(models.Model):
    """A secret that stands for its account, with the account's own rights, until it expires or is revoked.

    digest  SHA-256 of the secret, which is shown once and kept nowhere.  beginning  its first characters, to tell tokens apart.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    beginning = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-id",)
