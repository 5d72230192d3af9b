"""Tasks as rows of the workbook, to be worked on outside and imported again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from liangze.breakdown.queries.breakdowns import BreakdownPage, breakdown_page
from liangze.breakdown.queries.tasks import TaskView
from liangze.breakdown.workbook.layout import BOOK
from liangze.core.errors import Conflict, NotAllowed
from liangze.organisation.policy import Acting
from liangze.organisation.workbook.writing import write_export


def import_page(*, breakdown_id: int, by: Acting, today: date) -> BreakdownPage:
    """The breakdown that tasks are imported into, without its tasks. One statement.

    Raises NotFound, NotAllowed for one who may not break down here, Conflict for a withdrawn one.
    """
    page = breakdown_page(breakdown_id=breakdown_id, by=by, as_of=today, settles=False, tasks=False)
    if not page.may_edit:
        raise NotAllowed("Only the office of this unit breaks its year down.", remedy="Open the board to see its tasks.")
    if page.withdrawn_on:
        raise Conflict("This breakdown has been withdrawn.", remedy="Open the one that stands in its place.")
    return page


def write_tasks(target: BinaryIO, tasks: Sequence[TaskView]) -> None:
    """The workbook of these tasks; it can be imported as it is."""
    rows: dict[str, list[tuple[Any, ...]]] = {"tasks": [], "parts": [], "stones": []}
    for task in tasks:
        lead = task.lead
        rows["tasks"].append((
            task.number, task.title, task.target, task.item, task.basis, task.leader, lead.unit_name if lead else "",
            lead.share if lead else "", "、".join(part.unit for part in task.supervising), task.starts, task.due, task.measures, task.proof,
            task.state_name,
        ))
        rows["parts"] += ((task.title, part.unit_name, part.share) for part in task.participating)
        rows["stones"] += ((task.title, each.day, each.what, each.share) for each in task.milestones)
    write_export(target, rows, book=BOOK)
