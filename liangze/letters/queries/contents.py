"""What a letter prints: what the holder answers for, the year's tasks, and what the issuer owes in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from liangze.breakdown.models import TaskTerms
from liangze.breakdown.queries.tasks import TaskView, in_force, views
from liangze.core.task import PartRole, TaskState
from liangze.core.words import Role
from liangze.lists.queries import ItemInForce, items_in_force
from liangze.organisation.models import Post

#: For whose list items the holder of a seat answers besides the seat's own: a head answers for the body as well.
ANSWERS = {Role.PRINCIPAL: (Role.LEADERSHIP,), Role.DISCIPLINE_PRINCIPAL: (Role.DISCIPLINE_ORGAN,)}
CITED = 2  # clauses printed with an item; the list has all of them
#: Tasks that bind nobody: not issued yet, or given up.
LEFT_OUT = frozenset({TaskState.DRAFTED, TaskState.DROPPED, TaskState.CARRIED})


@dataclass(slots=True)
class Contents:
    """Draws letters of one year; keeps what many letters share. Three statements a unit for its list, one for its tasks."""

    year: int
    day: date
    _items: dict[int, tuple[ItemInForce, ...]] = field(default_factory=dict)
    _tasks: dict[int, tuple[TaskView, ...]] = field(default_factory=dict)

    def of(self, issuer: Post, holder: Post) -> dict[str, Any]:
        """{"duties": [[title, basis]], "tasks": [[title, target, due, basis]], "own": [[title, basis]]}: all texts."""
        duties = self._duties(holder, *ANSWERS.get(Role(holder.role), ()))
        return {"duties": duties, "tasks": self._owed(holder), "own": self._duties(issuer)}

    def _duties(self, post: Post, *more: Role) -> list[list[str]]:
        roles = {Role(post.role), *more}
        if post.unit_id not in self._items:
            self._items[post.unit_id] = items_in_force(post.unit_id, self.year)
        return [[item.title, _basis(item)] for item in self._items[post.unit_id] if item.role in roles]

    def _owed(self, post: Post) -> list[list[str]]:
        """Of a head: what the unit leads; of a member: what is in the seat's charge."""
        if post.unit_id not in self._tasks:
            here = Q(task__parts__unit=post.unit_id, task__parts__until=None) | Q(leader__unit=post.unit_id)
            mine = TaskTerms.objects.filter(here, task__breakdown__year=self.year).order_by().distinct().values("pk")
            self._tasks[post.unit_id] = views(in_force(TaskTerms.objects.filter(pk__in=mine)), self.day)
        return [
            [task.title, task.target, task.due.isoformat(), f"{task.clause.cited} {task.clause.label}" if task.clause else task.basis]
            for task in self._tasks[post.unit_id]
            if task.state not in LEFT_OUT and _answers(post, task)
        ]


def _answers(post: Post, task: TaskView) -> bool:
    if post.role == Role.MEMBER:
        return task.leader_id == post.pk
    role = PartRole.SUPERVISING if post.role == Role.DISCIPLINE_PRINCIPAL else PartRole.LEAD
    return any(part.unit_id == post.unit_id and part.role == role for part in task.parts)


def _basis(item: ItemInForce) -> str:
    clauses = {source.clause.id: f"{source.clause.cited} {source.clause.label}" for source in item.sources}
    more = f"；等{len(clauses)}条" if len(clauses) > CITED else ""
    return "；".join(list(clauses.values())[:CITED]) + more or item.basis
