"""Tasks as values, ready to show: what is asked, who answers for which part, how far it is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from liangze.breakdown.models import Task, TaskTerms
from liangze.breakdown.queries.shape import day as as_day
from liangze.breakdown.queries.shape import facts_of, maybe, milestone_of, with_facts
from liangze.breakdown.words import name_of
from liangze.core.task import DOING, ENDED, SLOW, PartRole, TaskFacts, TaskState, due_on, issued_by, shares_on, state_on
from liangze.duties.queries.words import ClauseRef


@dataclass(frozen=True, slots=True)
class PartView:
    """A unit's part in force. `answer`: accepted, returned (with `reason`), waiting, or "" for one that is not asked."""

    id: int
    unit_id: int
    unit: str  # with the body that supervises for it
    unit_name: str
    path: str
    kind: str
    role: str
    role_name: str
    share: str
    post_id: int | None
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone in force. `standing`: reached, missed (its day has passed) or coming."""

    id: int
    day: date
    what: str
    share: int
    reached: date | None
    standing: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task on a day. `expected` and `reached` in percent; `days_over` after the due day, 0 when it is not overdue."""

    id: int
    breakdown_id: int
    unit_id: int
    unit: str
    unit_path: str
    year: int
    number: int
    revision: int
    title: str
    target: str
    item_id: int | None
    item: str
    item_list_id: int | None
    clause: ClauseRef | None
    basis: str
    leader_id: int
    leader: str
    measures: str
    proof: str
    starts: date
    due: date
    state: TaskState
    state_name: str
    expected: int
    reached: int
    days_over: int
    lead: PartView | None
    participating: tuple[PartView, ...]
    supervising: tuple[PartView, ...]
    milestones: tuple[MilestoneView, ...]
    carried_from: int | None
    carried_to: int | None
    issued: bool
    facts: TaskFacts

    @property
    def parts(self) -> tuple[PartView, ...]:
        return (*((self.lead,) if self.lead else ()), *self.participating, *self.supervising)

    @property
    def doing(self) -> tuple[PartView, ...]:
        """The parts that are asked to accept, and that report."""
        return tuple(part for part in self.parts if part.role in DOING)

    @property
    def basis_said(self) -> str:
        """Where it comes from, as words: the list item, the clause, the unit's own basis."""
        clause = f"{self.clause.cited} {self.clause.label}" if self.clause else ""
        return "；".join(filter(None, (self.item, clause, self.basis)))

    @property
    def slow(self) -> bool:
        return self.state in SLOW

    @property
    def ended(self) -> bool:
        return self.state in ENDED


def in_force(rows: QuerySet[TaskTerms] | None = None, *, on: date | None = None) -> QuerySet[TaskTerms]:
    """Terms in force, now or at the end of the day `on`, with what `views` reads, in the order of numbers."""
    rows = TaskTerms.objects.all() if rows is None else rows
    asked = Q(until=None) if on is None else Q(Q(until=None) | Q(until__gt=on), since__lte=on)
    related = ("task__breakdown__unit", "task__carried_to", "leader__unit", "clause__version__regulation", "item__version")
    found = rows.filter(asked).select_related(*related).defer("clause__version__pack")
    return with_facts(found).order_by("task__breakdown_id", "task__number")


def views(rows: QuerySet[TaskTerms], as_of: date) -> tuple[TaskView, ...]:
    """One statement. `rows` come from `in_force`."""
    return tuple(view(row, as_of) for row in rows)


def view(row: Any, as_of: date) -> TaskView:
    """Terms in force as a value on a day."""
    facts, task = facts_of(row), row.task
    state, shares = state_on(facts, as_of), shares_on(facts, as_of)
    past = row.until is not None  # terms of a past day: parts and milestones as they were asked with them
    parts = [_part(each, as_of) for each in row.f_parts if _asked(each, as_of if past else None)]
    by_role = {role: tuple(part for part in parts if part.role == role) for role in PartRole}
    due = due_on(facts, as_of) or row.due
    clause, unit = row.clause, task.breakdown.unit
    return TaskView(
        id=task.pk, breakdown_id=task.breakdown_id, unit_id=unit.pk, unit=unit.name, unit_path=unit.path, year=task.breakdown.year,
        number=task.number, revision=row.revision, title=row.title, target=row.target, item_id=row.item_id,
        item=row.item.title if row.item else "", item_list_id=row.item.version.list_id if row.item else None,
        clause=ClauseRef(clause.pk, clause.version.cited, clause.label) if clause else None, basis=row.basis,
        leader_id=row.leader_id, leader=row.leader.title if row.leader.unit_id == unit.pk else f"{row.leader.unit.name} {row.leader.title}",
        measures=row.measures, proof=row.proof, starts=row.starts, due=row.due, state=state, state_name=name_of(state),
        expected=shares.expected, reached=shares.reached, days_over=max(0, (as_of - due).days) if state is TaskState.OVERDUE else 0,
        lead=next(iter(by_role[PartRole.LEAD]), None), participating=by_role[PartRole.PARTICIPATING],
        supervising=by_role[PartRole.SUPERVISING],
        milestones=tuple(_milestone(each, as_of) for each in row.f_milestones if _asked(each, as_of if past else None)),
        carried_from=task.carried_from_id, carried_to=_carried_to(task), facts=facts,
        issued=issued_by(facts, as_of),
    )


def _asked(row: dict[str, Any], day: date | None) -> bool:
    """Whether a part or a milestone is asked now, or was on a past day."""
    until = maybe(row["until"])
    return until is None if day is None else as_day(row["since"]) <= day and (until is None or day < until)


def _part(row: dict[str, Any], as_of: date) -> PartView:
    role = PartRole(row["role"])
    last = next((each for each in reversed(row["answers"]) if as_day(each["on"]) <= as_of), None)
    answer = ("accepted" if last["accepted"] else "returned") if last else ("waiting" if role in DOING else "")
    return PartView(
        id=row["id"], unit_id=row["unit"], unit=f"{row['name']} {row['seat']}" if row["seat"] else row["name"], unit_name=row["name"],
        path=row["path"], kind=row["kind"], role=role, role_name=name_of(role),
        share=row["share"], post_id=row["post"], answer=answer, reason=last["reason"] if last else "",
    )


def _milestone(row: dict[str, Any], as_of: date) -> MilestoneView:
    on, reached = as_day(row["day"]), milestone_of(row).reached(as_of)
    standing = "reached" if reached else "missed" if on < as_of else "coming"
    return MilestoneView(row["id"], on, row["what"], row["share"], reached, standing)


def _carried_to(task: Task) -> int | None:
    return task.carried_to.pk if hasattr(task, "carried_to") else None
