"""What may be decided about an item in the year-end review."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.review import Doubts, Standing, Verdict, allowed, needs_opinion, plain, standing_of, stands
from liangze.core.task import TaskState
from liangze.core.words import State

ITEMS = [*State, *(state for state in TaskState if state not in (TaskState.DROPPED, TaskState.DRAFTED))]


def verdicts(state: State | TaskState, *, late: bool = False) -> set[Verdict]:
    return set(allowed(standing_of(state, late=late)))


def test_an_overdue_item_cannot_pass_in_any_way():
    for state in (State.OVERDUE, TaskState.OVERDUE, TaskState.BEHIND):
        assert verdicts(state) == {Verdict.CARRIED, Verdict.FAILED}


def test_an_exempt_item_passes_and_cannot_fail():
    assert verdicts(State.EXEMPT) == {Verdict.PASSED, Verdict.REMARKS}


def test_what_is_done_late_passes_only_with_remarks_that_name_it():
    assert verdicts(State.LATE) == {Verdict.REMARKS, Verdict.FAILED} == verdicts(TaskState.CLOSED, late=True)


def test_what_is_not_yet_due_is_neither_simply_passed_nor_failed():
    for state in (State.OPEN, State.DUE_SOON, State.UPCOMING, TaskState.RUNNING, TaskState.WAITING):
        assert verdicts(state) == {Verdict.REMARKS, Verdict.CARRIED}


def test_what_is_done_on_time_may_still_fail_by_its_proof_but_is_not_carried_over():
    assert verdicts(State.FULFILLED) == {Verdict.PASSED, Verdict.REMARKS, Verdict.FAILED} == verdicts(TaskState.CLOSED)


def test_a_report_that_nobody_checked_is_not_simply_passed():
    assert Verdict.PASSED not in verdicts(TaskState.REPORTED)


def test_a_dropped_task_is_no_item():
    for state in (TaskState.DROPPED, TaskState.DRAFTED):
        with pytest.raises(KeyError):
            standing_of(state)


@pytest.mark.parametrize(("state", "late"), list(product(ITEMS, (False, True))), ids=str)
def test_for_every_state_there_is_a_decision_and_only_what_is_done_or_not_owed_simply_passes(state, late):
    open_to = verdicts(state, late=late)
    assert open_to
    if Verdict.PASSED in open_to:
        assert state in (State.FULFILLED, State.EXEMPT, TaskState.CLOSED)
    if Verdict.FAILED not in open_to:
        assert standing_of(state, late=late) in (Standing.EXEMPT, Standing.AHEAD, Standing.GONE_ON), "no blame for what is not late"


@given(st.sampled_from(ITEMS), st.booleans(), st.booleans(), st.booleans())
def test_what_passes_in_one_step_could_pass_alone_and_leaves_nothing_to_look_at(state, late, entered_late, reused):
    standing = standing_of(state, late=late)
    if plain(standing, Doubts(entered_late, reused)):
        assert stands(Verdict.PASSED, standing)
        assert not entered_late
        assert not reused
        assert state in (State.FULFILLED, TaskState.CLOSED)


@given(st.sampled_from(Verdict), st.sampled_from(Standing))
def test_a_decision_stands_exactly_where_it_could_be_taken_again(verdict, standing):
    assert stands(verdict, standing) == (verdict in allowed(standing))


def test_all_but_a_plain_pass_say_why():
    assert [verdict for verdict in Verdict if not needs_opinion(verdict)] == [Verdict.PASSED]
