"""The review by the side that found it: closed with an outcome, returned, opened again, found to be false, withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, Refusal
from liangze.core.listed import ListingState
from liangze.core.problem import CLOSING, ENDED, Cause, Outcome, ProblemState, ProblemStep
from liangze.organisation.policy import Acting
from liangze.problems.actions.writing import demand_state, locked, open_again, take_step, words
from liangze.problems.models import Problem, StepTaken
from liangze.problems.queries.reach import demand_reviewer
from liangze.problems.rules import LISTED


def review(*, problem_id: int, outcome: str, said: str, by: Acting, today: date, now: datetime) -> StepTaken:
    """Say what the rectification has come to: "done" and "done and kept up" close the problem, the others return it with reasons.

    Raises NotFound; NotAllowed for whoever did it or belongs to the unit; Conflict unless it waits for review, or while a part is open;
    Refusal on "outcome" and "said".
    """
    with transaction.atomic():
        problem = locked(problem_id, by)
        demand_reviewer(problem, by)
        if outcome not in set(Outcome):
            raise Refusal("No finding is chosen.", remedy="Choose the one whose criterion is met.", field="outcome")
        found = Outcome(outcome)
        closes = found in CLOSING
        kind = ProblemStep.CLOSED if closes else ProblemStep.RETURNED
        demand_state(problem, kind)
        if closes:
            demand_no_open_part(problem)
        text = words(said, field="said", required=not closes)
        problem.outcome = found
        return take_step(problem, kind, by=by, today=today, now=now, words=text, outcome=found)


def reopen(
    *, problem_id: int, said: str, due: date | None, false: bool = False, seen: int | None = None, by: Acting, today: date, now: datetime
) -> StepTaken:
    """Open a closed problem again, with a new deadline. false: what was reported was not so (虚假整改).

    One that is open again already can still be found false: that is noted. seen: how many listings in force were read with it; another
    number means that its supervision has ended or begun meanwhile. Raises NotFound, NotAllowed, Conflict, Refusal on "said", "due".
    """
    with transaction.atomic():
        problem = locked(problem_id, by)
        demand_reviewer(problem, by)
        if seen is not None and seen != problem.listings.exclude(standing=ListingState.DELISTED).count():
            raise Conflict(
                "The listed supervision of this problem has changed since you opened it.", clause=LISTED,
                remedy="Read it again: if it is to be opened now, it may have to be listed anew.",
            )
        text = words(said, field="said")
        if false and problem.standing not in ENDED and problem.steps.filter(kind=ProblemStep.CLOSED).exists():
            if problem.false_on is not None:
                raise Conflict("This rectification has been found false already.", remedy="Nothing needs to be done.")
            return take_step(problem, ProblemStep.FALSE_FOUND, by=by, today=today, now=now, words=text)
        demand_state(problem, ProblemStep.REOPENED)
        day = new_deadline(due, today)
        open_again(problem, Cause.FALSE if false else Cause.BY_HAND, words=text, due=day, by=by, today=today, now=now)
        return problem.steps.filter(kind=ProblemStep.REOPENED).latest("pk")


def withdraw(*, problem_id: int, reason: str, by: Acting, today: date, now: datetime) -> StepTaken:
    """Take back a problem that was raised by mistake; it is kept, with the reason. Raises as `reopen`."""
    with transaction.atomic():
        problem = locked(problem_id, by)
        demand_reviewer(problem, by)
        demand_state(problem, ProblemStep.WITHDRAWN)
        demand_no_open_part(problem)
        text = words(reason, field="reason")
        if problem.listings.exclude(standing=ListingState.DELISTED).exists():
            raise Conflict(
                "This problem is under listed supervision: it is put right, not withdrawn.", remedy="Wait until the listing has ended.",
                clause=LISTED,
            )
        problem.asked_due = None
        return take_step(problem, ProblemStep.WITHDRAWN, by=by, today=today, now=now, words=text)


def demand_no_open_part(problem: Problem) -> None:
    """Raise Conflict, naming them, while parts of the problem are open. Whoever opens one again queues behind the lock on the whole."""
    left = list(problem.parts.exclude(standing__in=[ProblemState.CLOSED, ProblemState.WITHDRAWN]).order_by("pk")[:5])
    if left:
        raise Conflict(
            "Parts of this problem are still open: %(parts)s.", params={"parts": "；".join(map(str, left))},
            remedy="Close them out first; the whole is closed after its parts.",
        )


def new_deadline(due: date | None, today: date) -> date:
    """Raise Refusal on "due" unless it is a day to come."""
    if due is None:
        raise Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="due")
    if due < today:
        raise Refusal(
            "The deadline %(due)s has passed already.", remedy="Give the unit a day that is still to come.", field="due",
            params={"due": due},
        )
    return due
