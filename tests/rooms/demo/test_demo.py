"""The invented place: the same each time, of the size asked for, with good, late and missing work in it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.breakdown.models import Task, TaskTerms
from liangze.breakdown.queries.tasks import in_force, views
from liangze.core.letter import LetterStage
from liangze.core.listed import ListingState
from liangze.core.obligation import state_on
from liangze.core.problem import ProblemState
from liangze.core.task import TaskState
from liangze.core.words import State
from liangze.demo.acts import Owed, acts_of
from liangze.demo.build import build
from liangze.demo.cast import PIN
from liangze.demo.numbers import chinese
from liangze.demo.people import SEATS
from liangze.demo.place import scale_for, units_of
from liangze.duties.models import Obligation
from liangze.letters.models import Letter
from liangze.letters.queries.reach import staged as staged_letters
from liangze.lists.models import CopyFinding, ListVersion, Stage
from liangze.lists.queries.reach import staged
from liangze.organisation.models import Unit
from liangze.problems.models import Listing, Problem
from liangze.reminders.models import Notice

TODAY = date(2026, 6, 16)


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (110, "一百一十")])
def test_small_numbers_are_said_as_people_say_them(number: int, words: str) -> None:
    assert chinese(number) == words


@given(st.integers(200, 60_000))
def test_the_place_has_about_the_size_asked_for(units: int) -> None:
    assert 0.7 <= scale_for(units).units / units <= 1.35


@pytest.mark.parametrize("size", [60, 300])
def test_codes_are_unique_and_parents_come_first(size: int) -> None:
    seen: set[str] = set()
    for unit in units_of(scale_for(size)):
        assert unit.code not in seen
        assert unit.parent is None or unit.parent in seen
        seen.add(unit.code)


def test_the_same_duties_give_the_same_acts() -> None:
    owed = [
        Owed(n, 1, 2, None, "meeting", frozenset({"special-meeting"}), "例会", date(2026, 3 * q + 1, 1), date(2026, 3 * q + 3, 30), 1)
        for n, q in enumerate(range(4))
    ]
    assert list(acts_of(owed, "fair", TODAY, 7)) == list(acts_of(owed, "fair", TODAY, 7))


@pytest.mark.django_db
def test_the_demo_builds_once_and_shows_every_state() -> None:
    lines = list(build(units=60, today=TODAY))
    assert all(any(seat.username in line for line in lines) for seat in SEATS)
    states = {state_on(row.dates, TODAY) for row in Obligation.objects.filter(withdrawn_on=None, year=2026)}
    assert states >= {State.FULFILLED, State.LATE, State.OVERDUE, State.DUE_SOON, State.OPEN, State.UPCOMING}
    stages = set(staged(ListVersion.objects.all()).values_list("stage", flat=True))
    assert stages == set(Stage)
    tasks = {task.state for task in views(in_force(TaskTerms.objects.all()), TODAY)}
    assert tasks == set(TaskState) - {TaskState.DRAFTED, TaskState.CARRIED}
    letters = set(staged_letters(Letter.objects.all()).values_list("stage", flat=True))
    assert letters == {LetterStage.ISSUED, LetterStage.FIRST, LetterStage.SIGNED}
    assert set(Problem.objects.values_list("standing", flat=True)) == set(ProblemState) - {ProblemState.WITHDRAWN}
    assert set(Listing.objects.values_list("standing", flat=True)) == {ListingState.IN_FORCE, ListingState.DELISTED}
    assert CopyFinding.objects.exists()
    assert Notice.objects.filter(read_at=None).exists()
    assert any(PIN in line for line in lines)
    before = Unit.objects.count(), ListVersion.objects.count(), Task.objects.count(), Letter.objects.count(), Notice.objects.count()
    assert any(PIN in line for line in build(units=60, today=TODAY))
    after = Unit.objects.count(), ListVersion.objects.count(), Task.objects.count(), Letter.objects.count(), Notice.objects.count()
    assert after == before


@pytest.mark.django_db
def test_the_first_days_of_a_year_have_a_demo_too() -> None:
    assert any(PIN in line for line in build(units=60, today=date(2026, 1, 4)))


@pytest.mark.django_db
def test_for_practice_lists_tasks_and_letters_are_left_to_be_made() -> None:
    lines = list(build(units=60, today=TODAY, practice=True))
    assert not any(PIN in line for line in lines)
    assert not ListVersion.objects.exists()
    assert not Task.objects.exists()
    assert not Letter.objects.exists()
    assert not Problem.objects.exists()
