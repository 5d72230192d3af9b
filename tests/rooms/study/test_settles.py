"""Form × pack: what each form of education settles under the real regulations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liangze.core.study import Form
from liangze.study.actions import void_session
from liangze.study.new_session import RECORD, Act
from tests.rooms import factory as f
from tests.rooms.settling import counts_for, grounds, obligations_of, settled_by
from tests.rooms.study.given import hold, session

pytestmark = pytest.mark.django_db
ground = grounds()

#: form → what one session of the bureau settles at once, and what it counts for besides (further acts are asked for).
ROWS = (
    (Form.STUDY, {"hualong:study-each-quarter"}, {"guangxi:study-twice-a-year"}),
    (Form.LECTURE, {"hualong:lecture-each-year"}, set()),
    (Form.TRAINING, set(), set()),
    (Form.CAUTIONARY, set(), set()),
    (Form.EXEMPLARY, set(), set()),
)


@pytest.mark.parametrize(("form", "settles", "counts"), ROWS, ids=[row[0].value for row in ROWS])
def test_one_session_of_the_bureau_under_the_five_documents(ground, form, settles, counts):
    made = hold(session(ground, form, ground.on(3, 10)), ground.liaison("bureau"))
    assert settled_by((RECORD, made.pk)) == settles
    assert counts_for((RECORD, made.pk)) == settles | counts


def test_a_lecture_given_in_the_study_session_settles_what_is_asked_of_the_lecturer_and_of_the_leadership(ground):
    """One record, two holders: the principal's lecture of the year and the leadership's study of the quarter."""
    new = session(ground, Form.STUDY, ground.on(3, 10))
    both = (*new.acts, Act("lecture", ground.seat("bureau/principal").pk, frozenset({"integrity-lecture"})))
    made = hold(replace(new, acts=both), ground.liaison("bureau"))
    assert settled_by((RECORD, made.pk)) == {"hualong:study-each-quarter", "hualong:lecture-each-year"}
    assert {row.holder.code for row in obligations_of((RECORD, made.pk))} == {"leadership", "principal"}


def test_two_sessions_make_the_two_of_the_year_and_the_second_does_not_spill_into_another_quarter(ground):
    by = ground.liaison("bureau")
    hold(session(ground, Form.STUDY, ground.on(2, 10)), by)
    second = hold(session(ground, Form.STUDY, ground.on(3, 20)), by)
    assert settled_by((RECORD, second.pk)) == {"hualong:study-each-quarter", "guangxi:study-twice-a-year"}
    done = [row.done for row in ground.owed("hualong:study-each-quarter", holder="bureau/leadership")]
    assert done == [2, 0, 0, 0]


def test_a_void_session_settles_nothing_and_what_it_had_settled_is_open_again(ground):
    by = ground.liaison("bureau")
    made = hold(session(ground, Form.STUDY, ground.on(3, 10)), by)
    void_session(session_id=made.pk, reason="开错了", by=by, now=f.at(ground.on(3, 11)))
    assert not counts_for((RECORD, made.pk))
    assert ground.owed("hualong:study-each-quarter", holder="bureau/leadership")[0].fulfilled_on is None
