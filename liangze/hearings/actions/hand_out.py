"""Handing out a problem on the spot."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.core.problem import ProblemSource
from liangze.hearings.actions.writing import locked, reporter_in
from liangze.hearings.record import HEARING
from liangze.organisation.policy import Acting
from liangze.problems.actions import raise_problem
from liangze.problems.models import Problem
from liangze.problems.new_problem import NewProblem


def hand_out(
    *, hearing_id: int, reporter_id: int, category: str, title: str, what: str, due: date | None, by: Acting, today: date, now: datetime
) -> Problem:
    """Hand a problem to the unit of a seat that reports. What becomes of it is the matter of the room of problems.

    Raises NotFound, NotAllowed, Conflict before the hearing, Refusals with everything that is wrong.
    """
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        reporter = reporter_in(hearing, reporter_id)
        if hearing.held_on > today:
            raise Conflict("The hearing is still to come.", remedy="Problems are handed out on its day.")
        if due is None:
            raise Refusals([Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="due")])
        return raise_problem(
            new=NewProblem(
                unit_id=reporter.post.unit_id, finder_id=hearing.unit_id, source=ProblemSource.HEARING, category=category, title=title,
                what=what, found_on=hearing.held_on, due=due, record=(HEARING, hearing.pk), post_id=reporter.post_id,
            ),
            by=by, today=today, now=now,
        )
