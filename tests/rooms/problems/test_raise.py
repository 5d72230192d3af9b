"""Raising a problem: who may, what must be right, what a repeat does, and how other rooms see what came of their records."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.errors import NotAllowed, Refusals
from liangze.core.problem import ProblemState
from liangze.organisation.policy import console
from liangze.problems.actions import raise_problem
from liangze.problems.queries import problems_of_record
from liangze.trust.models import AuditEntry
from tests.rooms.problems.conftest import DAY, DUE, NOW, new, raised

pytestmark = pytest.mark.django_db


def test_a_problem_goes_to_the_unit_with_its_deadline_and_a_number_that_runs_in_the_unit(place):
    first, second = raised(place), raised(place, title="清单照抄")
    assert (first.number, second.number) == ("2026-001", "2026-002")
    assert raised(place, unit_id=place.town.township1.pk).number == "2026-001"
    assert first.standing == ProblemState.TO_PLAN
    assert first.due == DUE
    entry = AuditEntry.objects.get(action="problems.problem.raised", object_id=str(first.pk))
    assert entry.unit_id == place.town.bureau.pk


def test_above_and_beside_may_raise_and_a_unit_at_itself_nobody_else(place):
    assert raised(place, by=place.office)
    assert raised(place, by=place.stationed, finder_id=place.group.pk)
    assert raised(place, by=place.liaison, finder_id=place.town.bureau.pk), "what a unit finds at itself"
    for who, changes in (
        (place.east, {}), (place.liaison, {}), (place.liaison, {"unit_id": place.town.township1.pk}), (console(), {}),
        (place.east, {"finder_id": place.town.township1.pk}),
    ):
        with pytest.raises(NotAllowed):
            raised(place, by=who, **changes)


def test_everything_that_is_wrong_is_told_at_once(place):
    wrong = {
        "source": "rumour", "category": "weather", "title": " ", "what": "长" * 2001, "found_on": date(2026, 4, 11),
        "due": date(2026, 4, 9), "post_id": place.town.township1_principal.pk, "parent_id": 999_999,
    }
    with pytest.raises(Refusals) as caught:
        raised(place, **wrong)
    assert {each.field for each in caught.value.refusals} == {
        "source", "category", "title", "what", "found_on", "due", "post", "parent"
    }


def test_a_part_is_due_no_later_than_the_whole_and_belongs_below_its_unit(place):
    whole = raised(place)
    part = raised(place, title="补录三月", parent_id=whole.pk, unit_id=place.town.office1.pk)
    assert part.parent == whole
    with pytest.raises(Refusals, match="no later than the whole"):
        raised(place, parent_id=whole.pk, due=date(2026, 7, 1))
    with pytest.raises(Refusals, match="unit of the whole"):
        raised(place, parent_id=whole.pk, unit_id=place.town.township1.pk)


def test_a_record_of_another_room_shows_the_problems_raised_from_it(place):
    record = ("hearings.hearing", 7)
    first = raised(place, record=record, post_id=place.town.principal.pk)
    raised(place, record=("hearings.hearing", 8))
    raised(place, record=record, unit_id=place.town.township1.pk)
    cards = problems_of_record(record=record, by=place.discipline)
    assert [card.unit for card in cards] == ["甲局", "东乡"]
    assert (cards[0].id, cards[0].seat, cards[0].open, cards[0].late) == (first.pk, "主要负责人", True, 0)
    assert [card.id for card in problems_of_record(record=record, by=place.liaison)] == [first.pk], "each reader what they may read"
    assert [card.id for card in problems_of_record(record=record, by=place.head)] == [first.pk], "the seat that answers, without a grant"


def test_two_problems_of_one_kind_from_one_finding_are_no_repeats_of_each_other(place):
    first, second = raised(place), raised(place)
    assert first.earlier is None
    assert second.earlier is None


def test_one_named_by_hand_that_is_still_open_shows_that_it_was_found_again(place):
    first = raised(place)
    second = raise_problem(new=new(place), by=place.discipline, today=DAY, now=NOW, repeats=first.pk)
    first.refresh_from_db()
    assert second.earlier == first
    assert first.standing == ProblemState.TO_PLAN
    assert [step.kind for step in first.steps.all()] == ["raised", "repeated"]
    with pytest.raises(Refusals, match="same unit"):
        raise_problem(
            new=new(place, unit_id=place.town.township1.pk), by=place.discipline, today=DAY, now=NOW, repeats=first.pk
        )
