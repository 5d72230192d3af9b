"""Measures: proposed by the unit, agreed or returned by the side that found the problem; and the seat that answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, Refusal, Refusals
from liangze.core.problem import ProblemStep, why_not_review
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.problems.actions.writing import demand_state, locked, take_step, words
from liangze.problems.models import Measure, Problem, StepTaken
from liangze.problems.queries.reach import demand_answerer, demand_reviewer, may_answer, near

MEASURES_LIMIT, WORDS_LIMIT = 12, 300


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What will be done, by which day, by which seat. due None: none was given, or it was no day."""

    words: str
    due: date | None
    post_id: int | None = None


def propose_measures(
    *, problem_id: int, measures: Sequence[NewMeasure], by: Acting, today: date, now: datetime
) -> StepTaken:
    """Propose how the problem will be put right; earlier measures are superseded, and kept.

    Raises NotFound, NotAllowed, Conflict, Refusals on "measures", "words-1", "due-1", "post-1" and so on.
    """
    with transaction.atomic():
        problem = locked(problem_id, by)
        demand_answerer(problem, by)
        demand_state(problem, ProblemStep.PLANNED)
        seats = set(Post.objects.filter(unit=problem.unit_id).values_list("pk", flat=True))
        if wrong := list(_objections(problem, measures, seats, today)):
            raise Refusals(wrong)
        problem.plan += 1
        Measure.objects.bulk_create(
            Measure(
                problem=problem, plan=problem.plan, position=position, words=each.words.strip(), due=each.due or today, post_id=each.post_id
            )
            for position, each in enumerate(measures, 1)
        )
        return take_step(problem, ProblemStep.PLANNED, by=by, today=today, now=now, plan=problem.plan)


def agree_measures(*, problem_id: int, seen: int, by: Acting, today: date, now: datetime) -> StepTaken:
    """Agree to the plan of measures that was on the screen (`seen`, its number). Raises NotFound, NotAllowed, Conflict."""
    with transaction.atomic():
        problem = _judged(problem_id, ProblemStep.AGREED, by)
        if seen != problem.plan:
            raise Conflict("The unit has proposed other measures meanwhile.", remedy="Read them, then decide.")
        return take_step(problem, ProblemStep.AGREED, by=by, today=today, now=now, plan=problem.plan)


def return_measures(*, problem_id: int, reason: str, by: Acting, today: date, now: datetime) -> StepTaken:
    """The measures do not suffice: the unit proposes others. Raises NotFound, NotAllowed, Conflict, Refusal without reason."""
    with transaction.atomic():
        problem = _judged(problem_id, ProblemStep.PLAN_RETURNED, by)
        said = words(reason, field="reason")
        return take_step(problem, ProblemStep.PLAN_RETURNED, by=by, today=today, now=now, words=said, plan=problem.plan)


def assign(*, problem_id: int, post_id: int | None, by: Acting, today: date, now: datetime) -> StepTaken:
    """Name the seat of the unit that answers for it. Either side may. Raises NotFound, NotAllowed, Conflict, Refusal on "post"."""
    with transaction.atomic():
        problem = locked(problem_id, by)
        if not may_answer(problem, by) and (why := why_not_review(near(problem, by))):
            raise NotAllowed(why, remedy="Ask the liaison of the responsible unit.")
        demand_state(problem, ProblemStep.ASSIGNED)
        post = Post.objects.filter(pk=post_id, unit=problem.unit_id).first() if post_id else None
        if post is None:
            raise Refusal("No seat is chosen.", remedy="Choose the seat of the unit that answers for the problem.", field="post")
        if post.pk == problem.post_id:
            raise Conflict("This seat answers for it already.", remedy="Nothing needs to be done.")
        problem.post = post
        return take_step(problem, ProblemStep.ASSIGNED, by=by, today=today, now=now, post=post)


def _judged(problem_id: int, step: ProblemStep, by: Acting) -> Problem:
    problem = locked(problem_id, by)
    demand_reviewer(problem, by)
    demand_state(problem, step)
    return problem


def _objections(problem: Problem, measures: Sequence[NewMeasure], seats: set[int], today: date) -> Iterator[Refusal]:
    if not measures:
        yield Refusal("There is no measure yet.", remedy="Say at least one thing that will be done, with its day.", field="words-1")
    if len(measures) > MEASURES_LIMIT:
        yield Refusal(
            "A plan has at most %(limit)s measures.", remedy="Join what belongs together, or raise parts.", field="measures",
            params={"limit": MEASURES_LIMIT},
        )
    limit = problem.due if problem.due >= today else None  # past its deadline only today's lateness grows; the plan may be honest
    for number, each in enumerate(measures, 1):
        if not each.words.strip():
            yield Refusal("It is not said what will be done.", remedy="Say it, or leave the whole line empty.", field=f"words-{number}")
        elif len(each.words.strip()) > WORDS_LIMIT:
            yield Refusal(
                "This is longer than %(limit)s characters.", remedy="Shorten it.", field=f"words-{number}", params={"limit": WORDS_LIMIT}
            )
        if each.due is None:
            yield Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field=f"due-{number}")
        elif each.due < today:
            yield Refusal("This day has passed already.", remedy="Choose today or a later day.", field=f"due-{number}")
        elif limit and each.due > limit:
            yield Refusal(
                "This is after the deadline of the problem, %(due)s.", remedy="Choose an earlier day, or ask for an extension first.",
                field=f"due-{number}", params={"due": limit},
            )
        if each.post_id is not None and each.post_id not in seats:
            yield Refusal("This is no seat of the unit.", remedy="Choose one of its seats, or leave it open.", field=f"post-{number}")
