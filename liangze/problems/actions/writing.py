"""What the verbs of the room share: the problem they change, locked; the one place where a step is written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from liangze.core.errors import Conflict, Refusal
from liangze.core.problem import AFTER, SETS_DUE, Cause, ProblemState, ProblemStep, may_follow
from liangze.organisation.policy import Acting
from liangze.problems.models import Problem, StepTaken
from liangze.problems.queries.reach import nothing, problems_for
from liangze.problems.words import name_of
from liangze.trust.actions import append

LIMIT = 1000

#: Causes of a reopening that say that it had come back.
COME_BACK = frozenset({Cause.REPEAT, Cause.FALSE, Cause.LOOK_BACK})


def locked(problem_id: int, by: Acting) -> Problem:
    """The problem, locked until the transaction ends. Raises NotFound."""
    row = problems_for(by).select_for_update(of=("self",)).filter(pk=problem_id).first()
    if row is None:
        raise nothing()
    return row


def demand_state(problem: Problem, step: ProblemStep) -> None:
    """Raise Conflict when the step cannot follow in the state that the problem is in by now."""
    if not may_follow(ProblemState(problem.standing), step):
        raise Conflict(
            "This cannot be done now: the problem stands at “%(state)s”.", params={"state": name_of(ProblemState(problem.standing))},
            remedy="Open the problem again to see how far it has come; somebody may have acted meanwhile.",
        )


def take_step(
    problem: Problem, kind: ProblemStep, *, by: Acting, today: date, now: datetime, words: str = "", due: date | None = None,
    **columns: Any,
) -> StepTaken:
    """Write the step, what it makes of the problem, and the audit entry, in the caller's transaction. The problem is locked."""
    before = {"standing": problem.standing, "due": problem.due}
    step = StepTaken.objects.create(problem=problem, kind=kind, on=today, at=now, by_id=by.account_id, words=words, due=due, **columns)
    problem.standing = AFTER.get(kind, ProblemState(problem.standing))
    if due is not None and kind in SETS_DUE:
        problem.due = due
    if kind is ProblemStep.CLOSED:
        problem.asked_due = None
    if kind in AFTER:
        problem.closed_on = today if kind is ProblemStep.CLOSED else None
        if kind is ProblemStep.REPORTED:
            problem.reported_on = today
        elif kind is not ProblemStep.CLOSED:
            problem.reported_on = None
    if columns.get("cause") in COME_BACK:
        problem.came_back += 1
    if columns.get("cause") == Cause.FALSE or kind is ProblemStep.FALSE_FOUND:
        problem.false_on = today
    problem.save()
    append(
        by=by, action=f"problems.problem.{kind.value}", thing=problem, unit_id=problem.unit_id, before=before,
        after={"step": step.pk, "standing": problem.standing, "due": problem.due, "asked": due, "cause": columns.get("cause", "")},
        reason=words,
    )
    return step


def open_again(
    problem: Problem, cause: Cause, *, words: str, due: date, by: Acting, today: date, now: datetime, other: Problem | None = None
) -> None:
    """Open a closed problem again, and every closed problem of which it is a part. The problem is locked.

    No permission is asked: the caller has found the reason with a right of its own.
    """
    take_step(problem, ProblemStep.REOPENED, by=by, today=today, now=now, words=words, due=due, cause=cause, other=other)
    if problem.parent_id is None:
        return
    whole = Problem.objects.select_for_update(of=("self",)).select_related("unit", "finder").get(pk=problem.parent_id)
    if whole.standing == ProblemState.CLOSED:
        said = f"{problem.number} {problem.title}"
        open_again(whole, Cause.PART, words=said, due=max(due, whole.due), by=by, today=today, now=now, other=problem)


def words(text: str, *, field: str = "words", required: bool = True, limit: int = LIMIT) -> str:
    """The text without blanks around it. Raises Refusal when it is missing though required, or too long."""
    text = text.strip()
    if required and not text:
        raise Refusal("The reason is missing.", remedy="Say it in a few words: it stays on record.", field=field)
    if len(text) > limit:
        raise Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": limit})
    return text
