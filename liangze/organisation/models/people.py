"""People and the seats they hold, from–to."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from liangze.organisation.models.spans import no_overlap
from liangze.organisation.models.unit import Post


class Person(models.Model):
    """A cadre or staff member. `number` is the personnel number of the installation, unique and lasting."""

    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60, db_index=True)  # searched by its beginning

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A person holding a seat on the days `[since, until)`. A seat has one holder at a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("post", "since")
        constraints: tuple[models.BaseConstraint | ExclusionConstraint, ...] = (
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="appointment_span"),
            no_overlap("appointment_one_holder", "post_id"),
        )
