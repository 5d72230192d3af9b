"""Obligations: one duty, one holder, one period, one counterpart or none. Dates and counts only."""

from __future__ import annotations

from django.db import models

from liangze.core.obligation import ObligationDates
from liangze.organisation.models import Post, Unit
from liangze.regulations.models import Duty


class Obligation(models.Model):
    """The natural key is (holder, duty, counterpart, period_start). State is never stored: see core.obligation.

    year  the year in which it is due.  done  deeds that count so far, at most `times` matter.
    withdrawn_on  the day from which it is no longer owed, with the reason; it is kept for what was said of it before.

    The four references are not checked by the database, see docs/adr/obligations-without-reference-checks.md; `liangze check`
    does.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, db_index=False, db_constraint=False, related_name="obligations")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, db_constraint=False, related_name="obligations")
    holder = models.ForeignKey(Post, models.PROTECT, db_index=False, db_constraint=False, related_name="obligations")
    counterpart = models.ForeignKey(
        Post, models.PROTECT, null=True, db_index=False, db_constraint=False, related_name="obligations_towards"
    )
    year = models.PositiveSmallIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    opens = models.DateField()
    due = models.DateField()
    times = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveSmallIntegerField(default=0)
    fulfilled_on = models.DateField(null=True)
    exempted_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (models.Index(fields=("unit", "due"), name="obligation_unit_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=("holder", "duty", "counterpart", "period_start"), name="obligation_key", nulls_distinct=False
            ),
        )

    @property
    def dates(self) -> ObligationDates:
        """The row in the core's shape."""
        return ObligationDates(self.opens, self.due, self.times, self.done, self.fulfilled_on, self.exempted_on)
