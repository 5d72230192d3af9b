"""The eight worked examples of the engine under their numbers, from the plan to the state, through the database."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.obligation import state_on
from liangze.core.words import ActKind, Every, Level, Role, State, Towards
from liangze.duties.actions import NewDeed, plan, record_deeds
from liangze.duties.counters import compare_counters
from liangze.duties.models import Count, Obligation
from liangze.organisation.models import Change, GrantRole, Portfolio
from liangze.organisation.policy import Acting, console
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 5)
TALK = {"kind": ActKind.TALK, "topics": ("two-responsibilities",), "every": Every.YEAR, "times": 2, "unit_kinds": ["department"]}


@pytest.fixture
def town() -> f.Town:
    return f.town()


@pytest.fixture
def liaison(town: f.Town) -> Acting:
    return f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=JANUARY)


def planned(town: f.Town, *duties, year: int = 2026, today: date = JANUARY):
    """The bureau adopts what these duties ask, and the year is planned; its obligations by their due day."""
    for version in {duty.version for duty in duties}:
        f.adopt(version, town.bureau)
    plan(year=year, by=console(), today=today)
    return owed(*duties)


def owed(*duties):
    return list(Obligation.objects.filter(duty__in=duties, withdrawn_on=None).order_by("due", "pk"))


def did(by: Acting, holder, on: date, *topics: str, kind: ActKind, towards=None, source: int = 1, entered: date | None = None) -> None:
    deed = NewDeed(
        holder.unit_id, holder.pk, kind.value, frozenset(topics), on, ("test.record", source), towards.pk if towards else None
    )
    record_deeds(deeds=[deed], by=by, now=f.at(entered or on))
    assert compare_counters() == []


def states(rows, day: date) -> list[State]:
    return [state_on(row.dates, day) for row in rows]


def test_1_talks_with_members_and_with_heads_of_the_portfolio(town, liaison):
    version = f.version()
    duties = (
        f.duty(version, "principal", role=Role.PRINCIPAL, towards=Towards.MEMBERS, **TALK),
        f.duty(version, "member", role=Role.MEMBER, towards=Towards.PORTFOLIO_UNITS, **TALK),
    )
    pairs = {(row.holder, row.counterpart, row.times) for row in planned(town, *duties)}
    m1, m2 = town.member1, town.member2
    assert pairs == {(town.principal, m1, 2), (town.principal, m2, 2), (m1, town.head1, 2), (m1, town.head2, 2)}
    did(liaison, m1, date(2026, 3, 12), "two-responsibilities", kind=ActKind.TALK, towards=town.head1)
    july = date(2026, 7, 1)
    Portfolio.objects.filter(unit=town.office1).update(until=july)
    f.in_charge(m2, town.office1, since=july)
    Change.objects.create(unit_id=town.bureau.pk, what="test")
    plan(year=2026, by=console(), today=july)
    (row,) = Obligation.objects.filter(counterpart=town.head1)
    assert (row.holder, row.done, row.withdrawn_on) == (m2, 1, None), "still one obligation; the talk of March counts"


def test_2_and_8_two_reports_by_the_end_of_january_and_as_of_an_earlier_day(town, liaison):
    version = f.version()
    columns = {"kind": ActKind.REPORT, "topics": ("annual",), "every": Every.YEAR, "about": "previous", "due_month": 1, "due_day": 31}
    duties = [f.duty(version, role.value, role=role, unit_kinds=["department"], **columns) for role in (Role.LEADERSHIP, Role.PRINCIPAL)]
    rows = planned(town, *duties)
    assert [(row.period_start.year, row.opens, row.due) for row in rows] == [(2025, date(2026, 1, 1), date(2026, 1, 31))] * 2
    assert states(rows, date(2026, 2, 1)) == [State.OVERDUE] * 2
    for source, holder in enumerate((town.leadership, town.principal)):
        did(liaison, holder, date(2026, 2, 3), "annual", kind=ActKind.REPORT, source=source)
    assert states(owed(*duties), date(2026, 2, 3)) == [State.LATE] * 2
    assert states(owed(*duties), date(2026, 1, 15)) == [State.OPEN] * 2, "8: whatever happened later"


def test_3_one_meeting_closes_two(town, liaison):
    meeting = f.duty(f.version(), "special-meeting", topics=("special-meeting",), unit_kinds=["department"])
    analysis = f.duty(
        f.version("other"), "analysis", topics=("situation-analysis",), every=Every.HALF_YEAR, unit_kinds=["department"]
    )
    assert len(planned(town, meeting, analysis)) == 6
    did(liaison, town.leadership, date(2026, 6, 20), "special-meeting", "situation-analysis", kind=ActKind.MEETING)
    done = [(row.duty.key, row.due) for row in owed(meeting, analysis) if row.fulfilled_on]
    assert sorted(done) == [("analysis", date(2026, 6, 30)), ("special-meeting", date(2026, 6, 30))]
    assert Count.objects.count() == 2


def test_4_a_second_session_does_not_spill_over(town, liaison):
    study = f.duty(f.version(), "study", kind=ActKind.STUDY, topics=("integrity-study",), unit_kinds=["department"])
    planned(town, study)
    for source, day in enumerate((date(2026, 2, 5), date(2026, 3, 9))):
        did(liaison, town.leadership, day, "integrity-study", kind=ActKind.STUDY, source=source)
    assert [row.fulfilled_on for row in owed(study)] == [date(2026, 2, 5), None, None, None]


def test_5_a_township_founded_in_october_is_not_owed_for(town):
    duty = f.duty(f.version(), "talks", role=Role.PRINCIPAL, kind=ActKind.TALK, every=Every.YEAR, unit_within="self",
                  towards=Towards.SUBORDINATE_PRINCIPALS)  # fmt: skip
    county = f.unit("C09", "丙县", parent=town.city)
    f.seat(county, Role.PRINCIPAL)
    for number in range(18):
        since = date(2026, 10, 1) if number == 17 else f.FIRST
        township = f.unit(f"C09T{number}", parent=county, level=Level.TOWNSHIP, since=since)
        f.seat(township, Role.LEADERSHIP)
        f.seat(township, Role.PRINCIPAL)
    f.adopt(duty.version, county)
    plan(year=2026, by=console(), today=JANUARY)
    assert Obligation.objects.filter(duty=duty).count() == 17


def test_6_lists_by_the_end_of_february_2016(town):
    duty = f.duty(f.version(), "lists", kind=ActKind.PLAN, every=Every.ONCE, once_opens=date(2016, 1, 1), once_due=date(2016, 2, 29),
                  unit_kinds=["department"])  # fmt: skip
    assert [row.due for row in planned(town, duty, year=2016, today=date(2016, 1, 5))] == [date(2016, 2, 29)]
    plan(year=2017, by=console(), today=JANUARY)
    assert Obligation.objects.count() == 1


def test_7_entered_late_but_done_on_time(town, liaison):
    duty = f.duty(f.version(), "report", kind=ActKind.REPORT, topics=("annual",), every=Every.YEAR, about="previous",
                  due_month=1, due_day=31, unit_kinds=["department"])  # fmt: skip
    planned(town, duty)
    did(liaison, town.leadership, date(2026, 1, 30), "annual", kind=ActKind.REPORT, entered=date(2026, 2, 2))
    assert states(owed(duty), date(2026, 2, 2)) == [State.FULFILLED]
    assert [(count.deed.on, count.deed.entered_at.date()) for count in Count.objects.all()] == [(date(2026, 1, 30), date(2026, 2, 2))]
