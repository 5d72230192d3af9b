"""Planning a year: what is new, what stays, what moves, what is withdrawn and why."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.errors import NotAllowed, Refusal
from liangze.core.words import ActKind, Every, Level, Role, Towards
from liangze.duties.actions import plan, record_deeds
from liangze.duties.actions.record_deeds import NewDeed
from liangze.duties.counters import compare_counters, fold_counters
from liangze.duties.models import CloseOut, Count, Handover, Obligation, PlanRun, PlanSet
from liangze.organisation.models import Change, GrantRole, Portfolio
from liangze.organisation.policy import Acting
from liangze.trust.models import AuditEntry
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


@pytest.fixture
def rules(town: f.Town):
    """Meetings of every leadership each quarter, talks of principals with heads below, of members with their portfolio."""
    version = f.version()
    f.duty(version, "meeting", topics=("special-meeting",))
    f.duty(version, "talk-below", role=Role.PRINCIPAL, kind=ActKind.TALK, every=Every.YEAR, towards=Towards.SUBORDINATE_PRINCIPALS)
    f.duty(version, "talk-portfolio", role=Role.MEMBER, kind=ActKind.TALK, every=Every.YEAR, towards=Towards.PORTFOLIO_UNITS, times=2)
    return f.adopt(version, town.city)


def changed(unit) -> None:
    Change.objects.create(unit_id=unit.pk, what="test")


def same_as_the_core(year: int, today: date) -> None:
    assert stored(year) == owed(year, today)
    assert compare_counters() == []


def test_a_year_is_planned_and_planning_again_changes_nothing(town, office, rules):
    first = plan(year=2026, by=office, today=JANUARY)
    assert {duty.key: duty.new for duty in first.duties} == {"meeting": 4 * 4, "talk-below": 3, "talk-portfolio": 2}
    assert {duty.why for duty in first.duties} == {"first"}
    same_as_the_core(2026, JANUARY)
    again = plan(year=2026, by=office, today=JANUARY)
    assert {duty.why for duty in again.duties} == {"current"}
    assert again.total("new") == 0
    assert AuditEntry.objects.filter(action="duties.plan.run").count() == 2
    assert list(PlanRun.objects.values_list("state", "progress")) == [("done", 100)] * 2


def test_planning_again_with_nothing_to_do_costs_a_constant_number_of_statements(town, office, rules, django_assert_max_num_queries):
    plan(year=2026, by=office, today=JANUARY)
    with django_assert_max_num_queries(25):
        plan(year=2026, by=office, today=JANUARY)


def test_a_new_township_is_planned_for_and_nothing_else_is_looked_at(town, office, rules):
    plan(year=2026, by=office, today=JANUARY)
    township = f.unit("C01T3", "南乡", parent=town.county, level=Level.TOWNSHIP)
    f.seat(township, Role.LEADERSHIP)
    f.seat(township, Role.PRINCIPAL)
    changed(township)
    again = plan(year=2026, by=office, today=JANUARY)
    numbers = {duty.key: (duty.new, duty.same) for duty in again.duties}
    assert numbers == {"meeting": (4, 4), "talk-below": (1, 3), "talk-portfolio": (0, 0)}, "the township and the county above it"
    same_as_the_core(2026, JANUARY)


def test_what_is_no_longer_owed_is_withdrawn_with_the_reason_and_comes_back(town, office, rules):
    plan(year=2026, by=office, today=JANUARY)
    town.township2.until = date(2026, 5, 20)
    town.township2.save()
    changed(town.township2)
    may = date(2026, 5, 20)
    again = plan(year=2026, by=office, today=may)
    assert again.withdrawn == {"absent": 2, "relation_ended": 1}, "two quarters of its own; the county's talk with its head"
    assert set(Obligation.objects.exclude(withdrawn_on=None).values_list("withdrawn_on", flat=True)) == {may}
    same_as_the_core(2026, may)
    town.township2.until = None
    town.township2.save()
    changed(town.township2)
    back = plan(year=2026, by=office, today=may)
    assert (back.total("restored"), back.total("new")) == (3, 0)
    same_as_the_core(2026, may)


def test_a_township_founded_in_october_owes_and_is_owed_only_what_is_left(town, office, rules):
    """Example 5 through the database: one of the county's townships is founded on 1 October."""
    october = date(2026, 10, 1)
    town.township2.since = october
    town.township2.save()
    plan(year=2026, by=office, today=JANUARY)
    talks = Obligation.objects.filter(holder=town.county_principal)
    assert set(talks.values_list("counterpart", flat=True)) == {town.principal.pk, town.township1_principal.pk}
    assert [o.due for o in Obligation.objects.filter(unit=town.township2)] == [date(2026, 12, 31)]
    same_as_the_core(2026, JANUARY)


def test_a_portfolio_that_passes_on_takes_its_obligation_along(town, office, rules):
    """Example 1: still one obligation, its holder is the new member, a talk of March counts."""
    plan(year=2026, by=office, today=JANUARY)
    liaison = f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=JANUARY)
    talk = NewDeed(town.bureau.pk, town.member1.pk, "talk", frozenset(), date(2026, 3, 9), ("test.record", 1), town.head1.pk)
    record_deeds(deeds=[talk], by=liaison, now=f.at(talk.on))
    july = date(2026, 7, 1)
    Portfolio.objects.filter(unit=town.office1).update(until=july)
    f.in_charge(town.member2, town.office1, since=july)
    changed(town.bureau)
    assert plan(year=2026, by=office, today=date(2026, 6, 30)).total("handed_over") == 0
    later = plan(year=2026, by=office, today=july)
    assert {duty.why for duty in later.duties} == {"current", "portfolio"}
    assert later.total("handed_over") == 1
    row = Obligation.objects.get(counterpart=town.head1, holder=town.member2)
    assert (row.done, row.times) == (1, 2)
    assert list(Handover.objects.values_list("obligation", "from_post", "to_post", "on")) == [
        (row.pk, town.member1.pk, town.member2.pk, july)
    ]
    same_as_the_core(2026, july)


def test_a_corrected_portfolio_takes_the_handover_back_and_what_counted_by_it(town, office, rules):
    """Written down as passed on in July; in truth member 2 had it from the beginning: what member 1 did counts no longer."""
    test_a_portfolio_that_passes_on_takes_its_obligation_along(town, office, rules)
    liaison = f.acting("liaison-2", (GrantRole.LIAISON, town.bureau), today=JANUARY)
    talk = NewDeed(town.bureau.pk, town.member2.pk, "talk", frozenset(), date(2026, 7, 9), ("test.record", 2), town.head1.pk)
    record_deeds(deeds=[talk], by=liaison, now=f.at(talk.on))
    row = Obligation.objects.get(counterpart=town.head1)
    CloseOut.objects.create(obligation=row, by=f.account("checker"), at=f.at(date(2026, 7, 10)))
    assert (row.done, row.fulfilled_on) == (2, talk.on)
    old, new = Portfolio.objects.filter(unit=town.office1).order_by("since")
    old.delete()
    Portfolio.objects.filter(pk=new.pk).update(since=f.FIRST)
    changed(town.bureau)
    july = date(2026, 7, 20)
    plan(year=2026, by=office, today=july)
    row.refresh_from_db()
    assert (row.holder, row.done, row.fulfilled_on) == (town.member2, 1, None)
    assert Handover.objects.get().superseded_at is not None, "kept, and told that it no longer holds"
    assert CloseOut.objects.get().reopened_reason
    same_as_the_core(2026, july)
    Portfolio.objects.filter(pk=new.pk).update(since=date(2026, 7, 1))
    f.in_charge(town.member1, town.office1, until=date(2026, 7, 1))
    changed(town.bureau)
    plan(year=2026, by=office, today=july)
    row.refresh_from_db()
    assert (row.done, row.fulfilled_on) == (2, talk.on), "the correction was wrong: the talk of March counts again"
    assert Handover.objects.filter(superseded_at=None).count() == 1
    same_as_the_core(2026, july)


def test_planned_late_is_the_same_as_planned_early(town, office, rules):
    """What was done before the year was planned counts as if the plan had been there first."""
    liaison = f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=JANUARY)
    july = date(2026, 7, 1)
    Portfolio.objects.filter(unit=town.office1).update(until=july)
    f.in_charge(town.member2, town.office1, since=july)
    for number, day in enumerate((date(2026, 3, 9), date(2026, 4, 9)), 1):
        talk = NewDeed(town.bureau.pk, town.member1.pk, "talk", frozenset(), day, ("test.record", number), town.head1.pk)
        record_deeds(deeds=[talk], by=liaison, now=f.at(day))
    plan(year=2026, by=office, today=date(2026, 8, 1))
    row = Obligation.objects.get(counterpart=town.head1)
    assert (row.holder_id, row.done, row.fulfilled_on) == (town.member2.pk, 2, date(2026, 4, 9))
    assert Count.objects.count() == 2
    same_as_the_core(2026, date(2026, 8, 1))


def test_one_record_counts_once_also_when_planned_again(town, office, rules):
    """One meeting with two heads is one act, for an obligation towards nobody in particular, however often it is looked at."""
    f.duty(rules.version, "talk-any", role=Role.PRINCIPAL, kind=ActKind.TALK, every=Every.YEAR, times=2)
    plan(year=2026, by=office, today=JANUARY)
    liaison = f.acting("liaison", (GrantRole.LIAISON, town.county), today=JANUARY)
    talks = [
        NewDeed(town.county.pk, town.county_principal.pk, "talk", frozenset(), date(2026, 3, 9), ("test.record", 1), head.pk)
        for head in (town.principal, town.township1_principal)
    ]
    record_deeds(deeds=talks, by=liaison, now=f.at(talks[0].on))
    township = f.unit("C01T3", "南乡", parent=town.county, level=Level.TOWNSHIP)
    f.seat(township, Role.PRINCIPAL)
    changed(township)
    assert plan(year=2026, by=office, today=date(2026, 4, 1)).total("new") > 0
    row = Obligation.objects.get(holder=town.county_principal, counterpart=None)
    assert (row.done, row.fulfilled_on) == (1, None)


def test_an_adoption_that_ends_withdraws_what_falls_due_after_it(town, office, rules):
    plan(year=2026, by=office, today=JANUARY)
    rules.until = date(2026, 7, 1)
    rules.save()
    again = plan(year=2026, by=office, today=date(2026, 7, 1))
    assert {duty.key: dict(duty.withdrawn) for duty in again.duties} == {
        "meeting": {"rule_ended": 8}, "talk-below": {"rule_ended": 3}, "talk-portfolio": {"rule_ended": 2},
    }
    assert {duty.why for duty in again.duties} == {"rule"}
    assert set(PlanSet.objects.values_list("duty__key", flat=True)) == {"meeting"}, "what nobody asks for is forgotten"
    same_as_the_core(2026, date(2026, 7, 1))
    assert plan(year=2026, by=office, today=date(2026, 7, 1)).total("same") == 0


def test_two_adoptions_that_overlap_ask_once(town, office, rules):
    f.adopt(rules.version, town.county)
    summary = plan(year=2026, by=office, today=JANUARY)
    assert summary.total("new") == 16 + 3 + 2
    same_as_the_core(2026, JANUARY)
    rules.until = date(2026, 1, 2)
    rules.save()
    plan(year=2026, by=office, today=JANUARY)
    same_as_the_core(2026, JANUARY)


def test_a_due_day_on_a_rest_day_stays_or_rolls_on(town, office):
    version = f.version()
    f.duty(version, "stays", every=Every.YEAR, due_month=1, due_day=31, unit_within="self")
    f.duty(version, "rolls", every=Every.YEAR, due_month=1, due_day=31, unit_within="self", roll="next_working_day")
    f.adopt(version, town.county)
    plan(year=2027, by=office, today=JANUARY)
    days = dict(Obligation.objects.values_list("duty__key", "due"))
    assert days == {"stays": date(2027, 1, 31), "rolls": date(2027, 2, 1)}, "31 January 2027 is a Sunday"


def test_a_moved_unit_takes_its_counts_along(town, office, rules):
    plan(year=2026, by=office, today=JANUARY)
    other = f.unit("C02", "乙县", parent=town.city)
    town.township1.parent, town.township1.path = other, other.path + town.township1.path[-7:]
    town.township1.save()
    for unit in (town.township1, town.county, other):
        changed(unit)
    plan(year=2026, by=office, today=JANUARY)
    same_as_the_core(2026, JANUARY)
    fold_counters()
    assert compare_counters() == []


def test_who_may_not_plan_is_told_so_and_a_senseless_year_is_refused(town, office):
    liaison = f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=JANUARY)
    with pytest.raises(NotAllowed, match="obligation:plan"):
        plan(year=2026, by=liaison, today=JANUARY)
    with pytest.raises(Refusal, match="no year to plan"):
        plan(year=26, by=office, today=JANUARY)
    assert not PlanRun.objects.exists()


def test_progress_is_told_duty_by_duty(town, office, rules):
    told: list[tuple[int, int, str]] = []
    plan(year=2026, by=office, today=JANUARY, on_progress=lambda *step: told.append(step))
    assert told == [(0, 3, "meeting"), (1, 3, "talk-below"), (2, 3, "talk-portfolio"), (3, 3, "")]
