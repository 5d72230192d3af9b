"""Jobs of the room."""

from __future__ import annotations

from procrastinate.contrib.django import app

from liangze.letters.actions.batch import TASK
from liangze.letters.actions.issue import work_off_batch
from liangze.letters.models import Batch
from liangze.organisation.policy import acting_for, console
from liangze.trust.clock import now, today


@app.task(name=TASK, queue="house")
def work_off(batch_id: int) -> None:
    """Lay out the letters of a batch, with the rights that its orderer has today."""
    batch = Batch.objects.select_related("by").get(pk=batch_id)
    by = acting_for(batch.by, today=today()) if batch.by else console("letters")
    work_off_batch(batch_id=batch_id, by=by, clock=now)
