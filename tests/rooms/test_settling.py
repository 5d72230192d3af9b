"""The ground that forms are tried on: five real regulations over one invented county, and what a record settles there."""

from __future__ import annotations

import pytest

from liangze.conduct.actions import record, void
from liangze.conduct.entry import RECORD, NewEntry
from tests.rooms import factory as f
from tests.rooms.settling import counts_for, grounds, obligations_of, settled_by

pytestmark = pytest.mark.django_db
ground = grounds()


def enter(ground, *, holder: str, kind: str, topics: set[str], on, **more) -> tuple[str, int]:
    """A quick entry of the seat, as its liaison records it."""
    seat = ground.seat(holder)
    entry = NewEntry(seat.unit_id, kind, on, seat.pk, "an entry", topics=frozenset(topics), **more)
    made = record(entry=entry, by=ground.liaison(holder.partition("/")[0]), today=on, now=f.at(on))
    return RECORD, made.pk


def test_the_bureau_stands_under_all_five_documents(ground):
    leadership = ground.seat("bureau/leadership")
    keys = {row.duty.version.regulation.key.split("-")[0] for row in leadership.obligations.select_related("duty__version__regulation")}
    assert keys == {"huzhou", "hualong", "jiangsu", "guangxi", "commentary"}


def test_one_study_session_of_the_bureau_settles_a_quarter_here_and_half_of_a_year_there(ground):
    topics = {"integrity-study"}
    first = enter(ground, holder="bureau/leadership", kind="study", topics=topics, on=ground.on(2, 20))
    assert settled_by(first) == {"hualong:study-each-quarter"}
    assert counts_for(first) == {"hualong:study-each-quarter", "guangxi:study-twice-a-year"}
    second = enter(ground, holder="bureau/leadership", kind="study", topics=topics, on=ground.on(5, 20))
    assert settled_by(second) == {"hualong:study-each-quarter", "guangxi:study-twice-a-year"}
    assert [row.due for row in obligations_of(second)] == [ground.on(6, 30), ground.on(12, 31)]


def test_voided_it_settles_nothing_and_nothing_of_one_test_is_left_for_the_next(ground):
    assert {row.done for row in ground.owed("guangxi:study-twice-a-year", holder="bureau/leadership")} == {0}
    source = enter(ground, holder="bureau/leadership", kind="study", topics={"integrity-study"}, on=ground.on(2, 20))
    day = ground.on(2, 21)
    void(entry_id=source[1], reason="It was another unit's.", by=ground.liaison("bureau"), now=f.at(day))
    assert not counts_for(source)
