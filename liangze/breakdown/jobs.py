"""Jobs of the room."""

from __future__ import annotations

from procrastinate.contrib.django import app

from liangze.breakdown.actions import propose
from liangze.breakdown.queries.slow import to_propose
from liangze.core.errors import Refusal
from liangze.organisation.policy import console
from liangze.trust.clock import now, today


@app.periodic(cron="10 6 * * *")
@app.task(name="breakdown.propose", queue="house", queueing_lock="breakdown.propose")
def propose_for_slow(timestamp: int) -> int:
    """Each morning, propose a reminder or a talk for tasks that are behind or overdue; how many. That they are slow needs no job."""
    made = 0
    for task_id, kind in to_propose(today()):
        try:
            propose(task_id=task_id, kind=kind, by=console("breakdown"), today=today(), now=now())
        except Refusal:  # decided or mended by a person since it was looked up
            continue
        made += 1
    return made
