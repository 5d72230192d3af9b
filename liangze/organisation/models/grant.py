"""Rights: account × role × unit, downward, from–to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.organisation.models.account import Account
from liangze.organisation.models.unit import Unit


class GrantRole(models.TextChoices):
    """What an account may be in a unit. What each role allows is said in liangze.organisation.policy.roles."""

    OFFICE = "office", pgettext_lazy("grant role", "Party committee office")
    LIAISON = "liaison", pgettext_lazy("grant role", "Unit liaison")
    LEADER = "leader", pgettext_lazy("grant role", "Leader")
    DISCIPLINE = "discipline", pgettext_lazy("grant role", "Discipline organ")
    ASSESSOR = "assessor", pgettext_lazy("grant role", "Assessment team")
    CASE_OFFICE = "case_office", pgettext_lazy("grant role", "Case supervision office")
    SYSTEM_ADMIN = "system_admin", pgettext_lazy("grant role", "System administrator")
    SECURITY_ADMIN = "security_admin", pgettext_lazy("grant role", "Security administrator")
    AUDIT_ADMIN = "audit_admin", pgettext_lazy("grant role", "Audit administrator")


class Grant(models.Model):
    """A role in a unit and everything below it, on the days `[since, until)`. Ended, never deleted."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24, choices=GrantRole.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="grants_given")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("account", "since")
        constraints = (
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="grant_span"),
        )
