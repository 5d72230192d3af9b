"""Counting a democratic appraisal: by question, in its own scale, whatever the order, nothing below the minimum."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangze.core.appraisal import BLANK, GRADES, Question, Scale, count, digest, fill_in, published, together
from liangze.core.errors import Refusal, Refusals

QUESTIONS = (Question("1", Scale.DUTY), Question("2", Scale.SATISFACTION), Question("3", Scale.PARTY), Question("4", Scale.DUTY))
ballots = st.lists(
    st.tuples(*(st.sampled_from((*GRADES[question.scale], BLANK)) for question in QUESTIONS)).map(
        lambda grades: fill_in(QUESTIONS, dict(zip("1234", grades, strict=True)))
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first draw of a busy machine
@given(ballots, st.integers(), st.integers(1, 8))
def test_the_order_of_the_ballots_does_not_matter(lines, order, minimum):
    mixed = sorted(lines, key=lambda line: hash((order, line)))
    assert count(QUESTIONS, mixed, minimum) == count(QUESTIONS, lines, minimum)
    assert published(QUESTIONS, mixed, minimum) == published(QUESTIONS, lines, minimum)
    assert digest(mixed) == digest(lines)


@given(ballots, st.integers(1, 8))
def test_the_published_list_counts_to_the_same_results(lines, minimum):
    shown = published(QUESTIONS, lines, minimum)
    assert list(shown) == sorted(shown)
    if len(lines) < minimum:
        assert shown == ()
    else:
        assert len(shown) == len(lines)
        assert count(QUESTIONS, shown, minimum) == count(QUESTIONS, lines, minimum)


@given(ballots, st.integers(1, 8))
def test_grades_and_blanks_add_up_to_the_ballots_and_a_withheld_question_tells_no_figure(lines, minimum):
    for result in count(QUESTIONS, lines, minimum):
        assert [grade for grade, _n in result.grades] == ([] if result.withheld else list(GRADES[result.scale]))
        if result.withheld:
            assert (result.valid, result.blank, result.is_low(100)) == (0, 0, False)
        else:
            assert result.valid + result.blank == len(lines)
            assert result.valid >= minimum


@given(ballots.filter(bool))
def test_different_scales_are_never_added_together(lines):
    duty, satisfaction, _party, other = count(QUESTIONS, lines, 1)
    with pytest.raises(Refusal, match="Different scales"):
        together([duty, satisfaction])
    assert together([duty, other]).valid == duty.valid + other.valid


def test_a_grade_of_another_scale_refuses_the_whole_ballot_and_names_each_question():
    with pytest.raises(Refusals) as caught:
        fill_in(QUESTIONS, {"1": "satisfied", "2": "excellent", "3": "qualified"})
    assert [each.field for each in caught.value.refusals] == ["q1", "q2"]
    with pytest.raises(Refusals, match="no question"):
        fill_in(QUESTIONS, {"9": "excellent"})
    assert fill_in(QUESTIONS, {"1": "competent"}) == "1=competent 2=- 3=- 4=-"


def test_a_line_that_answers_other_questions_is_not_counted():
    with pytest.raises(ValueError, match="does not answer"):
        count(QUESTIONS, ["1=excellent"])
    with pytest.raises(ValueError, match="no grade"):
        count(QUESTIONS, ["1=satisfied 2=- 3=- 4=-"])


def test_the_share_of_favourable_grades_and_the_threshold():
    """Seven excellent or competent of nine who chose a grade, one blank: 77.8 percent; low below 78, not below 77."""
    lines = ["1=excellent"] * 4 + ["1=competent"] * 3 + ["1=incompetent"] * 2 + ["1=-"]
    (result,) = count(QUESTIONS[:1], lines)
    assert (result.share, result.is_low(78), result.is_low(77)) == (77.8, True, False)
