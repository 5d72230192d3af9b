"""Asked for a past day, every page says what stood then: exempted meanwhile, not owed meanwhile, handed in and not yet accepted."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liangze.core.words import ActKind, Every, State
from liangze.duties.actions import (
    NewDeed,
    accept_count,
    ask_exemption,
    decide_exemption,
    end_exemption,
    plan,
    record_deeds,
    return_count,
)
from liangze.duties.models import Count, Obligation, Withdrawal
from liangze.duties.queries import obligation
from liangze.duties.queries.ledger_rows import rows_of
from liangze.organisation.models import Change, GrantRole
from liangze.organisation.policy import console
from liangze.statistics.queries import Filters, overview
from liangze.statistics.queries.duty_obligations import duty_obligations
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", TODAY.isoformat())


@pytest.fixture
def town() -> f.Town:
    return f.town()


@pytest.fixture
def office(town):
    return f.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)


@pytest.fixture
def discipline(town):
    return f.acting("discipline", (GrantRole.DISCIPLINE, town.county), today=TODAY)


@pytest.fixture
def liaison(town):
    return f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=TODAY)


def report(town, by, day, source, kind="report"):
    new = NewDeed(town.bureau.pk, town.leadership.pk, kind, frozenset(), day, ("test.record", source))
    record_deeds(deeds=[new], by=by, now=f.at(day))
    return Count.objects.get(deed__source_id=source)


def owed_report(town, *, accept="superior_discipline_organ", times=1) -> Obligation:
    """Due by the end of January."""
    duty = f.duty(
        f.version(), "report", kind=ActKind.REPORT, every=Every.YEAR, about="previous", due_month=1, due_day=31, accept=accept, times=times
    )
    return f.owe(duty, town.leadership, year=2025)[0]


def said(owed, day, by, *, town) -> State | None:
    """The state on the day; every page says the same. None where it is not owed on that day."""
    page, _ = obligation(obligation_id=owed.pk, by=by, as_of=day)
    state = None if page.withdrawn else State(page.state)
    listed = duty_obligations(owed.duty_id, by=by, as_of=day).rows
    rows = rows_of(owed.unit_id, 2026, day)
    assert [row.state for row in rows] == [row.state for row in listed] == ([state.value] if state else [])
    if state:
        assert len(duty_obligations(owed.duty_id, by=by, as_of=day, state=state).rows) == 1
        assert listed[0].done == min(page.done, page.times)
    for unit in (town.county, town.bureau):
        figures = overview(node_id=unit.pk, as_of=day, filters=Filters(2026), by=by, today=TODAY).total
        if day < TODAY:
            assert {each: figures.of(each) for each in State} == {each: int(each == state) for each in State}
    return state


def test_an_exemption_that_ended_still_held_on_its_days(town, liaison, office):
    owed = owed_report(town)
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=f.at(date(2026, 1, 12)))
    decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=f.at(date(2026, 1, 15)))
    end_exemption(exemption_id=asked.pk, reason="The merger was called off.", by=office, now=f.at(date(2026, 2, 10)))
    days = {date(2026, 1, 11): State.OPEN, date(2026, 1, 14): State.OPEN, date(2026, 1, 15): State.EXEMPT, date(2026, 2, 9): State.EXEMPT,
            date(2026, 2, 10): State.OVERDUE, TODAY: State.OVERDUE}
    assert {day: said(owed, day, office, town=town) for day in days} == days
    waits = {day: rows_of(town.bureau.pk, 2026, day)[0].exemption_asked for day in days}
    assert [day for day, asked in waits.items() if asked] == [date(2026, 1, 14)], "asked for on the 12th, decided on the 15th"


def test_what_was_not_owed_for_some_days_was_not_owed_then(town, office):
    rules = f.version()
    duty = f.duty(rules, "report", kind=ActKind.REPORT, every=Every.YEAR, unit_within="self")
    f.adopt(rules, town.bureau)

    def planned(day: date, until: date | None) -> None:
        town.leadership.until = until
        town.leadership.save()
        Change.objects.create(unit_id=town.bureau.pk, what="test")
        plan(year=2026, by=console("test"), today=day)

    planned(date(2026, 1, 5), None)
    owed = Obligation.objects.get(duty=duty)
    planned(date(2026, 3, 2), date(2026, 1, 1))
    planned(date(2026, 4, 1), None)
    days = {date(2026, 3, 1): State.OPEN, date(2026, 3, 2): None, date(2026, 3, 31): None, date(2026, 4, 1): State.OPEN}
    assert {day: said(owed, day, office, town=town) for day in days} == days
    assert list(Withdrawal.objects.values_list("since", "until", "reason")) == [(date(2026, 3, 2), date(2026, 4, 1), "absent")]


def test_what_is_handed_in_is_met_from_its_acceptance_on_and_by_its_own_day(town, liaison, discipline):
    owed = owed_report(town)
    count = report(town, liaison, date(2026, 1, 28), 1)
    accept_count(count_id=count.pk, by=discipline, now=f.at(date(2026, 2, 10)))
    days = {date(2026, 1, 28): State.DUE_SOON, date(2026, 1, 31): State.DUE_SOON, date(2026, 2, 9): State.OVERDUE,
            date(2026, 2, 10): State.FULFILLED, TODAY: State.FULFILLED}
    assert {day: said(owed, day, discipline, town=town) for day in days} == days
    row = rows_of(town.bureau.pk, 2026, date(2026, 2, 9))[0]
    assert (row.waiting, row.happened) == (True, "")


def test_which_act_fulfilled_it_depends_on_what_had_been_accepted(town, liaison, discipline):
    """Two of three are asked for: the second by day among those accepted by then."""
    owed = owed_report(town, times=2)
    handed = {
        number: report(town, liaison, date(2026, 1, day), number) for number, day in ((1, 10), (2, 20), (3, 30))
    }
    for number, day in ((3, date(2026, 2, 2)), (1, date(2026, 2, 4)), (2, date(2026, 2, 6))):
        accept_count(count_id=handed[number].pk, by=discipline, now=f.at(day))
    days = {date(2026, 2, 3): State.OVERDUE, date(2026, 2, 4): State.FULFILLED, date(2026, 2, 6): State.FULFILLED}
    assert {day: said(owed, day, discipline, town=town) for day in days} == days
    met_on = {day: duty_obligations(owed.duty_id, by=discipline, as_of=day).rows[0].fulfilled_on for day in days}
    assert list(met_on.values()) == [None, date(2026, 1, 30), date(2026, 1, 20)]


def test_returned_later_was_waiting_then(town, liaison, discipline):
    owed = owed_report(town)
    count = report(town, liaison, date(2026, 1, 28), 1)
    return_count(count_id=count.pk, reason="The second part is missing.", by=discipline, now=f.at(date(2026, 2, 10)))
    rows = [rows_of(town.bureau.pk, 2026, day)[0] for day in (date(2026, 2, 9), date(2026, 2, 10))]
    assert [(row.waiting, row.returned) for row in rows] == [(True, False), (False, True)]
    page, _ = obligation(obligation_id=owed.pk, by=discipline, as_of=date(2026, 2, 9))
    assert [each.standing for each in page.counted] == ["waiting"]


def test_done_is_what_had_been_done_by_the_day(town, liaison, discipline):
    owed = owed_report(town, accept="", times=3)
    for number, day in enumerate((date(2026, 1, 8), date(2026, 1, 20), date(2026, 2, 3)), 1):
        report(town, liaison, day, number)
    days = (date(2026, 1, 7), date(2026, 1, 8), date(2026, 2, 2), TODAY)
    done = [duty_obligations(owed.duty_id, by=discipline, as_of=day).rows[0].done for day in days]
    assert done == [0, 1, 2, 3]
    assert said(owed, date(2026, 2, 2), discipline, town=town) == State.OVERDUE


def test_the_present_is_read_from_the_rows_alone(town, liaison, discipline):
    """Nothing that only a past day needs is looked into for the present one."""
    owed = owed_report(town)
    report(town, liaison, date(2026, 1, 28), 1)
    rows_of(town.bureau.pk, 2026, TODAY)  # what never changes about the duties is kept
    with CaptureQueriesContext(connection) as asked:
        duty_obligations(owed.duty_id, by=discipline, as_of=TODAY)
        rows_of(town.bureau.pk, 2026, TODAY)
    assert len(asked) == 4
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + asked[-1]["sql"])
        text = " ".join(line for (line,) in cursor.fetchall())
    assert "duties_withdrawal" not in text
    assert text.count("on duties_count ") == 1, "the proof, and no look for acceptances beside it"
