"""Drafting the lists of all units below one at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from procrastinate.contrib.django import app

from liangze.core.errors import Conflict, NotFound
from liangze.core.words import UnitKind
from liangze.lists.actions.draft import demand_year, draft_units
from liangze.lists.models import Drafting
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.policy.acting import in_force
from liangze.trust.actions import append

TASK = "lists.draft_level"
GIVEN_UP = timedelta(hours=6)  # what goes on longer was killed with its worker; ordered again, it goes on where it stopped
CHUNK = 100  # units drafted in one transaction


def order_drafting(*, unit_id: int, year: int, by: Acting, now: datetime) -> Drafting:
    """A drafting that waits for the worker. Raises NotFound, NotAllowed, Refusal for the year, Conflict while one is under way."""
    demand_year(year)
    with transaction.atomic():
        unit = Unit.objects.select_for_update().filter(visible(by, Permission.LIST_READ), pk=unit_id).first()
        if unit is None:
            raise NotFound("There is no such unit among those that you may see.", remedy="Look for it in the units.")
        demand(by, Permission.LIST_EDIT, unit)
        if Drafting.objects.filter(unit=unit, year=year, state__in=("waiting", "running"), at__gt=now - GIVEN_UP).exists():
            raise Conflict("Drafting for these units is under way already.", remedy="Wait until it is done.")
        made = Drafting.objects.create(unit=unit, year=year, by_id=by.account_id, at=now)
        append(by=by, action="lists.drafting.order", thing=made, unit_id=unit.pk, after={"year": year})
        app.configure_task(TASK).defer(drafting_id=made.pk)
    return made


def draft_level(*, drafting_id: int, by: Acting, now: datetime) -> Drafting:
    """Draft what is missing in all units below that the person may edit lists of, a hundred units at a time.

    What is drafted stays, so it goes on where it stopped when it is run again.
    """
    run = Drafting.objects.select_related("unit").get(pk=drafting_id)
    path = run.unit.path
    below = Unit.objects.filter(visible(by, Permission.LIST_EDIT), in_force(now.date()), path__gt=path, path__lt=path + ":")
    ids = list(below.filter(~Q(kind=UnitKind.OFFICE)).order_by("path").values_list("pk", flat=True))
    rows = Drafting.objects.filter(pk=run.pk)
    rows.update(state="running", total=len(ids), progress=0)
    try:
        for first in range(0, len(ids), CHUNK):
            with transaction.atomic():
                units = list(Unit.objects.filter(pk__in=ids[first : first + CHUNK]).select_for_update().order_by("pk"))
                made = draft_units(units, run.year, by=by, now=now)
            rows.update(progress=min(first + CHUNK, len(ids)), made=F("made") + len(made))
    except Exception as error:
        rows.update(state="failed", problem=str(error)[:300], ended_at=now)
        raise
    rows.update(state="done", ended_at=now)
    run.refresh_from_db()
    return run
