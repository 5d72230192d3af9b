"""Jobs of the room. The worker finds them by this name."""

from __future__ import annotations

from procrastinate.contrib.django import app

from liangze.lists.actions.copies import TASK as COMPARE
from liangze.lists.actions.copies import compare_level
from liangze.lists.actions.level import TASK, draft_level
from liangze.lists.models import Drafting
from liangze.organisation.policy import acting_for, console
from liangze.trust.clock import now, today


@app.task(name=TASK, queue="house")
def draft_level_job(drafting_id: int) -> None:
    """Draft the lists that were ordered, with the rights that their orderer has today."""
    run = Drafting.objects.select_related("by").get(pk=drafting_id)
    draft_level(drafting_id=drafting_id, by=acting_for(run.by, today=today()) if run.by else console("lists"), now=now())


@app.task(name=COMPARE, queue="house")
def compare_level_job(comparison_id: int) -> None:
    """Compare the lists of a level that was ordered."""
    compare_level(comparison_id=comparison_id, now=now())
