"""Jobs of the room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from liangze.organisation.actions.transfers import work_off_transfer


@app.task(name="organisation.work_off", queue="transfers")
def work_off(transfer_id: int) -> None:
    """Run the import of a workbook that was received."""
    work_off_transfer(transfer_id=transfer_id, now=timezone.localtime())
