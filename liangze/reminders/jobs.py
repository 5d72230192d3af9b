"""Jobs of the room."""

from __future__ import annotations

from time import monotonic

from procrastinate.contrib.django import app

from liangze.reminders.actions import look, plan_sendings, send_next
from liangze.trust.clock import now, today

SECONDS = 120  # of looking, and again of sending, in one run: the rest waits for the next


@app.periodic(cron="*/5 * * * *")
@app.task(name="reminders.run", queue="house", queueing_lock="reminders.run", lock="reminders.run")
def run(timestamp: int) -> None:
    """Every five minutes: go on with the day's look, plan digests, send what is due. With nothing to do, three short statements."""
    for step in (lambda: look(today=today(), now=now()), lambda: plan_sendings(now=now()), lambda: send_next(now=now())):
        until = monotonic() + SECONDS
        while step() and monotonic() < until:
            pass
