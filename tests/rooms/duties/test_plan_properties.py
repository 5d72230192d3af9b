"""The planner of the database agrees with the core's definition, whatever the organisation and however it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangze.core.words import Role
from liangze.duties.actions import plan, record_deeds, withdraw_deeds
from liangze.duties.actions.record_deeds import NewDeed
from liangze.duties.counters import compare_counters, fold_counters, rebuild_counters
from liangze.duties.models import Obligation
from liangze.organisation.models import Change, GrantRole, Portfolio, Post, Unit
from liangze.organisation.policy import console
from tests.rooms import factory as f
from tests.rooms.duties.planned import owed, stored
from tests.rooms.duties.random_town import DAYS, Drawn, store, towns

pytestmark = pytest.mark.django_db
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@contextmanager
def rolled_back() -> Iterator[None]:
    """Each example starts from an empty database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@SLOW
@given(drawn=towns(), today=st.sampled_from(DAYS), year=st.sampled_from([2025, 2026]))
def test_the_database_plans_what_the_core_says(drawn: Drawn, today: date, year: int) -> None:
    with rolled_back():
        store(drawn)
        plan(year=year, by=console(), today=today)
        assert stored(year) == owed(year, today)
        assert compare_counters() == []
        before = set(Obligation.objects.values_list("pk", flat=True))
        plan(year=year, by=console(), today=today)
        assert set(Obligation.objects.values_list("pk", flat=True)) == before


@SLOW
@given(drawn=towns(), first=st.sampled_from(DAYS), second=st.sampled_from(DAYS), data=st.data())
def test_planning_again_after_changes_is_planning_what_is_owed_now(drawn: Drawn, first: date, second: date, data: st.DataObject) -> None:
    with rolled_back():
        store(drawn)
        plan(year=2026, by=console(), today=first)
        for _ in range(data.draw(st.integers(1, 3))):
            change(data)
        plan(year=2026, by=console(), today=second)
        assert stored(2026) == owed(2026, second)
        assert compare_counters() == []


def change(data: st.DataObject) -> None:
    """One change of the organisation, told as its actions tell it."""
    model = data.draw(st.sampled_from([Unit, Post, Portfolio]))
    rows = list(model.objects.order_by("pk"))
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    row.until = data.draw(st.sampled_from([None, *[day for day in DAYS if day > row.since]]))
    row.save(update_fields=["until"])
    unit = {Unit: lambda: row.pk, Post: lambda: row.unit_id, Portfolio: lambda: row.post.unit_id}[model]()
    Change.objects.create(unit_id=unit, what="test")


@dataclass
class Office:
    """The unit of the worked examples at work. Time only runs forward; what was done is recorded on the day or later."""

    town: f.Town
    clock: date = date(2026, 1, 5)
    recorded: list[NewDeed] = field(default_factory=list)

    def do(self, step: str, data: st.DataObject, number: int) -> None:
        town, source = self.town, ("test.record", number)
        self.clock += timedelta(days=data.draw(st.integers(0, 50)))
        on = data.draw(st.dates(date(2026, 1, 1), self.clock))
        if step == "plan":
            plan(year=2026, by=console(), today=self.clock)
        elif step == "meet":
            self.record(NewDeed(town.bureau.pk, town.leadership.pk, "meeting", frozenset({"special-meeting"}), on, source))
        elif step == "talk":
            self.record(NewDeed(town.bureau.pk, town.member1.pk, "talk", frozenset(), on, source, town.head1.pk))
        elif step == "void" and self.recorded:
            withdraw_deeds(source=self.recorded.pop().source, reason="void", by=self.liaison, now=f.at(self.clock))
        elif step == "pass":
            self.pass_on()
        elif step == "fold":
            fold_counters()

    def __post_init__(self) -> None:
        self.liaison = f.acting("liaison", (GrantRole.LIAISON, self.town.bureau), today=self.clock)

    def record(self, deed: NewDeed) -> None:
        self.recorded.append(deed)
        record_deeds(deeds=[deed], by=self.liaison, now=f.at(self.clock))

    def pass_on(self) -> None:
        """From tomorrow on member 2 is in charge, and the year is planned again at once."""
        self.clock += timedelta(days=1)
        Portfolio.objects.filter(unit=self.town.office1, post=self.town.member1, until=None).update(until=self.clock)
        if not Portfolio.objects.filter(unit=self.town.office1, post=self.town.member2).exists():
            f.in_charge(self.town.member2, self.town.office1, since=self.clock)
        Change.objects.create(unit_id=self.town.bureau.pk, what="test")
        plan(year=2026, by=console(), today=self.clock)


@SLOW
@given(data=st.data())
def test_the_counters_follow_every_order_of_planning_and_doing(data: st.DataObject) -> None:
    """Plan, record, void, pass a portfolio on and fold in any order: the counters are those of a full recomputation."""
    with rolled_back():
        office, version = Office(f.town()), f.version()
        f.duty(version, "meeting", topics=("special-meeting",))
        f.duty(version, "talks", role=Role.MEMBER, kind="talk", every="year", towards="portfolio_units", times=2)
        f.adopt(version, office.town.city)
        for number in range(data.draw(st.integers(3, 7))):
            office.do(data.draw(st.sampled_from(["plan", "meet", "talk", "void", "pass", "fold"])), data, number)
            assert compare_counters() == []
        figures = sorted(Obligation.objects.values_list("pk", "done", "fulfilled_on"))
        for deed in office.recorded[-1:]:
            withdraw_deeds(source=deed.source, reason="void", by=office.liaison, now=f.at(office.clock))
            record_deeds(deeds=[deed], by=office.liaison, now=f.at(office.clock))
        assert sorted(Obligation.objects.values_list("pk", "done", "fulfilled_on")) == figures, "recorded again, it is as before"
        rebuild_counters()
        assert compare_counters() == []
