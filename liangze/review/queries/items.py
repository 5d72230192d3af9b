"""The items of a review: what the unit's year consists of, how each stands, what was decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from liangze.breakdown.models import TaskPart, TaskStepTaken, TaskTerms
from liangze.breakdown.queries.tasks import TaskView, in_force, views
from liangze.core.review import Doubts, Standing, Verdict, allowed, plain, standing_of, stands
from liangze.core.task import TaskState, TaskStep
from liangze.core.words import State
from liangze.duties.queries.ledger_rows import Row, rows_of
from liangze.duties.queries.words import ClauseRef
from liangze.organisation.policy import Acting
from liangze.review.models import Decision, Review
from liangze.review.queries.near import WHY_NEAR, own_obligations, reported, why_near_task
from liangze.review.words import OBLIGATION, TASK, state_name, verdict_name


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision taken. `state_name`: how the item stood then."""

    id: int
    verdict: str
    name: str
    opinion: str
    by: str
    at: datetime
    state: str
    state_name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation ("o12") or task ("t7") under review.

    group    the regulation, or the tasks.  clause, basis  where it is written, as a reference or in own words.
    done     on which day it was done, and checked by whom; "" while it is not.
    near     why this reader does not decide about it; "" when they may.
    taken    the decision in force.  lapsed  one that the item's state has left behind: it must be decided anew.
    earlier  decisions replaced by later ones, the latest first.
    """

    key: str
    kind: str
    id: int
    group: str
    title: str
    clause: ClauseRef | None
    basis: str
    who: str
    period: str
    due: date
    state: str
    state_name: str
    standing: Standing
    doubts: Doubts
    done: str
    near: str = ""
    taken: Taken | None = None
    lapsed: Taken | None = None
    earlier: tuple[Taken, ...] = ()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value, name) of the decisions that its state leaves open."""
        return [(each.value, verdict_name(each)) for each in allowed(self.standing)]

    @property
    def seen(self) -> int:
        """The decision that somebody who decides now has before them; 0 for none."""
        return max((each.id for each in (self.taken, self.lapsed) if each), default=0)

    @property
    def plain(self) -> bool:
        """Whether it may be passed together with others by this reader."""
        return not (self.taken or self.lapsed or self.near) and plain(self.standing, self.doubts)


def items_of(review: Review, by: Acting, as_of: date) -> tuple[Item, ...]:
    """All items on the day: by regulation and clause, then the tasks. Six statements, two less without tasks."""
    rows = rows_of(review.unit_id, review.year, as_of)
    tasks = _tasks(review.unit_id, review.year, as_of)
    said, taken = reported(tasks), decisions(review.pk)
    mine = own_obligations(by, review.unit_id, review.year)
    rows.sort(key=lambda row: (row.regulation_id, row.position, row.due_day, row.id))
    found = [_obligation(row, row.id in mine) for row in rows]
    found += [_task(task, review.unit_id, said[task.id].doubts, why_near_task(task, by, said[task.id].accounts)) for task in tasks]
    return tuple(_decided(item, taken.get(item.key, ())) for item in found)


def decisions(review_id: int) -> Mapping[str, tuple[Taken, ...]]:
    """What was decided, by the key of the item: the one in force first, then the replaced ones. One statement."""
    found: dict[str, list[Taken]] = {}
    for row in Decision.objects.filter(review=review_id).select_related("by").order_by("-id"):
        found.setdefault(key_of(row), []).append(taken_of(row))
    return {key: tuple(each) for key, each in found.items()}


def taken_of(row: Decision) -> Taken:
    """A row as a value."""
    kind = OBLIGATION if row.obligation_id else TASK
    return Taken(row.pk, row.verdict, verdict_name(row.verdict), row.opinion, row.by.name, row.at, row.state, state_name(kind, row.state))


def key_of(row: Decision) -> str:
    return f"o{row.obligation_id}" if row.obligation_id else f"t{row.task_id}"


def undecided(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item.taken is None]


def _decided(item: Item, taken: tuple[Taken, ...]) -> Item:
    if not taken:
        return item
    newest = taken[0]
    if stands(Verdict(newest.verdict), item.standing):
        return replace(item, taken=newest, earlier=taken[1:])
    return replace(item, lapsed=newest, earlier=taken[1:])


def _obligation(row: Row, mine: bool) -> Item:
    closed = _("closed out: %(who)s") % {"who": row.closed} if row.closed else ""
    done = [row.happened, row.done_of, row.files_said if row.files else "", closed]
    return Item(
        key=f"o{row.id}", kind=OBLIGATION, id=row.id, group=row.regulation, title=row.title, clause=row.clause, basis="", who=row.seat,
        period=row.period, due=row.due_day, state=row.state, state_name=state_name(OBLIGATION, row.state),
        standing=standing_of(State(row.state)), doubts=Doubts(bool(row.late_days), row.reused), done=" · ".join(filter(None, done)),
        near=WHY_NEAR if mine else "",
    )


def _task(task: TaskView, unit_id: int, doubts: Doubts, near: str) -> Item:
    parts = "、".join(part.role_name for part in task.parts if part.unit_id == unit_id)
    days = [on for on, step in task.facts.steps if step is TaskStep.DONE]
    late = bool(days) and days[-1] > task.due
    done = _("%(n)s of 100 reached") % {"n": task.reached}
    if days and task.state in (TaskState.CLOSED, TaskState.REPORTED):
        done = " · ".join(filter(None, (f"{days[-1]:%m-%d}", _("done after its day") if late else "", done)))
    return Item(
        key=f"t{task.id}", kind=TASK, id=task.id, group=_("Tasks of the year"), title=task.title, clause=task.clause, basis=task.basis_said,
        who=f"{parts} · {task.leader}", period="", due=task.due, state=task.state, state_name=task.state_name,
        standing=standing_of(task.state, late=late), doubts=doubts, done=done, near=near,
    )


def _tasks(unit_id: int, year: int, as_of: date) -> list[TaskView]:
    """Issued tasks of the year in which the unit has a part, without those that were dropped. One statement."""
    played = TaskPart.objects.filter(unit_id=unit_id, task=OuterRef("task_id"), until=None)
    issued = TaskStepTaken.objects.filter(task=OuterRef("task_id"), step=TaskStep.ISSUED)
    rows = TaskTerms.objects.filter(Exists(played), Exists(issued), task__breakdown__year=year, task__breakdown__withdrawn_at=None)
    return [task for task in views(in_force(rows), as_of) if task.state not in (TaskState.DROPPED, TaskState.DRAFTED)]
