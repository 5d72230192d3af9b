"""Asking for a year to be planned: the worker does it."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.duties.actions.plan import FIRST_YEAR, LAST_YEAR
from liangze.duties.models import PlanRun
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append

TASK = "duties.plan_year"


@transaction.atomic
def order_plan(*, year: int, by: Acting) -> PlanRun:
    """A run that waits for the worker. Raises NotAllowed, Refusals for a year out of bounds, Conflict while one of the year waits."""
    demand(by, Permission.OBLIGATION_PLAN, None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        params = {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        remedy = "Give a year from %(first)s to %(last)s."
        raise Refusals([Refusal("%(year)s is no year to plan.", remedy=remedy, field="year", params=params)])
    if PlanRun.objects.select_for_update().filter(year=year, state="waiting").exists():
        raise Conflict(
            "Planning of %(year)s waits already.", params={"year": year}, remedy="It begins when the worker is free.", field="year"
        )
    run = PlanRun.objects.create(year=year, by_id=by.account_id)
    append(by=by, action="duties.plan.order", thing=run, after={"year": year})
    app.configure_task(TASK).defer(run_id=run.pk)
    return run
