"""Recording deeds: what one act settles, in the words of the worked examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liangze.core.errors import Conflict
from liangze.core.obligation import state_on
from liangze.core.words import ActKind, Every, Role, State
from liangze.duties.actions.record_deeds import NewDeed, record_deeds
from liangze.duties.actions.withdraw_deeds import withdraw_deeds
from liangze.duties.models import CloseOut, Count, CounterDelta, Handover, Obligation
from liangze.duties.queries.matches import matches
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> f.Town:
    return f.town()


@pytest.fixture
def liaison(town: f.Town) -> Acting:
    return f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=date(2026, 6, 30))


def deed(holder, on, *topics, kind=ActKind.MEETING, towards=None, source=1):
    return NewDeed(
        holder.unit_id, holder.pk, kind.value, frozenset(topics), on, ("test.record", source), towards.pk if towards else None
    )


def record(by, *deeds, makes_up=()):
    return record_deeds(deeds=deeds, by=by, now=f.at(deeds[0].on), makes_up=makes_up)


def states(obligations, day):
    return [state_on(o.dates, day) for o in Obligation.objects.filter(pk__in=[o.pk for o in obligations]).order_by("opens")]


def test_example_2_a_report_filed_three_days_late(town, liaison):
    duty = f.duty(
        f.version(), "annual-report", kind=ActKind.REPORT, topics=("main-responsibility", "annual"), every=Every.YEAR,
        about="previous", due_month=1, due_day=31,
    )
    owed = [*f.owe(duty, town.leadership, year=2025), *f.owe(duty, town.leadership, year=2026)]
    assert states(owed[:1], date(2026, 2, 1)) == [State.OVERDUE]
    record(liaison, deed(town.leadership, date(2026, 2, 3), "annual", "main-responsibility", kind=ActKind.REPORT))
    assert states(owed, date(2026, 2, 3)) == [State.LATE, State.UPCOMING]
    assert states(owed[:1], date(2026, 2, 1)) == [State.OVERDUE], "asked for an earlier day, it had not been filed yet"


def test_example_3_one_meeting_settles_a_quarter_and_a_half_year(town, liaison):
    meeting = f.duty(f.version(), "special-meeting", topics=("special-meeting",))
    analysis = f.duty(f.version("bureau-rules"), "analysis", topics=("situation-analysis",), every=Every.HALF_YEAR)
    quarters, halves = f.owe(meeting, town.leadership, year=2026), f.owe(analysis, town.leadership, year=2026)
    record(liaison, deed(town.leadership, date(2026, 6, 20), "special-meeting", "situation-analysis"))
    assert states(quarters, date(2026, 6, 30)) == [State.OVERDUE, State.FULFILLED, State.UPCOMING, State.UPCOMING]
    assert states(halves, date(2026, 6, 30)) == [State.FULFILLED, State.UPCOMING]
    assert Count.objects.count() == 2


def test_example_4_a_second_session_stays_in_its_quarter(town, liaison):
    study = f.duty(f.version(), "study", kind=ActKind.STUDY, topics=("integrity-study",))
    owed = f.owe(study, town.leadership, year=2026)
    record(liaison, deed(town.leadership, date(2026, 2, 5), "integrity-study", kind=ActKind.STUDY, source=1))
    record(liaison, deed(town.leadership, date(2026, 3, 5), "integrity-study", kind=ActKind.STUDY, source=2))
    assert states(owed, date(2026, 6, 30)) == [State.FULFILLED, State.DUE_SOON, State.UPCOMING, State.UPCOMING]
    first = Obligation.objects.get(pk=owed[0].pk)
    assert (first.done, first.fulfilled_on) == (2, date(2026, 2, 5))


def test_a_missed_quarter_is_not_made_up_for_in_silence(town, liaison):
    owed = f.owe(f.duty(f.version(), "study", topics=("study",)), town.leadership, year=2026)
    record(liaison, deed(town.leadership, date(2026, 5, 6), "study"))
    assert states(owed, date(2026, 5, 6))[:2] == [State.OVERDUE, State.FULFILLED]


def test_a_missed_quarter_that_is_named_is_settled_late_and_the_present_one_stays_open(town, liaison):
    owed = f.owe(f.duty(f.version(), "study", topics=("study",)), town.leadership, year=2026)
    other = f.owe(f.duty(f.version("other"), "other", topics=("study",)), town.leadership, year=2026)
    record(liaison, deed(town.leadership, date(2026, 5, 6), "study"), makes_up=[owed[0].pk])
    assert states(owed, date(2026, 5, 6))[:2] == [State.LATE, State.OPEN]
    assert states(other, date(2026, 5, 6))[:2] == [State.OVERDUE, State.FULFILLED], "other duties count as usual"
    with pytest.raises(Conflict, match="already"):
        record(liaison, deed(town.leadership, date(2026, 5, 7), "study", source=2), makes_up=[owed[0].pk])
    with pytest.raises(Conflict, match="does not make up"):
        record(liaison, deed(town.leadership, date(2026, 8, 7), "another", source=3), makes_up=[owed[1].pk])


def test_one_act_makes_up_for_one_period_of_a_duty(town, liaison):
    owed = f.owe(f.duty(f.version(), "study", topics=("study",)), town.leadership, year=2026)
    with pytest.raises(Conflict, match="one period"):
        record(liaison, deed(town.leadership, date(2026, 8, 6), "study"), makes_up=[owed[0].pk, owed[1].pk])


def test_example_1_a_talk_counts_on_after_the_portfolio_moved(town, liaison):
    duty = f.duty(f.version(), "talks", role=Role.MEMBER, kind=ActKind.TALK, topics=("talk",), every=Every.YEAR, times=2)
    (owed,) = f.owe(duty, town.member1, year=2026, counterpart=town.head1)
    record(liaison, deed(town.member1, date(2026, 3, 10), "talk", kind=ActKind.TALK, towards=town.head1, source=1))
    owed.holder = town.member2
    owed.save(update_fields=["holder"])
    Handover.objects.create(obligation=owed, from_post=town.member1, to_post=town.member2, on=date(2026, 7, 1))
    talk = {"kind": ActKind.TALK, "towards": town.head1}
    record(liaison, deed(town.member1, date(2026, 7, 1), "talk", source=2, **talk))
    owed.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (1, None), "from the first of July on it was no longer in member 1's portfolio"
    record(liaison, deed(town.member1, date(2026, 6, 30), "talk", source=3, **talk))
    owed.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (2, date(2026, 6, 30)), "entered late, held while in charge"
    record(liaison, deed(town.member2, date(2026, 2, 1), "talk", source=4, **talk))
    owed.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (3, date(2026, 3, 10)), "the second by date fulfils"


def test_only_a_talk_with_the_counterpart_counts_and_one_record_counts_once(town, liaison):
    talks = f.version()
    each = f.duty(talks, "each", role=Role.MEMBER, kind=ActKind.TALK, every=Every.YEAR)
    any_two = f.duty(talks, "any", role=Role.MEMBER, kind=ActKind.TALK, every=Every.YEAR, times=2)
    with1, with2 = (f.owe(each, town.member1, year=2026, counterpart=head)[0] for head in (town.head1, town.head2))
    (plain,) = f.owe(any_two, town.member1, year=2026)
    day = date(2026, 4, 1)
    record(liaison, deed(town.member1, day, kind=ActKind.TALK, towards=town.head1))
    assert states([with1], day) == [State.FULFILLED]
    assert states([with2], day) == [State.OPEN]
    both = [deed(town.member1, day, kind=ActKind.TALK, towards=head, source=2) for head in (town.head1, town.head2)]
    record(liaison, *both)
    plain.refresh_from_db()
    assert (plain.done, plain.fulfilled_on) == (2, day), "two records, though three talks: one record counts once"
    assert states([with2], day) == [State.FULFILLED]


def test_a_record_is_spent_on_a_duty_once_whichever_of_its_deeds_comes_later(town, liaison):
    """Another record that happens to have the same number in another room is another act."""
    any_two = f.duty(f.version(), "any", role=Role.MEMBER, kind=ActKind.TALK, every=Every.YEAR, times=3)
    (plain,) = f.owe(any_two, town.member1, year=2026)
    day = date(2026, 4, 1)
    first, second = (deed(town.member1, day, kind=ActKind.TALK, towards=head, source=2) for head in (town.head1, town.head2))
    record(liaison, first)
    (later,) = record(liaison, second)
    assert matches([later.pk]) == []
    plain.refresh_from_db()
    assert (plain.done, plain.fulfilled_on) == (1, None)
    record(liaison, replace(first, source=("another.room", 2)))
    plain.refresh_from_db()
    assert plain.done == 2


def test_two_who_talk_together_have_each_done_their_own(town, liaison):
    duty = f.duty(f.version(), "each", role=Role.MEMBER, kind=ActKind.TALK, every=Every.YEAR)
    owed = [f.owe(duty, member, year=2026, counterpart=town.head1)[0] for member in (town.member1, town.member2)]
    day = date(2026, 4, 1)
    record(liaison, deed(town.member1, day, kind=ActKind.TALK, towards=town.head1))
    record(liaison, deed(town.member2, day, kind=ActKind.TALK, towards=town.head1))
    assert states(owed, day) == [State.FULFILLED, State.FULFILLED]


def test_withdrawing_recomputes_and_reopens_a_close_out(town, liaison):
    (owed, *_) = f.owe(f.duty(f.version(), "study", topics=("study",)), town.leadership, year=2026)
    record(liaison, deed(town.leadership, date(2026, 2, 5), "study", source=1))
    record(liaison, deed(town.leadership, date(2026, 3, 5), "study", source=2))
    closed = CloseOut.objects.create(obligation=owed, by=f.account("checker"), at=f.at(date(2026, 3, 9)))
    withdraw_deeds(source=("test.record", 1), reason="held on another day", by=liaison, now=f.at(date(2026, 3, 10)))
    owed.refresh_from_db()
    closed.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (1, date(2026, 3, 5)), "the second takes over"
    assert closed.reopened_reason == "held on another day", "and nobody has checked it instead of the first"
    again = CloseOut.objects.create(obligation=owed, by=f.account("checker-2"), at=f.at(date(2026, 3, 10)))
    record(liaison, deed(town.leadership, date(2026, 3, 20), "study", source=3))
    withdraw_deeds(source=("test.record", 3), reason="recorded twice", by=liaison, now=f.at(date(2026, 3, 21)))
    again.refresh_from_db()
    assert again.reopened_at is None, "it did not confirm what was recorded after it"
    withdraw_deeds(source=("test.record", 2), reason="did not take place", by=liaison, now=f.at(date(2026, 3, 22)))
    owed.refresh_from_db()
    again.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (0, None)
    assert again.reopened_reason == "did not take place"
    assert withdraw_deeds(source=("test.record", 2), reason="again", by=liaison, now=f.at(date(2026, 3, 12))) == []


def test_the_counters_of_every_node_above_follow(town, liaison):
    owed = f.owe(f.duty(f.version(), "study", topics=("study",)), town.leadership, year=2026)
    record(liaison, deed(town.leadership, date(2026, 2, 5), "study"))
    deltas = CounterDelta.objects.filter(due=owed[0].due)
    assert {d.node_id for d in deltas} >= {town.city.pk, town.county.pk}
    assert {(d.total, d.fulfilled, d.late, d.exempt) for d in deltas} == {(0, 1, 0, 0)}
    withdraw_deeds(source=("test.record", 1), reason="void", by=liaison, now=f.at(date(2026, 2, 6)))
    assert sum(d.fulfilled for d in CounterDelta.objects.all()) == 0


def test_a_deed_costs_a_constant_number_of_statements(town, liaison, django_assert_num_queries):
    for number in range(5):
        f.owe(f.duty(f.version(f"rules-{number}"), "study", topics=("study",)), town.leadership, year=2026)
    with django_assert_num_queries(9):
        record(liaison, deed(town.leadership, date(2026, 2, 5), "study"))
