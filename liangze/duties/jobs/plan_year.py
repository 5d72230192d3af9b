"""Planning that was ordered on a page."""

from __future__ import annotations

from procrastinate.contrib.django import app

from liangze.duties.actions import plan
from liangze.duties.models import PlanRun
from liangze.organisation.policy import acting_for, console
from liangze.trust.clock import today


@app.task(name="duties.plan_year", queue="planning")
def plan_year(run_id: int) -> None:
    """Plan the year of the run that waits, with the rights that its orderer has today. The run's row shows the progress."""
    run = PlanRun.objects.select_related("by").get(pk=run_id)
    day = today()
    by = acting_for(run.by, today=day) if run.by else console("planning")
    plan(year=run.year, by=by, today=day, run_id=run_id)
