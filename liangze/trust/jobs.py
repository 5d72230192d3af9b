"""Jobs of the room."""

from __future__ import annotations

from procrastinate.contrib.django import app

from liangze.trust.actions import seal


@app.periodic(cron="* * * * *")
@app.task(name="trust.seal", queue="house", queueing_lock="trust.seal")
def seal_chain(timestamp: int) -> None:
    """Seal the audit chain, every minute. Two workers do not seal twice: `seal` lets one in at a time."""
    seal()
