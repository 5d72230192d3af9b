"""What becomes of a decision between meetings: an answer, a task of the yearly breakdown, a problem to be put right."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions import add_task
from liangze.breakdown.models import Breakdown, Task
from liangze.core.errors import Conflict, NotAllowed, Refusals
from liangze.core.problem import ProblemSource
from liangze.core.task import PartRole
from liangze.core.task_terms import AskedPart, Terms
from liangze.meetings.checks.held import answer_objections
from liangze.meetings.models import FollowUp, MeetingDecision
from liangze.meetings.queries.decisions import still_open, views, with_answers
from liangze.meetings.queries.reach import may_answer, the_decision
from liangze.meetings.record import ANSWER, DECISION, NewAnswer
from liangze.organisation.policy import Acting, Permission, demand
from liangze.problems.actions.raise_problem import raise_problem
from liangze.problems.models import Problem
from liangze.problems.new_problem import NewProblem
from liangze.trust.actions import append
from liangze.trust.attachments import attach


def answer_decision(*, answer: NewAnswer, seen: int, by: Acting, today: date, now: datetime) -> FollowUp:
    """Say between two meetings what became of a decision, with files as proof: for whoever records for its meeting, or carries it out.

    seen  how many answers were read: another number means that somebody has answered meanwhile.
    Raises NotFound, NotAllowed, Conflict, Refusals.
    """
    with transaction.atomic():
        row = open_decision(answer.decision_id, by)
        if by.account_id is None or not may_answer(by, row):
            raise NotAllowed(
                "This decision is answered by who carries it out, or who records for its meeting.",
                remedy="Ask them to say what became of it.",
            )
        if FollowUp.objects.filter(decision=row, voided_at=None).count() != seen:
            raise Conflict("Somebody has answered this decision meanwhile.", remedy="Read the answer, then answer again if needed.")
        if wrong := list(answer_objections(answer, today)):
            raise Refusals(wrong)
        made = FollowUp.objects.create(
            decision=row, answer=answer.answer, on=today, day=answer.day if answer.answer == "continues" else None,
            words=answer.words.strip(), by_id=by.account_id, at=now,
        )
        uses = attach(record=(ANSWER, made.pk), proofs=answer.proofs, by=by)
        append(
            by=by, action="meetings.decision.answer", thing=row, unit_id=row.meeting.unit_id,
            after={
                "answer": made.answer, "day": made.day, "words": made.words,
                "files": [{"attachment": use.attachment_id, "name": use.name} for use in uses],
            },
        )
    return made


def make_task(*, decision_id: int, leader_id: int, by: Acting, today: date, now: datetime) -> Task:
    """Take the decision into the breakdown of its unit's year, as a drafted task for the unit that carries it out.

    leader_id  the seat in charge of the task.  Raises NotFound, NotAllowed, Refusals;
    Conflict when it is ended, a task already, or no breakdown stands.
    """
    with transaction.atomic():
        row = open_decision(decision_id, by)
        unit = row.meeting.unit
        demand(by, Permission.TASK_EDIT, unit)
        if row.task_id:
            raise Conflict("This decision is a task already.", remedy="Open the task.")
        view = views(with_answers(MeetingDecision.objects.filter(pk=row.pk)), today)[0]
        breakdown = Breakdown.objects.filter(unit=unit, year=view.due.year, withdrawn_at=None).first()
        if breakdown is None:
            raise Conflict(
                "%(unit)s has no breakdown of %(year)s.", params={"unit": unit.name, "year": view.due.year},
                remedy="Begin the breakdown of that year first; until then the decision is followed up at the meetings.",
            )
        terms = Terms(
            title=row.text[:120], target=row.text, leader=leader_id, starts=max(date(view.due.year, 1, 1), view.decided_on), due=view.due,
            parts=(AskedPart(row.owner_unit_id, PartRole.LEAD),), basis=f"{view.meeting}（{view.decided_on.isoformat()}）",
        )
        made = add_task(breakdown_id=breakdown.pk, terms=terms, by=by, today=today, now=now)
        row.task = made
        row.save(update_fields=["task", "problem"])
        append(by=by, action="meetings.decision.task", thing=row, unit_id=unit.pk, before={"task": None}, after={"task": made.pk})
    return made


def make_problem(*, decision_id: int, category: str, by: Acting, today: date, now: datetime) -> Problem:
    """Hand the decision to the unit that carries it out as a problem to be put right; that unit then answers in the loop of problems.

    category  what it is about, a word of core.problem.ProblemCategory.
    Raises NotFound, NotAllowed, Refusals, Conflict when it is ended or a problem already.
    """
    with transaction.atomic():
        row = open_decision(decision_id, by)
        if row.problem_id:
            raise Conflict("This decision is a problem already.", remedy="Open the problem.")
        view = views(with_answers(MeetingDecision.objects.filter(pk=row.pk)), today)[0]
        new = NewProblem(
            unit_id=row.owner_unit_id, finder_id=row.meeting.unit_id, source=ProblemSource.MEETING, category=category, title=row.text[:120],
            what=row.text, found_on=view.decided_on, due=view.due, record=(DECISION, row.pk), post_id=row.owner_id,
        )
        made = raise_problem(new=new, by=by, today=today, now=now)
        row.problem = made
        row.save(update_fields=["problem"])
        append(
            by=by, action="meetings.decision.problem", thing=row, unit_id=row.meeting.unit_id, before={"problem": None},
            after={"problem": made.pk},
        )
    return made


def open_decision(decision_id: int, by: Acting) -> MeetingDecision:
    """The decision, locked. Raises NotFound, Conflict unless it still is to be carried out."""
    row = the_decision(decision_id, by)
    MeetingDecision.objects.select_for_update(no_key=True).get(pk=decision_id)
    if not still_open(MeetingDecision.objects.filter(pk=decision_id)).exists():
        raise Conflict("This decision is ended already, or its meeting is void.", remedy="Open it to see what was said.")
    row.refresh_from_db(fields=["task", "problem"])
    return row
