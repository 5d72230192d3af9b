"""The ledger: every obligation with state, proof and days; sums that add up; as of any day."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from liangze.core.errors import NotFound
from liangze.core.words import ActKind, Every, Role, State
from liangze.duties.actions import NewDeed, ask_exemption, close_out, decide_exemption, record_deeds, return_count
from liangze.duties.models import Count
from liangze.duties.queries import LedgerFilter, ledger, mine, obligation, preview, returned_to, waiting_for
from liangze.organisation.models import GrantRole
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def town():
    return f.town()


@pytest.fixture
def liaison(town):
    return f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=TODAY)


@pytest.fixture
def owed(town):
    """Four special meetings, two analyses, one report that must be accepted."""
    rules = f.version(number="C〔2015〕45号", title="City rules")
    meeting = f.duty(rules, "Special meeting", topics=("special-meeting",), label="二（一）1")
    analysis = f.duty(f.version("own", title="Own opinions"), "Analysis", topics=("situation-analysis",), every=Every.HALF_YEAR)
    report = f.duty(
        rules, "Yearly report", kind=ActKind.REPORT, every=Every.YEAR, about="previous", due_month=1, due_day=31,
        accept="superior_discipline_organ", role=Role.PRINCIPAL,
    )
    return (
        f.owe(meeting, town.leadership, year=2026), f.owe(analysis, town.leadership, year=2026),
        f.owe(report, town.principal, year=2025),
    )


def act(town, by, on, *topics, kind="meeting", source=1, holder=None, entered=None):
    holder = holder or town.leadership
    new = NewDeed(holder.unit_id, holder.pk, kind, frozenset(topics), on, ("test.record", source))
    record_deeds(deeds=[new], by=by, now=f.at(entered or on))


def shown(town, as_of=TODAY, **wanted):
    return ledger(unit=town.bureau, year=2026, as_of=as_of, wanted=LedgerFilter(**wanted))


def test_states_add_up_and_rows_say_their_days(town, liaison, owed, django_assert_num_queries):
    act(town, liaison, date(2026, 3, 18), "special-meeting")
    shown(town)  # what never changes about the duties is kept
    with django_assert_num_queries(1):
        page = shown(town)
    assert page.total == page.whole == sum(page.sums.values()) == 7
    assert page.sums[State.FULFILLED] == 1
    assert page.sums[State.OVERDUE] == 1, "the report"
    assert page.sums[State.DUE_SOON] == 2
    first = next(row for row in page.rows if row.state == State.FULFILLED)
    assert (first.happened, first.entered, first.due, first.period, first.late_days) == ("03-18", "03-18", "03-31", "Quarter 1", 0)
    report = page.rows[0]
    assert (report.period, report.due, report.left) == ("Year 2025", "01-31", "136 days overdue")
    assert {row.left for row in page.rows if row.state == State.UPCOMING} == {"from 07-01 on", "from 10-01 on"}


def test_as_of_an_earlier_day_nothing_later_has_happened(town, liaison, owed):
    act(town, liaison, date(2026, 3, 18), "special-meeting")
    page = shown(town, as_of=date(2026, 3, 17))
    assert page.sums[State.FULFILLED] == 0
    assert all(not row.happened for row in page.rows)


def test_as_of_an_earlier_day_acts_and_questions_of_later_have_not_come(town, liaison, owed):
    duty = f.duty(f.version("two"), "Two talks", kind=ActKind.TALK, every=Every.YEAR, times=2)
    (talks,) = f.owe(duty, town.leadership, year=2026)
    act(town, liaison, date(2026, 3, 18), kind="talk")
    act(town, liaison, date(2026, 4, 18), kind="talk", source=2)
    page, _ = obligation(obligation_id=talks.pk, by=liaison, as_of=date(2026, 4, 1))
    assert (page.done, page.why) == (1, "Open since 1 Jan, due by 31 Dec; 1 of 2 acts count so far.")
    asked = ask_exemption(obligation_id=owed[0][1].pk, reason="The bureau is being merged.", by=liaison, now=f.at(date(2026, 5, 4)))
    assert sum(row.exemption_asked for row in shown(town, as_of=date(2026, 5, 4)).rows) == 1
    assert sum(row.exemption_asked for row in shown(town, as_of=date(2026, 5, 3)).rows) == 0
    office = f.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)
    decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=f.at(date(2026, 5, 8)))
    assert sum(row.exemption_asked for row in shown(town, as_of=date(2026, 5, 7)).rows) == 1, "not decided yet on that day"
    assert sum(row.exemption_asked for row in shown(town, as_of=date(2026, 5, 8)).rows) == 0


def test_filters_sort_and_options(town, liaison, owed):
    act(town, liaison, date(2026, 3, 18), "special-meeting", entered=date(2026, 4, 27))
    assert [option.n for option in shown(town).holders] == [6, 1]
    assert shown(town, holder=town.principal.pk).total == 1
    assert {row.regulation for row in shown(town, every="half_year").rows} == {"Own opinions"}
    late = shown(town, doubt="late_entry")
    assert [row.late_days for row in late.rows] == [40]
    assert late.doubts == {"late_entry": 1, "reused": 0}
    state = shown(town, state="upcoming")
    assert (state.total, state.shown) == (7, 3), "the sums stay those of the other filters"
    assert next(row.due for row in shown(town, sort="-due").rows) == "12-31"
    assert shown(town, text="Analysis").total == 2


def test_close_out_and_waiting_show_in_the_row(town, liaison, owed):
    act(town, liaison, date(2026, 3, 18), "special-meeting")
    act(town, liaison, date(2026, 1, 20), kind="report", source=2, holder=town.principal)
    checker = f.acting("checker", (GrantRole.DISCIPLINE, town.county), today=TODAY)
    close_out(obligation_id=owed[0][0].pk, by=checker, now=f.at(date(2026, 3, 30)))
    page = shown(town)
    assert (page.done, page.closed, page.waiting) == (1, 1, 0)
    assert [row.closed for row in page.rows if row.closed] == ["03-30 checker"]
    assert next(row.waiting for row in page.rows)
    assert shown(town, as_of=date(2026, 3, 29)).closed == 0


def test_an_obligation_explains_itself(town, liaison, owed, django_assert_num_queries):
    act(town, liaison, date(2026, 1, 20), kind="report", holder=town.principal)
    above = f.acting("above", (GrantRole.DISCIPLINE, town.county), today=TODAY)
    return_count(count_id=Count.objects.get().pk, reason="No figures.", by=above, now=f.at(date(2026, 1, 25)))
    with django_assert_num_queries(2):
        page, _ = obligation(obligation_id=owed[2][0].pk, by=liaison, as_of=TODAY)
    assert [(each.standing, each.note) for each in page.counted] == [("returned", "Returned on 25 Jan by above: No figures.")]
    assert page.why == "On 16 Jun, after the due day 31 Jan, 0 of 1 acts counted."
    sister = f.acting("sister", (GrantRole.LIAISON, town.township1), today=TODAY)
    with pytest.raises(NotFound):
        obligation(obligation_id=owed[2][0].pk, by=sister, as_of=TODAY)


def test_preview_says_what_counts_and_what_lies_near(town, liaison, owed, django_assert_num_queries):
    new = NewDeed(town.bureau.pk, town.leadership.pk, "meeting", frozenset({"special-meeting"}), date(2026, 6, 10), ("", 0))
    with django_assert_num_queries(2):
        found = preview([new], TODAY)
    assert [(item.title, item.period) for item in found.counts] == [("Special meeting", "Quarter 2")]
    assert found.counts[0].because == "Kind and topics fit (“special-meeting”), and 10 Jun lies between 1 Apr and 30 Jun."
    assert [(item.period, item.can_make_up) for item in found.missed] == [("Quarter 1", True)]
    assert next((item.title, item.because) for item in found.near) == ("Analysis", "It lacks the topic “situation-analysis”.")
    named = preview([new], TODAY, makes_up=[owed[0][0].pk])
    assert [(item.period, item.late, item.made_up) for item in named.counts] == [("Quarter 1", True, True)]
    assert preview([new], date(2026, 6, 9)) == preview([], TODAY), "what has not come yet settles nothing"


def test_preview_and_record_agree(town, liaison, owed):
    for number, day in enumerate((date(2026, 1, 20), date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 16)), 1):
        for topics in ((), ("special-meeting",), ("special-meeting", "situation-analysis")):
            source = number * 10 + len(topics)
            new = NewDeed(town.bureau.pk, town.leadership.pk, "meeting", frozenset(topics), day, ("test.record", source))
            told = {item.obligation_id for item in preview([new], TODAY).counts}
            record_deeds(deeds=[new], by=liaison, now=f.at(TODAY))
            assert told == set(Count.objects.filter(deed__source_id=source).values_list("obligation_id", flat=True))


def test_my_work_of_the_unit_and_of_the_level_above(town, liaison, owed):
    work = mine(liaison, TODAY)
    assert [(each.title, each.state) for each in work] == [
        ("Yearly report", State.OVERDUE), ("Special meeting", State.OVERDUE), ("Special meeting", State.DUE_SOON),
        ("Analysis", State.DUE_SOON),
    ]
    act(town, liaison, date(2026, 1, 20), kind="report", holder=town.principal)
    assert len(mine(liaison, TODAY)) == 3, "handed in: nothing to do until it is decided"
    above = f.acting("above", (GrantRole.DISCIPLINE, town.county), today=TODAY)
    (accept,) = waiting_for(above, TODAY)
    assert (accept.what, accept.who) == ("accept", "liaison")
    return_count(count_id=accept.key, reason="No figures.", by=above, now=f.at(TODAY))
    assert [(each.what, each.note) for each in returned_to(liaison, TODAY)] == [("returned", "No figures.")]
    ask_exemption(obligation_id=owed[0][0].pk, reason="Merger.", by=liaison, now=f.at(TODAY))
    office = f.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)
    assert [(each.what, each.note) for each in waiting_for(office, TODAY)] == [("decide", "Merger.")]
    act(town, liaison, date(2026, 6, 10), "special-meeting", source=2)
    assert [each.what for each in waiting_for(above, TODAY)] == ["close_out"]


def test_a_leaders_own_seat_is_marked(town, owed):
    principal = f.person("Principal")
    f.appoint(principal, town.principal)
    leader = f.acting("leader", (GrantRole.LEADER, town.bureau), today=TODAY, who=principal)
    assert [each.own for each in mine(leader, TODAY)] == [True, False, False, False]
