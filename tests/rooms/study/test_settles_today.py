"""Form × pack for the regulation of today: it also asks for cautionary education and for training of the discipline organ."""

from __future__ import annotations

import pytest

from liangze.core.study import Form
from liangze.study.new_session import RECORD
from tests.rooms.settling import counts_for, grounds, settled_by
from tests.rooms.study.given import hold, session

pytestmark = pytest.mark.django_db
ground = grounds("hualong", "yunchuan", year=2026)


@pytest.mark.parametrize(
    ("form", "body", "settles", "counts"),
    [
        (Form.STUDY, "leadership", {"hualong:study-each-quarter", "yunchuan:study-each-quarter"}, set()),
        (Form.LECTURE, "leadership", {"hualong:lecture-each-year", "yunchuan:lecture-each-year"}, set()),
        (Form.CAUTIONARY, "leadership", set(), {"yunchuan:cautionary-education-twice-a-year"}),
        (Form.TRAINING, "discipline", set(), {"yunchuan:training-twice-a-year"}),
    ],
)
def test_one_session_of_the_county_under_its_own_rules_and_those_of_the_city(ground, form, body, settles, counts):
    made = hold(session(ground, form, ground.on(3, 10), unit="county", body=body), ground.liaison("county"))
    assert settled_by((RECORD, made.pk)) == settles
    assert counts_for((RECORD, made.pk)) == settles | counts
