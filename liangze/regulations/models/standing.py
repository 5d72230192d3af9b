"""What a version says besides timed duties: standing duties, situations, measures, triggers."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.regulations.models.regulation import Clause, RegulationVersion


class OfVersion(models.Model):
    """Common columns: the version, the item's id in its pack, its clause and its own words."""

    version = models.ForeignKey(RegulationVersion, models.PROTECT, related_name="%(class)s_set")
    key = models.CharField(max_length=80)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="%(class)s_set")
    title = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("version", "position")
        constraints = (models.UniqueConstraint(fields=("version", "key"), name="%(class)s_key"),)

    def __str__(self) -> str:
        return self.title


class StandingDuty(OfVersion):
    """A duty without cadence. list_part, list_group, list_number place it in a printed responsibility list."""

    role = models.CharField(max_length=24)
    list_part = models.CharField(max_length=20, blank=True)
    list_group = models.CharField(max_length=24, blank=True)
    list_number = models.PositiveSmallIntegerField(null=True)
    see = ArrayField(models.CharField(max_length=80), default=list)


class Situation(OfVersion):
    """A situation in which bodies or persons are held to account."""

    against = ArrayField(models.CharField(max_length=10), default=list)


class Measure(OfVersion):
    """What follows, by grade (light, serious, grave, aggravated, any)."""

    against = models.CharField(max_length=10)
    grade = models.CharField(max_length=12)
    measures = ArrayField(models.CharField(max_length=60), default=list)


class Trigger(OfVersion):
    """When a talk or another act must follow; `title` says when."""

    act = models.CharField(max_length=16)
    talk = models.CharField(max_length=24, blank=True)
    by = models.CharField(max_length=40, blank=True)
    towards = models.CharField(max_length=200, blank=True)
    must = models.BooleanField(default=False)


class Permit(OfVersion):
    """What a clause lets a unit issue, and to whom: the columns are those of liangze.packs.values.Permit. Empty lists mean all."""

    instrument = models.CharField(max_length=12)
    by_kinds = ArrayField(models.CharField(max_length=16), default=list)
    by_levels = ArrayField(models.CharField(max_length=16), default=list)
    to_kinds = ArrayField(models.CharField(max_length=16), default=list)
    to_levels = ArrayField(models.CharField(max_length=16), default=list)
    to_roles = ArrayField(models.CharField(max_length=24), default=list)
