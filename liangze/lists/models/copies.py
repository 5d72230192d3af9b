"""Texts that share passages: comparisons of a level, what they found, and what people decided about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.lists.models.responsibility_list import ListVersion
from liangze.organisation.models import Account, Unit


class Comparison(models.Model):
    """All lists of the units below one in a year, compared with each other: waiting, running, done or failed.

    texts  lists with enough words of their own to be judged.  found  pairs.  problem  what stopped it, in words.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="waiting")
    texts = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("unit", "-id"), name="list_comparison_unit"),)


class Verdict(models.TextChoices):
    """What a person decided about a pair."""

    COPIED = "copied", pgettext_lazy("copy verdict", "Copied")
    COMMON = "common", pgettext_lazy("copy verdict", "Common wording")


class CopyFinding(models.Model):
    """Two versions of lists of different units that share passages. The earlier one was drafted first.

    share_earlier, share_later  percent of each one's own words that are shared; share the larger of the two.
    gone_at  a later comparison of both did not find it any more.
    Which passages these are is worked out when the pair is shown: versions that were compared do not change once signed, and a
    draft that changed is compared anew.
    """

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="findings")
    earlier = models.ForeignKey(ListVersion, models.PROTECT, related_name="+")
    later = models.ForeignKey(ListVersion, models.PROTECT, related_name="+")
    unit_earlier = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_later = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    share_earlier = models.PositiveSmallIntegerField()
    share_later = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-share", "id")
        constraints = (models.UniqueConstraint(fields=("earlier", "later"), name="copy_finding_pair"),)


class CopyDecision(models.Model):
    """What somebody decided about a finding, and why. The latest one stands; earlier ones are kept."""

    finding = models.ForeignKey(CopyFinding, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("finding", "-id")
