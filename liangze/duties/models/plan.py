"""Planning as a record, and what is planned already."""

from __future__ import annotations

from django.db import models

from liangze.organisation.models import Account
from liangze.regulations.models import Adoption, Duty


class PlanSet(models.Model):
    """All obligations of one duty under one adoption in one year, as planned.

    change_id  the last change of the organisation it took into account; planned_on the day its holders were those of.
    digest     of the windows it was planned for: another one means that the adoption or the calendar has changed.
    """

    duty = models.ForeignKey(Duty, models.PROTECT)
    adoption = models.ForeignKey(Adoption, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    change_id = models.BigIntegerField()
    planned_on = models.DateField()
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("duty", "adoption", "year"), name="plan_set_key"),)


class PlanRun(models.Model):
    """One run of planning: waiting, running, done or failed.

    progress  percent.  summary  liangze.duties.planning.summary.PlanSummary as plain values.
    """

    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="waiting")
    progress = models.PositiveSmallIntegerField(default=0)
    summary = models.JSONField(default=dict)
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
