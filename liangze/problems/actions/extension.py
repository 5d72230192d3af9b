"""A later deadline: asked for by the unit with its reason, decided by the side that found the problem."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.core.listed import ListingState
from liangze.core.problem import ProblemStep
from liangze.organisation.policy import Acting
from liangze.problems.actions.writing import demand_state, locked, take_step, words
from liangze.problems.models import Listing, Problem, StepTaken
from liangze.problems.queries.reach import ASK, demand_answerer, demand_reviewer
from liangze.problems.rules import LISTED, REVIEWED


def ask_extension(*, problem_id: int, due: date | None, reason: str, by: Acting, today: date, now: datetime) -> StepTaken:
    """Ask for a later deadline, before the present one has passed: what is late stays late.

    Raises NotFound, NotAllowed, Conflict (one waits already, or the deadline has passed), Refusal on "due" and "reason".
    """
    with transaction.atomic():
        problem = locked(problem_id, by)
        demand_answerer(problem, by)
        demand_state(problem, ProblemStep.EXTENSION_ASKED)
        if problem.asked_due is not None:
            raise Conflict("An extension has been asked for and waits to be decided.", remedy="Wait for the decision.")
        if problem.due < today:
            raise Conflict(
                "The deadline has passed: an extension is asked for before it does.", clause=REVIEWED,
                remedy="Put the problem right and report it; that it was late stays on record, beside what was done.",
            )
        day = demand_later(due, problem, today)
        said = words(reason, field="reason")
        problem.asked_due = day
        return take_step(problem, ProblemStep.EXTENSION_ASKED, by=by, today=today, now=now, words=said, due=day)


def decide_extension(
    *, problem_id: int, grant: bool, said: str, seen: date | None, by: Acting, today: date, now: datetime
) -> StepTaken:
    """Grant the extension that was on the screen (`seen`, its day), or refuse it with reasons.

    Raises NotFound; NotAllowed for whoever asked, did it or belongs to the unit; Conflict when none waits; Refusal on "said".
    """
    with transaction.atomic():
        problem = locked(problem_id, by)
        demand_reviewer(problem, by)
        asked = problem.steps.filter(kind=ProblemStep.EXTENSION_ASKED).order_by("-pk").first()
        if problem.asked_due is None or asked is None or seen != problem.asked_due:
            raise Conflict("This extension no longer waits to be decided.", remedy="Open the problem again to see what became of it.")
        if asked.by_id == by.account_id:
            raise NotAllowed("Nobody decides about an extension that they asked for.", remedy=ASK)
        kind = ProblemStep.EXTENDED if grant else ProblemStep.EXTENSION_REFUSED
        demand_state(problem, kind)
        day = demand_later(problem.asked_due, problem, today) if grant else problem.asked_due
        text = words(said, field="said", required=not grant)
        problem.asked_due = None
        return take_step(problem, kind, by=by, today=today, now=now, words=text, due=day)


def demand_later(due: date | None, problem: Problem, today: date) -> date:
    """Raise Refusal on "due" unless it is after the present deadline, to come, and within what stands above the problem."""
    if due is None:
        raise Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="due")
    if due <= problem.due or due < today:
        raise Refusal(
            "A later deadline comes after the present one, %(due)s.", remedy="Choose a later day.", field="due",
            params={"due": problem.due},
        )
    listed = Listing.objects.filter(problems=problem).exclude(standing=ListingState.DELISTED).order_by("due").first()
    if listed is not None and due > listed.due:
        raise Refusal(
            "The problem is under listed supervision until %(due)s: it cannot be extended beyond.", field="due", clause=LISTED,
            params={"due": listed.due}, remedy="Choose a day within the limit, or have the listing extended first.",
        )
    if problem.parent is not None and due > problem.parent.due:
        raise Refusal(
            "A part is due no later than the whole: %(due)s.", remedy="Choose an earlier day, or extend the whole first.", field="due",
            params={"due": problem.parent.due},
        )
    return due
