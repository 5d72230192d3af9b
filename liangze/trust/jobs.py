"""Jobs of the room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from liangze.trust.actions import seal
from liangze.trust.attachments import sweep


@app.periodic(cron="* * * * *")
@app.task(name="trust.seal", queue="house", queueing_lock="trust.seal")
def seal_chain(timestamp: int) -> None:
    """Seal the audit chain, every minute. Two workers do not seal twice: `seal` lets one in at a time."""
    seal()


@app.periodic(cron="20 3 * * *")
@app.task(name="trust.sweep", queue="house", queueing_lock="trust.sweep")
def sweep_attachments(timestamp: int) -> None:
    """Throw away, every night, files that were taken in for a form and never became proof of anything."""
    sweep(now=timezone.now())
