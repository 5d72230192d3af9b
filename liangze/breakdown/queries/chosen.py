"""Choosing among tasks: filters, order, sums. A breakdown has tens of tasks, so that their states are worked out and then chosen from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from liangze.breakdown.queries.tasks import TaskView
from liangze.breakdown.words import names_of
from liangze.core.task import PartRole, TaskState

NO_ITEM = "none"  # as a filter: tasks under no list item


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What of the tasks is shown; empty values filter nothing. `slow`: only those that are behind or overdue.

    unit    a unit with any part.  role  with `units`: what these units are in the task.
    sort    a key of SORTS, with "-" for the other way round.
    """

    state: str = ""
    leader: int | None = None
    unit: int | None = None
    role: str = ""
    text: str = ""
    slow: bool = False
    sort: str = "number"

    @property
    def any(self) -> bool:
        return bool(self.state or self.leader or self.unit or self.role or self.text or self.slow)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter with how many tasks it shows."""

    value: int
    name: str
    n: int


SORTS: dict[str, Callable[[TaskView], Any]] = {
    "number": lambda task: (task.year, task.unit_path, task.number),
    "title": lambda task: task.title,
    "basis": lambda task: (task.clause.label if task.clause else "", task.item or task.basis),
    "leader": lambda task: task.leader,
    "lead": lambda task: task.lead.unit if task.lead else "",
    "reached": lambda task: (task.reached - task.expected, task.reached),
    "due": lambda task: task.due,
    "state": lambda task: list(TaskState).index(task.state),
}


def chosen(tasks: Iterable[TaskView], wanted: TaskFilter, *, but_state: bool = False) -> list[TaskView]:
    """The tasks that pass, in the order asked for. but_state: whatever their state, for the sums beside the filter."""
    found = [task for task in tasks if _passes(task, wanted) and (but_state or not wanted.state or task.state == wanted.state)]
    key = SORTS.get(wanted.sort.removeprefix("-"), SORTS["number"])
    return sorted(found, key=lambda task: (key(task), task.number), reverse=wanted.sort.startswith("-"))


def sums(tasks: Iterable[TaskView]) -> tuple[tuple[str, str, int], ...]:
    """(state, its name, how many), all states in their order."""
    counted = Counter(task.state for task in tasks)
    return tuple((value, name, counted[TaskState(value)]) for value, name in names_of(TaskState))


def leaders(tasks: Iterable[TaskView]) -> tuple[Option, ...]:
    """The leaders in charge that can be filtered by."""
    tasks = list(tasks)
    names = {task.leader_id: task.leader for task in tasks}
    counted = Counter(task.leader_id for task in tasks)
    return tuple(Option(key, names[key], counted[key]) for key in sorted(names, key=names.__getitem__))


def units(tasks: Iterable[TaskView]) -> tuple[Option, ...]:
    """The units with a part that can be filtered by, in the order of the tree."""
    tasks = list(tasks)
    names = {part.unit_id: (part.path, part.unit_name) for task in tasks for part in task.parts}
    counted = Counter(key for task in tasks for key in {part.unit_id for part in task.parts})
    return tuple(Option(key, names[key][1], counted[key]) for key in sorted(names, key=lambda key: names[key][0]))


def _passes(task: TaskView, wanted: TaskFilter) -> bool:
    if wanted.slow and not task.slow:
        return False
    if wanted.leader and task.leader_id != wanted.leader:
        return False
    if wanted.unit and all(part.unit_id != wanted.unit for part in task.parts):
        return False
    if wanted.text and wanted.text not in f"{task.title} {task.target} {task.item} {task.basis} {task.measures}":
        return False
    return not (wanted.role in set(PartRole) and wanted.unit and all(p.role != wanted.role for p in task.parts if p.unit_id == wanted.unit))
