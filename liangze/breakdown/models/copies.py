"""What people decided about two breakdowns that share their wording."""

from __future__ import annotations

from django.db import models

from liangze.breakdown.models.breakdown import Breakdown
from liangze.lists.models import Verdict
from liangze.organisation.models import Account


class BreakdownCopyDecision(models.Model):
    """Copied, or common wording, and why. The latest one about a pair stands; earlier ones are kept.

    earlier, later  in the order in which the two were made.  share  percent that were shared then, the larger of the two.
    """

    earlier = models.ForeignKey(Breakdown, models.PROTECT, related_name="+")
    later = models.ForeignKey(Breakdown, models.PROTECT, related_name="copy_decisions")
    share = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("earlier", "later", "-id")
