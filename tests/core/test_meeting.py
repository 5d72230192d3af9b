"""Meetings and major matters: quorum, follow-up, order of speaking, majority."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.major_matter import (
    Fault,
    Majority,
    Order,
    Voice,
    Vote,
    carried,
    counted,
    faults,
    order_of_speaking,
    spoken,
)
from liangze.core.meeting import (
    TWO_THIRDS,
    Answer,
    Answered,
    FollowState,
    MeetingState,
    Presence,
    due_day,
    follow_state,
    meeting_state,
    quorum,
)

DAY = date(2026, 6, 16)
P, A, R = Presence.PRESENT, Presence.ABSENT, Presence.REPRESENTED


def test_a_meeting_waits_to_be_recorded_from_its_day_on():
    assert meeting_state(date(2026, 6, 17), DAY) is MeetingState.PLANNED
    assert meeting_state(DAY, DAY) is MeetingState.TO_RECORD
    assert meeting_state(DAY, DAY, cancelled=True) is MeetingState.CANCELLED
    assert meeting_state(DAY, DAY, held=True) is MeetingState.HELD
    assert meeting_state(DAY, DAY, held=True, void=True) is MeetingState.VOID


@pytest.mark.parametrize(
    ("came", "needed", "met"),
    [((P, P, A, A), 2, True), ((P, P, A, A, A), 3, False), ((P, R, R), 2, False), ((), 1, False), ((P,), 1, True)],
)
def test_half_of_the_members_must_come_themselves(came, needed, met):
    """Who is represented is heard, and does not make up the number."""
    found = quorum(came)
    assert (found.needed, found.met) == (needed, met)


@pytest.mark.parametrize(("present", "met"), [(5, False), (6, True), (9, True)])
def test_two_thirds_must_come_for_appointments(present, met):
    assert quorum([P] * present + [A] * (9 - present), TWO_THIRDS).met is met


@given(st.lists(st.sampled_from(Presence), min_size=1, max_size=20))
def test_one_more_present_never_breaks_a_quorum(came):
    if quorum(came).met:
        assert quorum([P if each is A else each for each in came]).met


def test_a_decision_goes_on_with_its_new_day_and_is_late_by_that():
    first, moved = date(2026, 5, 31), date(2026, 6, 30)
    assert follow_state(first, (), DAY) is FollowState.OVERDUE
    goes_on = Answered(Answer.CONTINUES, date(2026, 6, 1), moved)
    assert due_day(first, [goes_on]) == moved
    assert follow_state(first, [goes_on], DAY) is FollowState.OPEN
    assert follow_state(first, [goes_on], date(2026, 7, 1)) is FollowState.OVERDUE
    assert follow_state(first, [goes_on, Answered(Answer.DONE, DAY)], date(2027, 1, 1)) is FollowState.DONE
    assert follow_state(first, [Answered(Answer.DROPPED, DAY)], DAY) is FollowState.DROPPED


ANSWERS = st.builds(Answered, st.sampled_from(Answer), st.just(DAY), st.dates(date(2026, 1, 1), date(2027, 12, 31)))


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.lists(ANSWERS, max_size=6))
def test_the_last_answer_decides(due, answers):
    state = follow_state(due, answers, DAY)
    if answers and answers[-1].answer is not Answer.CONTINUES:
        assert state.value == answers[-1].answer.value
    else:
        assert state is (FollowState.OVERDUE if due_day(due, answers) < DAY else FollowState.OPEN)


@pytest.mark.parametrize(
    ("order", "says"),
    [((2, 3, 1), Order.LAST), ((1,), Order.LAST), ((1, 2, 3), Order.NOT_LAST), ((2, 1, 3), Order.NOT_LAST),
     ((1, 2, 1), Order.NOT_LAST), ((2, 3), Order.SILENT), ((), Order.SILENT)],
)
def test_the_principal_speaks_last(order, says):
    """Seat 1 is the principal's."""
    assert order_of_speaking(order, {1}) is says


def test_seats_are_told_in_the_order_in_which_they_spoke():
    assert spoken([Voice(1, 3), Voice(2, 1), Voice(3), Voice(4, 2)]) == [2, 4, 1]


@pytest.mark.parametrize(
    ("votes", "members", "half", "two_thirds", "half_of_all"),
    [
        ((5, 0, 0), 5, True, True, True),
        ((3, 2, 0), 9, True, False, False),
        ((2, 2, 0), 4, False, False, False),  # exactly half is not more than half
        ((4, 1, 1), 6, True, True, True),
        ((6, 3, 0), 9, True, True, True),
        ((3, 0, 3), 6, False, False, False),  # an abstention is no vote for it
        ((0, 0, 0), 5, False, False, False),
    ],
)
def test_what_carries_a_matter(votes, members, half, two_thirds, half_of_all):
    rows = [Voice(n, vote=vote) for n, vote in enumerate([Vote.FOR] * votes[0] + [Vote.AGAINST] * votes[1] + [Vote.ABSTAIN] * votes[2])]
    count = counted(rows, members)
    assert carried(count, Majority.HALF_PRESENT) is half
    assert carried(count, Majority.TWO_THIRDS_PRESENT) is two_thirds
    assert carried(count, Majority.HALF_MEMBERS) is half_of_all


VOICES = st.lists(
    st.builds(Voice, st.integers(1, 9), st.none(), st.one_of(st.none(), st.sampled_from(Vote)), st.booleans()),
    max_size=9, unique_by=lambda voice: voice.seat,
)


@given(VOICES, st.integers(0, 12))
def test_a_recused_seat_neither_votes_nor_is_counted_as_present(voices, members):
    count = counted(voices, members)
    assert count == counted([voice for voice in voices if not voice.recused], members)
    assert count.voted <= count.present <= count.members


@given(VOICES, st.sampled_from(Majority))
def test_a_vote_against_never_carries(voices, majority):
    turned = [Voice(voice.seat, None, Vote.AGAINST, voice.recused) for voice in voices]
    assert not carried(counted(turned, 9), majority)


def test_what_cannot_be_in_a_record():
    rows = [Voice(1, 1, Vote.FOR), Voice(2, 1, None), Voice(3, 2, Vote.FOR, recused=True), Voice(4, None, Vote.FOR)]
    assert faults(rows, {1, 2, 3}) == [
        (Fault.SAME_PLACE, 2), (Fault.RECUSED_SPOKE, 3), (Fault.RECUSED_VOTED, 3), (Fault.NOT_PRESENT, 4)
    ]
