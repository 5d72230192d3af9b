"""Recording and planning at the same moment, on two connections: no deed is missed, nobody waits for a run, nobody in a circle."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from liangze.core.words import Every
from liangze.duties.actions import plan, record_deeds, withdraw_deeds
from liangze.duties.actions.record_deeds import NewDeed
from liangze.duties.actions.settling import lock
from liangze.duties.counters import compare_counters, fold_counters, place_units, rebuild_counters
from liangze.duties.models import Count, Obligation, Place
from liangze.organisation.actions.move_unit import move_unit
from liangze.organisation.models import Change, GrantRole, Post, Unit
from liangze.regulations.models import Duty
from tests.rooms import factory as f
from tests.rooms.duties.test_deeds_at_once import beside, wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 2, 5)


@pytest.fixture
def town() -> f.Town:
    made = f.town()
    rules = f.version()
    f.duty(rules, "meeting", every=Every.YEAR, unit_within="subtree")
    f.adopt(rules, made.city)
    return made


@pytest.fixture
def liaison(town):
    return f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=DAY)


@pytest.fixture
def office(town):
    return f.acting("office", (GrantRole.OFFICE, town.city), today=DAY)


def meeting(town, number=1) -> NewDeed:
    return NewDeed(town.bureau.pk, town.leadership.pk, "meeting", frozenset(), DAY, ("test.record", number))


def planning(office) -> Callable[[], object]:
    return lambda: plan(year=2026, by=office, today=DAY)


def recording(town, by, number: int) -> Callable[[], object]:
    def work() -> None:
        with transaction.atomic():
            record_deeds(deeds=[meeting(town, number)], by=by, now=f.at(DAY))

    return work


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


@contextmanager
def beginning() -> Iterator[Callable[..., threading.Thread]]:
    """A function that begins a work in a thread of its own; at the end all must be through without a problem."""
    problems: list[Exception] = []
    threads: list[threading.Thread] = []

    def begin(work: Callable[[], object]) -> threading.Thread:
        threads.append(beside(work, problems))
        threads[-1].start()
        return threads[-1]

    yield begin
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()
    assert not problems


def wait_until_planned() -> None:
    """Until planning has made its obligations known to others."""
    for _ in range(1500):
        if Obligation.objects.exists():
            return
        time.sleep(0.02)
    raise AssertionError("nothing was planned")


def test_a_deed_on_its_way_while_its_duty_is_planned_counts(town, liaison, office):
    with beginning() as begin, transaction.atomic():
        record_deeds(deeds=[meeting(town)], by=liaison, now=f.at(DAY))
        assert not Count.objects.exists(), "nothing is owed yet"
        run = begin(planning(office))
        wait_until_planned()
        run.join(timeout=0.3)
        assert run.is_alive(), "it waits for the record"
    owed = Obligation.objects.get(holder=town.leadership)
    assert (owed.done, owed.fulfilled_on) == (1, DAY)
    assert compare_counters() == []


def test_nobody_who_records_waits_for_planning_that_waits(town, liaison, office):
    with beginning() as begin, transaction.atomic():
        record_deeds(deeds=[meeting(town)], by=liaison, now=f.at(DAY))
        run = begin(planning(office))
        wait_until_planned()
        second = begin(recording(town, liaison, 2))
        second.join(timeout=5)
        assert (second.is_alive(), run.is_alive()) == (False, True)
    assert Obligation.objects.get(holder=town.leadership).done == 2, "one counted by itself, one by planning"


def test_a_record_voided_while_planning_counts_it_does_not_count(town, liaison, office):
    recording(town, liaison, 1)()
    with beginning() as begin, transaction.atomic():
        withdraw_deeds(source=("test.record", 1), reason="It did not take place.", by=liaison, now=f.at(DAY))
        begin(planning(office))
        wait_until_somebody_waits()
    owed = Obligation.objects.get(holder=town.leadership)
    assert (owed.done, owed.fulfilled_on) == (0, None)
    assert not Count.objects.filter(withdrawn_at=None).exists()


def test_counts_of_a_unit_that_is_moved_meanwhile_follow_it(town, liaison, office):
    """A record is being saved while its unit gets another parent: it counts above the new one, and not above the old one."""
    planning(office)()
    with beginning() as begin, transaction.atomic():
        record_deeds(deeds=[meeting(town)], by=liaison, now=f.at(DAY))

        def moved():
            move_unit(unit_id=town.bureau.pk, parent_id=town.city.pk, reason="Put under the city.", by=office, today=DAY)
            planning(office)()

        begin(moved)
        wait_until(lambda: town.county.pk not in Place.objects.get(unit_id=town.bureau.pk).nodes)
    assert compare_counters() == []
    fold_counters()
    assert compare_counters() == []


def test_an_interrupted_run_is_gone_on_with(town, liaison, office):
    """The obligations were made known, and before the deeds were counted the machine stopped: the next run counts them."""
    recording(town, liaison, 1)()
    for holder in Post.objects.filter(role="leadership"):
        f.owe(Duty.objects.get(), holder, year=2026)
    place_units()
    rebuild_counters()
    assert plan(year=2026, by=office, today=DAY).total("new") == 0
    assert Obligation.objects.get(holder=town.leadership).done == 1
    assert compare_counters() == []


def test_planning_takes_rows_in_the_order_in_which_everybody_takes_them(town, office):
    planning(office)()
    first, *_, last = Obligation.objects.order_by("pk")
    Obligation.objects.filter(pk=first.pk).update(done=0)  # written anew, it lies behind the others
    Unit.objects.update(until=date(2025, 12, 31))
    Change.objects.create(unit_id=None, what="test")
    with beginning() as begin, transaction.atomic():
        lock([first.pk])
        begin(planning(office))
        wait_until_somebody_waits()
        lock([last.pk])
    assert not Obligation.objects.filter(withdrawn_on=None).exists()
