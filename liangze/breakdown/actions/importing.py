"""Tasks from a workbook: all of them, or none."""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import locked_breakdown
from liangze.breakdown.actions.tasks import add_task, change_task
from liangze.breakdown.queries.look_through import LookedThrough, look_through
from liangze.core.errors import Conflict
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def import_tasks(*, breakdown_id: int, content: bytes, seen: int, by: Acting, today: date, now: datetime) -> LookedThrough:
    """Add what is new and change drafted tasks as the workbook says. The same workbook twice changes nothing the second time.

    seen    the edition that the preview was made for: another one means that somebody has changed the breakdown meanwhile.
    Raises NotFound, NotAllowed, Conflict, Refusal for what is no such workbook. Wrong rows are in what is returned; then nothing is
    written.
    """
    with transaction.atomic():
        breakdown = locked_breakdown(by, breakdown_id)
        demand(by, Permission.TASK_EDIT, breakdown.unit)
        if breakdown.edition != seen:
            raise Conflict(
                "Somebody has changed the tasks since you looked through the workbook.",
                remedy="Nothing was saved. Choose the workbook again and look through it once more.",
            )
        found = look_through(breakdown_id=breakdown_id, source=io.BytesIO(content), by=by, today=today)
        if found.findings.found or not found.changes:
            return found
        numbers = []
        for each in found.planned:
            if each.task is None:
                made = add_task(breakdown_id=breakdown_id, terms=each.terms, by=by, today=today, now=now)
                numbers.append(made.number)
            elif each.was == "changed":
                change_task(task_id=each.task.id, terms=each.terms, seen=each.task.revision, by=by, today=today, now=now)
        append(
            by=by, action="breakdown.breakdown.import", thing=breakdown, unit_id=breakdown.unit_id,
            after={"digest": hashlib.sha256(content).hexdigest(), "counts": found.counts, "added": numbers},
        )
    return found
