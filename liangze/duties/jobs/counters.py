"""Keeping the counters folded and right."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from liangze.duties.counters import compare_counters, fold_counters, rebuild_counters

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="duties.fold", queue="house", queueing_lock="duties.fold")
def fold(timestamp: int) -> None:
    """Fold the deltas, every minute. Figures are right before and after: pages add both."""
    fold_counters()


@app.periodic(cron="40 3 * * *")
@app.task(name="duties.check_counters", queue="house", queueing_lock="duties.check_counters")
def check_counters(timestamp: int) -> None:
    """Compare the counters with the obligations, every night; where they differ, say so in the log and build them anew."""
    found = compare_counters(limit=20)
    for difference in found:
        log.error("counters differ: %s", difference)
    if found:
        rebuild_counters()
