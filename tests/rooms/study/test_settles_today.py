"""Form × pack for the regulation of today: it also asks for cautionary education and for training of the discipline organ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liangze.core.study import Form
from liangze.core.words import ActKind, Every
from liangze.study.new_session import RECORD
from liangze.web.study.filled import of_obligation
from tests.rooms import factory as f
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


def test_exemplary_education_settles_what_asks_for_it_and_does_not_pass_for_cautionary_education(ground):
    """Good examples and warnings are asked for beside each other, and are two things. A regulation of the county that asks for the first is
    met by one record; the warnings that the city asks for are met with it only where the record says that both were shown."""
    asks = f.duty(
        f.version("exemplary-rules", number="甲委发〔2026〕9号"), "exemplary", kind=ActKind.TRAINING, topics=("exemplary-education",),
        every=Every.YEAR, title="每年一次示范教育",
    )
    f.adopt(asks.version, ground.unit("county"))
    (owed,) = f.owe(asks, ground.seat("county/leadership"), year=2026)
    by = ground.liaison("county")
    made = hold(session(ground, Form.EXEMPLARY, ground.on(3, 10), unit="county"), by)
    owed.refresh_from_db()
    assert owed.fulfilled_on == ground.on(3, 10)
    assert not {key for key in counts_for((RECORD, made.pk)) if key.startswith("yunchuan")}
    new = session(ground, Form.EXEMPLARY, ground.on(4, 10), unit="county")
    both = frozenset({"exemplary-education", "cautionary-education"})
    shown = hold(replace(new, acts=tuple(replace(act, topics=both) for act in new.acts)), by)
    assert "yunchuan:cautionary-education-twice-a-year" in counts_for((RECORD, shown.pk))


def test_the_form_of_an_item_that_asks_for_exemplary_education_is_that_form():
    taken = {"kind": "training", "holder": 1, "topics": ["exemplary-education"], "unit": 1, "title": "示范教育", "makes_up": ()}
    assert of_obligation(taken, date(2026, 6, 16)).form is Form.EXEMPLARY
    assert of_obligation({**taken, "topics": ["cautionary-education"]}, date(2026, 6, 16)).form is Form.CAUTIONARY
