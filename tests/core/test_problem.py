"""The state of a problem, its lateness, repeats, and who may review: tables, and properties that always hold."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.look_back import rank, sample
from liangze.core.problem import (
    AFTER,
    Closed,
    Nearness,
    ProblemCategory,
    ProblemFacts,
    ProblemState,
    ProblemStep,
    Step,
    days_late,
    due_on,
    finished_on,
    is_open,
    may_follow,
    problem_state,
    repeat_of,
    why_not_review,
)

D = date(2026, 4, 1)
P, S = ProblemStep, ProblemState


def facts(*kinds: ProblemStep, parts: tuple[ProblemFacts, ...] = (), due: date = D + timedelta(30)) -> ProblemFacts:
    """One step a day from 1 April."""
    sets = {P.RAISED, P.EXTENDED, P.REOPENED}
    return ProblemFacts(tuple(Step(D + timedelta(n), kind, due if kind in sets else None) for n, kind in enumerate(kinds)), parts)


TABLE = (
    ((P.RAISED,), S.TO_PLAN),
    ((P.RAISED, P.ASSIGNED, P.EXTENSION_ASKED), S.TO_PLAN),
    ((P.RAISED, P.PLANNED), S.PLANNED),
    ((P.RAISED, P.PLANNED, P.PLAN_RETURNED), S.TO_PLAN),
    ((P.RAISED, P.PLANNED, P.AGREED, P.WORKED), S.RUNNING),
    ((P.RAISED, P.PLANNED, P.AGREED, P.REPORTED), S.REPORTED),
    ((P.RAISED, P.PLANNED, P.REPORTED, P.EXTENDED), S.REPORTED),
    ((P.RAISED, P.PLANNED, P.AGREED, P.REPORTED, P.RETURNED, P.WORKED), S.RETURNED),
    ((P.RAISED, P.PLANNED, P.AGREED, P.REPORTED, P.CLOSED, P.KEPT_UP), S.CLOSED),
    ((P.RAISED, P.PLANNED, P.AGREED, P.REPORTED, P.CLOSED, P.REOPENED), S.REOPENED),
    ((P.RAISED, P.PLANNED, P.AGREED, P.REPORTED, P.CLOSED, P.REOPENED, P.PLANNED), S.PLANNED),
    ((P.RAISED, P.WITHDRAWN), S.WITHDRAWN),
)


@pytest.mark.parametrize(("kinds", "state"), TABLE)
def test_what_the_steps_make_of_a_problem(kinds, state):
    assert problem_state(facts(*kinds), D + timedelta(20)) is state


def test_it_can_be_asked_as_of_any_day():
    history = facts(P.RAISED, P.PLANNED, P.AGREED, P.REPORTED, P.CLOSED)
    states = [problem_state(history, D + timedelta(n)) for n in range(-1, 5)]
    assert states == [None, S.TO_PLAN, S.PLANNED, S.RUNNING, S.REPORTED, S.CLOSED]


def test_a_problem_whose_part_is_opened_again_is_open_again():
    closed = (P.RAISED, P.PLANNED, P.AGREED, P.REPORTED, P.CLOSED)
    part = facts(*closed, P.REOPENED)
    whole = facts(*closed, parts=(part,))
    assert problem_state(whole, D + timedelta(4)) is S.CLOSED
    assert problem_state(whole, D + timedelta(5)) is S.REOPENED


def test_lateness_counts_to_the_report_that_stands_and_never_the_time_of_the_review():
    history = facts(P.RAISED, P.PLANNED, P.REPORTED, P.CLOSED, due=D + timedelta(1))
    assert due_on(history, D + timedelta(9)) == D + timedelta(1)
    assert finished_on(history, D + timedelta(9)) == D + timedelta(2)
    assert days_late(D + timedelta(1), finished_on(history, D + timedelta(9)), D + timedelta(9)) == 1
    returned = facts(P.RAISED, P.PLANNED, P.REPORTED, P.RETURNED)
    assert finished_on(returned, D + timedelta(9)) is None
    assert days_late(D, None, D + timedelta(9)) == 9
    assert days_late(D, None, D) == 0


def test_a_repeat_is_the_latest_of_its_kind_closed_before_it_was_found_and_not_long_ago():
    kind, other = ProblemCategory.LISTS, ProblemCategory.FUNDS
    closed = (
        Closed(1, kind, D), Closed(2, kind, D + timedelta(20)), Closed(3, other, D + timedelta(30)), Closed(4, kind, D + timedelta(60)),
    )
    assert repeat_of(kind, D + timedelta(40), closed) == 2
    assert repeat_of(kind, D - timedelta(1), closed) is None
    assert repeat_of(kind, D + timedelta(500), closed) is None
    assert repeat_of(ProblemCategory.OTHER, D + timedelta(40), closed) is None


@pytest.mark.parametrize(
    ("near", "said"),
    [
        (Nearness(finder=True), ""), (Nearness(), "unit that found"), (Nearness(finder=True, did=True), "recorded the work"),
        (Nearness(finder=True, seat=True), "holds the seat"), (Nearness(finder=True, own=True), "own people"),
    ],
)
def test_the_doer_never_reviews(near, said):
    assert said in why_not_review(near) if said else why_not_review(near) == ""


STEPS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(list(P)), st.integers(0, 3)), max_size=60)


@given(STEPS)
def test_whatever_is_tried_nothing_is_closed_with_an_open_part_and_nothing_is_reviewed_that_was_not_reported(tried):
    """A whole with two parts (0 is the whole); each step is taken only where it may follow, as the actions do."""
    histories: list[list[Step]] = [[Step(D, P.RAISED)] for _ in range(3)]
    day = D
    for which, kind, days in tried:
        day += timedelta(days)
        parts = tuple(ProblemFacts(tuple(each)) for each in histories[1:])
        now = problem_state(ProblemFacts(tuple(histories[which]), parts if which == 0 else ()), day)
        assert now is not None
        waiting = sum(is_open(problem_state(part, day)) for part in parts) if which == 0 else 0
        if may_follow(now, kind, open_parts=waiting):
            histories[which].append(Step(day, kind))
    parts = tuple(ProblemFacts(tuple(each)) for each in histories[1:])
    whole = ProblemFacts(tuple(histories[0]), parts)
    if problem_state(whole, day) is S.CLOSED:
        assert not any(is_open(problem_state(part, day)) for part in parts)
    for history in histories[1:]:
        made = [step.kind for step in history if step.kind in AFTER]
        for before, after in itertools.pairwise(made):
            assert after is not P.CLOSED or before is P.REPORTED
            assert after is not P.REOPENED or before is P.CLOSED


@given(st.sets(st.integers(1, 10_000), max_size=60), st.text(max_size=12), st.integers(-3, 80))
def test_anybody_draws_the_same_sample_and_a_larger_one_only_adds(numbers, seed, size):
    drawn = sample(numbers, seed=seed, size=size)
    assert drawn == sample(sorted(numbers, reverse=True), seed=seed, size=size)
    assert len(drawn) == min(max(size, 0), len(numbers))
    assert sample(numbers, seed=seed, size=size + 1)[: len(drawn)] == drawn
    left = numbers - set(drawn)
    assert all(rank(seed, one) <= rank(seed, other) for one in drawn for other in left)
