"""Duties that ask the same seats share one look at them within a run, and never an outdated one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from liangze.core.words import ActKind, Every, Presence, Role
from liangze.duties.actions import plan
from liangze.duties.counters import compare_counters
from liangze.organisation.models import Change, GrantRole
from liangze.organisation.policy import Acting
from tests.rooms import factory as f
from tests.rooms.duties.planned import owed, stored

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 5)


@pytest.fixture
def town() -> f.Town:
    return f.town()


@pytest.fixture
def office(town: f.Town) -> Acting:
    return f.acting("office", (GrantRole.OFFICE, town.city), today=JANUARY)


@pytest.fixture(autouse=True)
def rules(town: f.Town) -> None:
    """Three duties of every leadership with other cadences and presences, one of every principal."""
    version = f.version()
    f.duty(version, "month", every=Every.MONTH, presence=Presence.HALF)
    f.duty(version, "quarter", topics=("special-meeting",))
    f.duty(version, "year", kind=ActKind.REPORT, every=Every.YEAR, presence=Presence.WHOLE)
    f.duty(version, "lecture", role=Role.PRINCIPAL, kind=ActKind.LECTURE, every=Every.YEAR)
    f.adopt(version, town.city)


def kept_tables() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'planning\\_%%' AND relpersistence = 't'")
        return int(cursor.fetchone()[0])


def test_what_is_owed_and_counted_is_what_the_core_says(town: f.Town, office: Acting) -> None:
    """A seat that began or ended within the year owes by each duty's own presence, also where seats are kept."""
    f.seat(f.unit("C90", "新设局", parent=town.city, since=date(2026, 5, 20)), Role.LEADERSHIP, code="new", since=date(2026, 5, 20))
    during: list[int] = []
    plan(year=2026, by=office, today=JANUARY, on_progress=lambda *_: during.append(kept_tables()))
    assert stored(2026) == owed(2026, JANUARY)
    assert compare_counters() == []
    assert max(during) == 2, "the seats of the leaderships and how they are counted; nothing for the only duty of principals"
    assert kept_tables() == 0


def test_a_seat_made_while_the_run_is_on_its_way_is_seen_by_the_duties_that_follow(town: f.Town, office: Acting) -> None:
    def founded(number: int, of: int, title: str) -> None:
        if title == "quarter":
            unit = f.unit("C91", "途中设局", parent=town.city)
            f.seat(unit, Role.LEADERSHIP, code="late")
            Change.objects.create(unit_id=unit.pk, what="test")

    plan(year=2026, by=office, today=JANUARY, on_progress=founded)
    new = [each for each in stored(2026) if each.unit_id not in {row.pk for row in (town.city, town.county)}]
    assert {each.duty_id for each in new} >= {each.duty_id for each in owed(2026, JANUARY)} - {"month"}
    plan(year=2026, by=office, today=JANUARY)  # the duty that had been planned already catches up
    assert stored(2026) == owed(2026, JANUARY)
    assert compare_counters() == []
