"""Study and education: state of a session, what a form counts as, who counts as reached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangze.core.organisation import Span
from liangze.core.study import (
    ACTS,
    COUNTS_AS,
    FIELDS,
    NEEDED,
    Attendance,
    Form,
    Held,
    SessionDates,
    SessionState,
    Stay,
    reached,
    state_on,
    usual_topics,
)
from liangze.core.words import Role

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
MAY = date(2026, 5, 20)
HERE, BESIDE = 1, 2
WHOLE_YEAR = Stay(HERE, Span(FIRST))


@pytest.mark.parametrize(
    ("session", "today", "state"),
    [
        (SessionDates(MAY), date(2026, 5, 20), SessionState.PLANNED),
        (SessionDates(MAY), date(2026, 5, 21), SessionState.PASSED),
        (SessionDates(MAY, held_on=date(2026, 5, 22)), date(2026, 6, 1), SessionState.HELD),
        (SessionDates(None, held_on=MAY), date(2026, 6, 1), SessionState.HELD),
        (SessionDates(MAY, cancelled=True), date(2026, 6, 1), SessionState.CANCELLED),
        (SessionDates(MAY, held_on=MAY, voided=True), date(2026, 6, 1), SessionState.VOID),
    ],
)
def test_the_state_follows_from_the_dates(session, today, state):
    assert state_on(session, today) is state


def test_every_form_counts_as_an_act_and_needs_only_fields_that_it_has():
    assert set(COUNTS_AS) == set(FIELDS) == set(NEEDED) == set(Form)
    assert all(kind in ACTS for kind, _ in COUNTS_AS.values())
    assert all(NEEDED[form] <= FIELDS[form] for form in Form)


def test_training_of_a_discipline_organ_is_training_in_supervision_of_others_it_is_not():
    assert usual_topics(Form.TRAINING, Role.DISCIPLINE_ORGAN) == {"supervision-training"}
    assert usual_topics(Form.TRAINING, Role.LEADERSHIP) == frozenset()
    assert usual_topics(Form.STUDY, Role.LEADERSHIP) == {"integrity-study"}


@pytest.mark.parametrize(
    ("named", "attended", "missed", "open_"),
    [
        ([], set(), {Form.STUDY}, set()),  # held in the unit, not named: missed
        ([Attendance(1, present=True)], {Form.STUDY}, set(), set()),
        ([Attendance(1, present=False)], set(), {Form.STUDY}, {1}),
        ([Attendance(1, present=False, made_up_on=date(2026, 6, 1))], {Form.STUDY}, set(), set()),
        ([Attendance(1, present=False, made_up_on=date(2027, 1, 5))], set(), {Form.STUDY}, {1}),  # made up after the day asked about
    ],
)
def test_who_was_there_or_made_it_up_is_reached(named, attended, missed, open_):
    found = reached([WHOLE_YEAR], [Held(1, HERE, Form.STUDY, MAY)], named, first=FIRST, last=LAST)
    assert (found.attended, found.missed, found.open) == (attended, missed, open_)
    assert found.by_none == (not attended)


def test_what_was_attended_in_another_unit_counts_and_what_was_only_held_there_is_not_missed():
    held = [Held(1, BESIDE, Form.LECTURE, MAY), Held(2, BESIDE, Form.TRAINING, MAY)]
    found = reached([WHOLE_YEAR], held, [Attendance(1, present=True)], first=FIRST, last=LAST)
    assert found.attended == {Form.LECTURE}
    assert not found.missed


def test_who_came_later_has_not_missed_what_was_held_before_and_a_form_attended_once_is_not_missed():
    late = Stay(HERE, Span(date(2026, 9, 1)))
    held = [Held(1, HERE, Form.STUDY, MAY), Held(2, HERE, Form.LECTURE, date(2026, 9, 1)), Held(3, HERE, Form.LECTURE, date(2026, 10, 1))]
    found = reached([late], held, [Attendance(3, present=True), Attendance(2, present=False)], first=FIRST, last=LAST)
    assert found.attended == {Form.LECTURE}
    assert not found.missed
    assert found.open == {2}, "the one absence is still to be made up"


days = st.integers(-40, 400).map(lambda n: FIRST + timedelta(days=n))
sessions = st.lists(st.tuples(st.sampled_from([HERE, BESIDE]), st.sampled_from(Form), days), max_size=8).map(
    lambda rows: [Held(number, *row) for number, row in enumerate(rows)]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(sessions, st.data())
def test_attended_and_missed_never_meet_and_one_more_presence_only_helps(held, data):
    named = data.draw(st.lists(st.integers(0, 9), unique=True, max_size=6))
    absent = [Attendance(number, data.draw(st.booleans()), data.draw(st.none() | days)) for number in named]
    before = reached([WHOLE_YEAR], held, absent, first=FIRST, last=LAST)
    assert not before.attended & before.missed
    there = [Attendance(each.session, present=True) for each in absent]
    after = reached([WHOLE_YEAR], held, there, first=FIRST, last=LAST)
    assert before.attended <= after.attended
    assert after.missed <= before.missed
    assert not after.open
    assert before.attended | before.missed == after.attended | after.missed, "what was offered is the same"
