"""Who may read a problem, answer for it, review it. The one place that decides it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.problem import Nearness, ProblemStep, why_not_review
from liangze.core.words import Role, UnitKind
from liangze.organisation.models import GrantRole, Post, Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Held, Permission, may, visible
from liangze.organisation.policy.ways import by_each_way, in_any_way
from liangze.problems.models import Problem, StepTaken
from liangze.problems.rules import REVIEWED

#: What makes a person a doer of the rectification.
DOING = (ProblemStep.PLANNED, ProblemStep.WORKED, ProblemStep.REPORTED)

ASK = "Ask a colleague of the finder unit, or the office or discipline organ of the level above."


def readable(by: Acting, prefix: str = "") -> Q:
    """Whether a problem at hand may be read, as a condition: within reach, found by their unit, or answered for by a seat they hold."""
    return in_any_way(*_ways(by, prefix))


def problems_for(by: Acting) -> QuerySet[Problem]:
    """Those that the person may read, with their units and seat; to be narrowed to few."""
    return Problem.objects.filter(readable(by)).select_related("unit", "finder", "post__unit")


def listed_for(by: Acting) -> QuerySet[Problem]:
    """All that the person may read, as lists need them: each way to them by its own index."""
    return by_each_way(Problem.objects.all(), *_ways(by), by=by)


def _ways(by: Acting, prefix: str = "") -> tuple[Q, Q, Q]:
    unit, finder = (visible(by, Permission.PROBLEM_READ, f"{prefix}{side}__path") for side in ("unit", "finder"))
    return unit, finder, Q(**{f"{prefix}post__in": by.posts})


def the_problem(number: int, by: Acting) -> Problem:
    """Raises NotFound when there is none or it may not be known. One statement."""
    row = problems_for(by).filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound("There is no such problem among those that you may read.", remedy="Look for it in the list of problems.")


def near(problem: Problem, by: Acting) -> Nearness:
    """How near the person is. Two statements."""
    did = StepTaken.objects.filter(problem=problem, by=by.account_id, kind__in=DOING).exists()
    found = near_without_steps(problem, by, did=did)
    return replace(found, own=found.own or (not found.seat and seats_here(by).filter(unit=problem.unit).exists()))


def near_without_steps(problem: Problem, by: Acting, *, did: bool) -> Nearness:
    """The same for whoever has the steps at hand; a seat in the unit beside the responsible one is looked up by `near` alone."""
    return Nearness(
        did=did, seat=problem.post_id is not None and problem.post_id in by.posts, own=is_own(by, problem.unit, problem.finder),
        finder=any(_reviews(held, by, problem) for held in by.grants),
    )


def demand_reviewer(problem: Problem, by: Acting) -> None:
    """Raise NotAllowed, with the rule, unless the person may review, close out, decide about an extension."""
    if by.account_id is None:
        raise NotAllowed("Only a person can review a rectification.", remedy="Sign in with an account.")
    if why := why_not_review(near(problem, by)):
        raise NotAllowed(why, remedy=ASK, clause=REVIEWED)


def may_answer(problem: Problem, by: Acting) -> bool:
    """Whether the person acts for the responsible unit: answers for it, or holds the seat."""
    seat = problem.post_id is not None and problem.post_id in by.posts
    return by.account_id is not None and (seat or bool(may(by, Permission.PROBLEM_ANSWER, problem.unit)))


def demand_answerer(problem: Problem, by: Acting) -> None:
    if not may_answer(problem, by):
        raise NotAllowed(
            "The rectification is recorded by %(unit)s or by the seat that answers for it.", params={"unit": problem.unit.name},
            remedy="Ask the liaison of that unit.",
        )


def is_own(by: Acting, unit: Unit, finder: Unit) -> bool:
    """Whether the person is one of the responsible unit's own people: a grant stands at it, or at the department of its inner office.

    A department that found the problem of its office itself is the finder, not the doer. At the top of the tree, where nobody is above,
    the discipline organ beside it is not counted among its people.
    """
    homes = {unit.path}
    if unit.kind == UnitKind.OFFICE and finder.path != unit.path[:-SEGMENT]:
        homes.add(unit.path[:-SEGMENT])
    return any(
        held.origin == "grant" and held.path in homes and not (len(held.path) == SEGMENT and held.role == GrantRole.DISCIPLINE)
        for held in by.grants
    )


def seats_here(by: Acting) -> QuerySet[Post]:
    """Seats by which the person is of the unit, whatever grant they hold elsewhere; the discipline organ's head at the top is not."""
    top = Q(unit__parent=None, role=Role.DISCIPLINE_PRINCIPAL)
    return Post.objects.filter(pk__in=by.posts).exclude(top)


def reviewable(by: Acting) -> Q:
    """Problems that the person may review, as a condition; that they did nothing for them is part of it."""
    found = Q(pk__in=())
    for alone in _alone(by):
        found |= visible(alone, Permission.PROBLEM_CLOSE_OUT, "unit__path") | visible(alone, Permission.PROBLEM_CLOSE_OUT, "finder__path")
    own = Q(unit__in=seats_here(by).values("unit")) if by.posts else Q(pk__in=())
    for held in by.grants:
        if held.origin == "grant" and not (len(held.path) == SEGMENT and held.role == GrantRole.DISCIPLINE):
            inner = Q(unit__parent=held.unit_id, unit__kind=UnitKind.OFFICE) & ~Q(finder=held.unit_id)
            own |= Q(unit=held.unit_id) | inner
    did = StepTaken.objects.filter(problem=OuterRef("pk"), by=by.account_id, kind__in=DOING)
    return found & ~own & ~Q(post__in=by.posts, post__isnull=False) & ~Exists(did)


def answerable(by: Acting) -> Q:
    """Problems for whose rectification the person acts, as a condition."""
    found = visible(by, Permission.PROBLEM_ANSWER, "unit__path")
    return found | Q(post__in=by.posts) if by.posts else found


def _reviews(held: Held, by: Acting, problem: Problem) -> bool:
    alone = replace(by, grants=(held,))
    return bool(may(alone, Permission.PROBLEM_CLOSE_OUT, problem.finder)) or bool(may(alone, Permission.PROBLEM_CLOSE_OUT, problem.unit))


def _alone(by: Acting) -> Iterator[Acting]:
    return (replace(by, grants=(held,)) for held in by.grants)
