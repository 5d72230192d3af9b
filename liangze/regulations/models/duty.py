"""Timed duties of a version: what the engine plans from."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.words import ActKind, Every, Presence, Role, Towards
from liangze.organisation.models.choices import choices
from liangze.regulations.models.regulation import Clause, RegulationVersion


class Duty(models.Model):
    """One duty version: the columns are the fields of liangze.core.duty.Duty (see there), immutable like its version.

    unit_within, unit_kinds, unit_levels  the filter on units, relative to the unit of the adoption.
    due_day  0 is the last day of the month.
    """

    version = models.ForeignKey(RegulationVersion, models.PROTECT, related_name="duties")
    key = models.CharField(max_length=80)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="duties")
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=24, choices=choices(Role))
    unit_within = models.CharField(max_length=10, default="subtree")
    unit_kinds = ArrayField(models.CharField(max_length=16), default=list)
    unit_levels = ArrayField(models.CharField(max_length=16), default=list)
    towards = models.CharField(max_length=40, choices=choices(Towards), blank=True)
    kind = models.CharField(max_length=16, choices=choices(ActKind))
    topics = ArrayField(models.CharField(max_length=60), default=list)
    every = models.CharField(max_length=10, choices=choices(Every))
    times = models.PositiveSmallIntegerField(default=1)
    about = models.CharField(max_length=10, default="same")
    due_month = models.PositiveSmallIntegerField(null=True)
    due_day = models.PositiveSmallIntegerField(null=True)
    once_opens = models.DateField(null=True)
    once_due = models.DateField(null=True)
    roll = models.CharField(max_length=20, blank=True)
    to = ArrayField(models.CharField(max_length=40), default=list)
    accept = models.CharField(max_length=40, blank=True)
    presence = models.CharField(max_length=8, choices=choices(Presence), default=Presence.HALF)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("version", "position")
        constraints = (models.UniqueConstraint(fields=("version", "key"), name="duty_key"),)

    def __str__(self) -> str:
        return self.title
