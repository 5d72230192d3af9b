"""The counters: figures of every counted node of the tree, kept in step with the obligations.

A unit is counted when it has children or stands on the upper three levels; figures of other units, and of a unit without
what is below it, are read from the obligations. Writers append deltas, a job folds them, a dashboard sums both in one
statement. Whoever changes what an obligation counts as tells it here.
"""

from liangze.duties.counters.add import CounterChange, add
from liangze.duties.counters.check import Difference, compare_counters, rebuild_counters
from liangze.duties.counters.fold import fold_counters
from liangze.duties.counters.places import place_units
from liangze.duties.counters.totals import mark_stale, refresh_totals

__all__ = ["CounterChange", "Difference", "add", "compare_counters", "fold_counters", "mark_stale", "place_units",
           "rebuild_counters", "refresh_totals"]
