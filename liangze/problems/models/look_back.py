"""Look-backs: samples of closed problems, each looked at again."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.organisation.models import Account, Unit
from liangze.problems.models.problem import Problem


class LookBack(models.Model):
    """A sample of the problems of a unit and below it that were closed in a span. `drawn_from` and `seed` let anybody draw it again."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="look_backs")
    since = models.DateField()
    until = models.DateField()
    seed = models.CharField(max_length=40)
    size = models.PositiveSmallIntegerField()
    drawn_from = ArrayField(models.BigIntegerField())
    drawn_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ("-drawn_at", "-id")


class LookedAt(models.Model):
    """A problem of the sample. kept_up None: still to be looked at."""

    look_back = models.ForeignKey(LookBack, models.PROTECT, related_name="problems")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="looked_at")
    position = models.PositiveSmallIntegerField()
    kept_up = models.BooleanField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("look_back", "position")
        constraints = (models.UniqueConstraint(fields=("look_back", "problem"), name="looked_at_once"),)
