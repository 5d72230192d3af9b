"""The burden report: what is asked, how little would do, what recording once saved, and the peers."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.errors import NotFound
from liangze.core.words import Every
from liangze.duties.actions import plan
from liangze.duties.actions.record_deeds import NewDeed, record_deeds
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting, console
from liangze.statistics.queries.burden import burden
from tests.rooms import factory as f

TODAY = date(2026, 6, 16)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> f.Town:
    """Two regulations ask the same leaderships for meetings: quarterly, and once a half-year."""
    town = f.town()
    for key, every in (("one", "quarter"), ("two", "half_year")):
        version = f.version(key)
        f.duty(version, "meeting", topics=("special-meeting",), every=Every(every))
        f.adopt(version, town.city)
    plan(year=2026, by=console(), today=date(2026, 1, 5))
    return town


@pytest.fixture
def office(town: f.Town) -> Acting:
    return f.acting("city-office", (GrantRole.OFFICE, town.city), today=TODAY)


def test_four_and_two_meetings_are_six_and_four_would_do(town: f.Town, office: Acting) -> None:
    found = burden(unit_id=town.bureau.pk, year=2026, by=office, today=TODAY)
    (meetings,) = found.kinds
    assert (meetings.asked, meetings.least, meetings.mergeable) == (6, 4, 2)
    (overlap,) = found.overlaps
    assert sorted(duty.asked for duty in overlap.duties) == [2, 4]
    assert sum(sum(counts) for _, counts in found.regulations) == 6


def test_one_record_that_counts_twice_saves_one(town: f.Town, office: Acting) -> None:
    new = NewDeed(town.bureau.pk, town.leadership.pk, "meeting", frozenset({"special-meeting"}), date(2026, 5, 8), ("test.record", 1))
    record_deeds(deeds=[new], by=office, now=f.at(TODAY))
    (meetings,) = burden(unit_id=town.bureau.pk, year=2026, by=office, today=TODAY).kinds
    assert (meetings.recorded, meetings.settled, meetings.saved) == (1, 2, 1)


def test_an_item_that_asks_for_several_acts_hides_no_saving(town: f.Town, office: Acting) -> None:
    f.adopt(f.duty(f.version("three"), "talks", topics=("special-meeting",), every=Every.YEAR, times=4).version, town.city)
    plan(year=2026, by=console(), today=date(2026, 1, 5))
    for number, month in enumerate((1, 2, 3), 1):
        new = NewDeed(
            town.bureau.pk, town.leadership.pk, "meeting", frozenset({"special-meeting"}), date(2026, month, 8), ("test.record", number)
        )
        record_deeds(deeds=[new], by=office, now=f.at(TODAY))
    (meetings,) = burden(unit_id=town.bureau.pk, year=2026, by=office, today=TODAY).kinds
    assert (meetings.recorded, meetings.settled, meetings.saved) == (3, 3, 6), "each of the three stands in three ledgers"


def test_peers_that_may_not_be_seen_count_in_the_middle_without_a_name(town: f.Town) -> None:
    leader = f.acting("leader", (GrantRole.LEADER, town.township1), today=TODAY)
    found = burden(unit_id=town.township1.pk, year=2026, by=leader, today=TODAY)
    assert {peer.own: peer.name for peer in found.peers} == {True: town.township1.name, False: ""}
    assert (found.middle_acts, found.middle_rate) == (None, None), "of two, one's own known, the middle tells the other"
    for number in (3, 4):
        f.unit(f"C01T{number}", f"{number}乡", parent=town.county, level=town.township1.level)
    found = burden(unit_id=town.township1.pk, year=2026, by=leader, today=TODAY)
    assert len(found.peers) == 4
    assert found.middle_acts == 3


def test_whoever_sees_all_peers_sees_their_middle_however_few(town: f.Town, office: Acting) -> None:
    assert burden(unit_id=town.township1.pk, year=2026, by=office, today=TODAY).middle_acts == 6


def test_a_unit_outside_the_persons_sight_has_no_report(town: f.Town) -> None:
    leader = f.acting("leader", (GrantRole.LEADER, town.township1), today=TODAY)
    with pytest.raises(NotFound):
        burden(unit_id=town.bureau.pk, year=2026, by=leader, today=TODAY)
