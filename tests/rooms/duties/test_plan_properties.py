"""The planner of the database agrees with the core's definition, whatever the organisation and however it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@SLOW
@given(data=st.data())
def test_the_counters_follow_every_order_of_planning_and_doing(data: st.DataObject) -> None:
    """Plan, record, void, change portfolios and fold in any order: the counters are those of a full recomputation."""
    with rolled_back():
        town = f.town()
        version = f.version()
        f.duty(version, "meeting", topics=("special-meeting",))
        f.duty(version, "talks", role=Role.MEMBER, kind="talk", every="year", towards="portfolio_units", times=2)
        f.adopt(version, town.city)
        liaison = f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=date(2026, 1, 5))
        recorded: list[NewDeed] = []
        for number in range(data.draw(st.integers(3, 8))):
            step = data.draw(st.sampled_from(["plan", "meet", "talk", "void", "pass", "fold"]))
            day = date(2026, 1, 5) + timedelta(days=data.draw(st.integers(0, 330)))
            if step == "plan":
                plan(year=2026, by=console(), today=day)
            elif step == "meet":
                recorded.append(NewDeed(town.bureau.pk, town.leadership.pk, "meeting", frozenset({"special-meeting"}), day, ("test.record", number)))
                record_deeds(deeds=recorded[-1:], by=liaison, now=f.at(day))
            elif step == "talk":
                recorded.append(NewDeed(town.bureau.pk, town.member1.pk, "talk", frozenset(), day, ("test.record", number), town.head1.pk))
                record_deeds(deeds=recorded[-1:], by=liaison, now=f.at(day))
            elif step == "void" and recorded:
                withdraw_deeds(source=recorded.pop().source, reason="void", by=liaison, now=f.at(day))
            elif step == "pass":
                Portfolio.objects.filter(unit=town.office1, until=None, since__lt=day).update(until=day)
                if not Portfolio.objects.filter(unit=town.office1, until=None).exists():
                    f.in_charge(town.member2, town.office1, since=day)
                Change.objects.create(unit_id=town.bureau.pk, what="test")
            elif step == "fold":
                fold_counters()
            assert compare_counters() == []
        figures = sorted(Obligation.objects.values_list("pk", "done", "fulfilled_on"))
        for deed in recorded[-1:]:
            withdraw_deeds(source=deed.source, reason="void", by=liaison, now=f.at(deed.on))
            record_deeds(deeds=[deed], by=liaison, now=f.at(deed.on))
        assert sorted(Obligation.objects.values_list("pk", "done", "fulfilled_on")) == figures, "recorded again, it is as before"
        rebuild_counters()
        assert compare_counters() == []
