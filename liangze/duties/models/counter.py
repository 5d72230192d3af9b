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
