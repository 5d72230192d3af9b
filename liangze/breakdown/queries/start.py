"""Where a breakdown begins: the items of the unit's lists, with the tasks that stand under each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.breakdown.queries.breakdowns import BreakdownPage, breakdown_page
from liangze.breakdown.queries.choices import ItemChoice, items
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.errors import NotAllowed
from liangze.core.task import TaskState
from liangze.lists.models import ListItem
from liangze.organisation.policy import Acting


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A list item and its tasks; dropped ones do not cover it."""

    item: ItemChoice
    tasks: tuple[TaskView, ...]

    @property
    def covered(self) -> bool:
        return any(task.state is not TaskState.DROPPED for task in self.tasks)


@dataclass(frozen=True, slots=True)
class StartPage:
    """groups: (role in words, its items). own: tasks under no item of the lists as they stand now."""

    page: BreakdownPage
    groups: tuple[tuple[str, tuple[ItemRow, ...]], ...]
    own: tuple[TaskView, ...]
    total: int
    covered: int

    @property
    def uncovered(self) -> int:
        return self.total - self.covered


def start_page(*, breakdown_id: int, by: Acting, today: date, missing: bool = False) -> StartPage:
    """Five statements. missing: only items without a task. A task stays under its item when the list gets a new version.

    Raises NotFound, NotAllowed for one who may not break down here.
    """
    page = breakdown_page(breakdown_id=breakdown_id, by=by, as_of=today)
    if not page.may_edit:
        raise NotAllowed("Only the office of this unit breaks its year down.", remedy="Open the board to see its tasks.")
    ids = {task.item_id for task in page.tasks if task.item_id}
    keys = {pk: (role, key) for pk, role, key in ListItem.objects.filter(pk__in=ids).values_list("pk", "version__list__role", "key")}
    under: dict[tuple[str, str], list[TaskView]] = {}
    for task in page.tasks:
        if task.item_id in keys:
            under.setdefault(keys[task.item_id], []).append(task)
    found = [ItemRow(item, tuple(under.get((item.role, item.key), ()))) for item in items(page.unit_id, page.year)]
    groups: dict[str, list[ItemRow]] = {}
    for row in found:
        if not (missing and row.covered):
            groups.setdefault(row.item.role_name, []).append(row)
    shown = {task.id for row in found for task in row.tasks}
    return StartPage(
        page=page, groups=tuple((name, tuple(rows)) for name, rows in groups.items()), total=len(found),
        own=tuple(task for task in page.tasks if task.id not in shown), covered=sum(row.covered for row in found),
    )
