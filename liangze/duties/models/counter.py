"""Counts per inner node of the tree, so that a dashboard's cost follows the rows shown."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """Obligations below a unit (itself included) of one regulation version and kind, that open and fall due on the same days.

    The states of a day follow: what is not fulfilled, late or exempt is upcoming, open, due soon or overdue by its two
    dates alone. Withdrawn obligations are not in it.
    """

    node_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    opens = models.DateField()
    due = models.DateField()
    total = models.BigIntegerField(default=0)
    fulfilled = models.BigIntegerField(default=0)
    late = models.BigIntegerField(default=0)
    exempt = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class Counter(Tally):
    """The folded counts."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("node_id", "due", "opens", "version_id", "kind"), name="counter_key"),
        )


class CounterDelta(Tally):
    """Changes not yet folded into the counters: added by writers, so that nobody waits for the row at the root."""

    class Meta:
        indexes = (models.Index(fields=("node_id",), name="counter_delta_node"),)


class Total(models.Model):
    """The folded counts of a node over all regulations and kinds: what a dashboard reads when nothing is filtered.

    A quarter of the rows of Counter, kept by folding; planning writes counters only and marks the totals as stale until it
    has summed them up at its end. See liangze.duties.counters.totals.
    """

    node_id = models.BigIntegerField()
    opens = models.DateField()
    due = models.DateField()
    total = models.IntegerField(default=0)
    fulfilled = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    exempt = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("node_id", "due", "opens"), name="total_key"),)


class TotalsMark(models.Model):
    """One row, or none before the first planning: whether the totals agree with the counters.

    While they do not, dashboards sum the counters.
    """

    fresh = models.BooleanField(default=False)
