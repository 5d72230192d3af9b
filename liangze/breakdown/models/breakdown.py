"""The breakdown of a unit's year."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.organisation.models import Account, Unit


class Breakdown(models.Model):
    """The year's work of `unit`, cut up and given out (责任分解). One stands for each unit and year.

    edition    grows with each change of what it asks: who issues it says which edition was read.
    topics     what the issued breakdown counts for as a deed of kind plan, "breakdown" among them.
    issued_on  the day of the first issue; tasks added later carry their own. Withdrawn: it no longer stands, with the reason.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="breakdowns")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    edition = models.PositiveIntegerField(default=0)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-year", "unit", "-id")
        constraints = (
            models.UniqueConstraint(fields=("unit", "year"), name="breakdown_stands_once", condition=models.Q(withdrawn_at=None)),
        )

    def __str__(self) -> str:
        return self.title
