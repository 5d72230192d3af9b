"""Keeping the plan as the rules and the organisation stand."""

from __future__ import annotations

from procrastinate.contrib.django import app

from liangze.duties.actions import plan
from liangze.duties.queries.stale import stale_years
from liangze.organisation.policy import console
from liangze.trust.clock import today


@app.periodic(cron="* * * * *")
@app.task(name="duties.keep_planned", queue="planning", queueing_lock="duties.keep_planned")
def keep_planned(timestamp: int) -> None:
    """Plan what a new adoption, a changed post or portfolio has left behind, within a minute. Costs a look when nothing has."""
    day = today()
    for year in stale_years(day):
        plan(year=year, by=console("planning"), today=day)
