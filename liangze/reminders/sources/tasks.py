"""Tasks of a year's breakdown: the unit in the lead is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q

from liangze.breakdown.models import TaskTerms
from liangze.breakdown.queries.tasks import in_force, views
from liangze.core.task import GOING, PartRole
from liangze.reminders.sources.owed import Owed


class Tasks:
    """Issued tasks that go on: not reported done, not ended."""

    key = "task"
    page = "task"

    def falling(self, *, units: Collection[int], days: Collection[date], today: date) -> Iterable[Owed]:
        return self._owed(self._led(units) & Q(due__in=days), today)

    def open(self, ids: Collection[int], *, today: date) -> Iterable[Owed]:
        return self._owed(Q(task_id__in=ids), today)

    def of_units(self, units: Collection[int], *, today: date) -> Iterable[Owed]:
        return sorted(self._owed(self._led(units) & Q(starts__lte=today), today), key=lambda owed: owed.due)

    def _led(self, units: Collection[int]) -> Q:
        return Q(task__parts__unit__in=units, task__parts__role=PartRole.LEAD, task__parts__until=None)

    def _owed(self, where: Q, today: date) -> Iterator[Owed]:
        rows = TaskTerms.objects.filter(where, task__breakdown__withdrawn_at=None, task__breakdown__issued_at__isnull=False)
        for task in views(in_force(rows), today):
            if task.state in GOING and task.lead:
                yield Owed(self.key, task.id, task.title, task.lead.unit_id, min(task.starts, task.due), task.due, task.lead.post_id)
