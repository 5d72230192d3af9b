"""Acceptance, exemption, close-out: who may, in which state, and what follows."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal
from liangze.core.obligation import state_on
from liangze.core.words import ActKind, Every, State
from liangze.duties.actions import (
    NewDeed,
    accept_count,
    ask_exemption,
    close_out,
    decide_exemption,
    end_exemption,
    record_deeds,
    reopen,
    return_count,
)
from liangze.duties.models import CloseOut, Count, CounterDelta, Obligation
from liangze.duties.queries import preview
from liangze.organisation.models import GrantRole
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 20)
NOW = f.at(DAY)


@pytest.fixture
def town() -> f.Town:
    return f.town()


@pytest.fixture
def liaison(town):
    return f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=DAY)


@pytest.fixture
def above(town):
    return f.acting("county-discipline", (GrantRole.DISCIPLINE, town.county), today=DAY)


@pytest.fixture
def office(town):
    return f.acting("county-office", (GrantRole.OFFICE, town.county), today=DAY)


def owed_report(town, accept="superior_discipline_organ") -> Obligation:
    duty = f.duty(
        f.version(), "report", kind=ActKind.REPORT, topics=("annual",), every=Every.YEAR, about="previous", due_month=1, due_day=31,
        accept=accept,
    )
    return f.owe(duty, town.leadership, year=2025)[0]


def file_report(town, by, source=1):
    new = NewDeed(town.bureau.pk, town.leadership.pk, "report", frozenset({"annual"}), DAY, ("test.record", source))
    record_deeds(deeds=[new], by=by, now=NOW)
    return Count.objects.get(deed__source_id=source)


def test_a_report_counts_from_its_acceptance_with_its_own_day(town, liaison, above):
    owed = owed_report(town)
    count = file_report(town, liaison)
    owed.refresh_from_db()
    assert owed.fulfilled_on is None, "handed in, not accepted"
    accept_count(count_id=count.pk, by=above, now=f.at(date(2026, 2, 10)))
    owed.refresh_from_db()
    assert owed.fulfilled_on == DAY
    assert state_on(owed.dates, date(2026, 2, 10)) == State.FULFILLED
    with pytest.raises(Conflict):
        return_count(count_id=count.pk, reason="too late", by=above, now=NOW)


def test_a_returned_report_does_not_count_and_the_next_one_may(town, liaison, above):
    owed = owed_report(town)
    count = file_report(town, liaison)
    with pytest.raises(Refusal, match="reason is missing"):
        return_count(count_id=count.pk, reason=" ", by=above, now=NOW)
    return_count(count_id=count.pk, reason="The second part is missing.", by=above, now=NOW)
    again = file_report(town, liaison, source=2)
    accept_count(count_id=again.pk, by=above, now=NOW)
    owed.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (1, DAY)


def test_only_the_organ_that_the_clause_names_accepts(town, liaison, office):
    owed_report(town)
    count = file_report(town, liaison)
    with pytest.raises(NotAllowed, match="organ above"):
        accept_count(count_id=count.pk, by=office, now=NOW)
    own = f.acting("own-discipline", (GrantRole.DISCIPLINE, town.bureau), today=DAY)
    with pytest.raises(NotAllowed, match="organ above"):
        accept_count(count_id=count.pk, by=own, now=NOW)
    with pytest.raises(NotAllowed):
        accept_count(count_id=count.pk, by=liaison, now=NOW)
    sister = f.acting("sister", (GrantRole.DISCIPLINE, town.township1), today=DAY)
    with pytest.raises(NotFound):
        accept_count(count_id=count.pk, by=sister, now=NOW)


def test_nobody_accepts_what_was_done_by_the_seat_they_hold_below(town, liaison, above):
    owed_report(town)
    count = file_report(town, liaison)
    both = f.person("both")
    f.appoint(both, town.principal)
    doer = f.acting("doer", (GrantRole.DISCIPLINE, town.county), today=DAY, who=both)
    with pytest.raises(NotAllowed, match="did this yourself"):
        accept_count(count_id=count.pk, by=doer, now=NOW)
    with pytest.raises(NotAllowed, match="did this yourself"):
        return_count(count_id=count.pk, reason="Not good enough.", by=doer, now=NOW)
    accept_count(count_id=count.pk, by=above, now=NOW)


def test_nobody_exempts_the_seat_they_hold_below(town, liaison, office):
    owed = owed_report(town)
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    both = f.person("both")
    f.appoint(both, town.principal)
    own = f.acting("own", (GrantRole.LEADER, town.county), today=DAY, who=both)
    with pytest.raises(NotAllowed, match="answer for this yourself"):
        decide_exemption(exemption_id=asked.pk, approved=True, by=own, now=NOW)
    decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=NOW)


def test_exemption_is_asked_for_by_the_unit_and_decided_above(town, liaison, office):
    owed = owed_report(town)
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    with pytest.raises(Conflict, match="asked for"):
        ask_exemption(obligation_id=owed.pk, reason="Again.", by=liaison, now=NOW)
    own_office = f.acting("own-office", (GrantRole.OFFICE, town.bureau), today=DAY)
    with pytest.raises(NotAllowed):
        decide_exemption(exemption_id=asked.pk, approved=True, by=own_office, now=NOW)
    with pytest.raises(Refusal, match="reason is missing"):
        decide_exemption(exemption_id=asked.pk, approved=False, by=office, now=NOW)
    decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=NOW)
    owed.refresh_from_db()
    assert state_on(owed.dates, DAY) == State.EXEMPT
    end_exemption(exemption_id=asked.pk, reason="The merger was called off.", by=office, now=NOW)
    owed.refresh_from_db()
    assert state_on(owed.dates, DAY) == State.DUE_SOON
    assert sum(delta.exempt for delta in CounterDelta.objects.all()) == 0
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "duties.exemption.ask", "duties.exemption.approve", "duties.exemption.end",
    ]


def test_what_was_done_or_withdrawn_meanwhile_is_not_exempted(town, liaison, office):
    owed = owed_report(town, accept="")
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    file_report(town, liaison)
    with pytest.raises(Conflict, match="This is done"):
        decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=NOW)
    Obligation.objects.filter(pk=owed.pk).update(fulfilled_on=None, done=0, withdrawn_on=DAY)
    with pytest.raises(Conflict, match="not owed any more"):
        decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=NOW)
    decide_exemption(exemption_id=asked.pk, approved=False, opinion="It is done.", by=office, now=NOW)
    owed.refresh_from_db()
    assert owed.exempted_on is None


def test_what_is_done_needs_no_exemption(town, liaison):
    owed = owed_report(town, accept="")
    file_report(town, liaison)
    with pytest.raises(Conflict, match="This is done"):
        ask_exemption(obligation_id=owed.pk, reason="x", by=liaison, now=NOW)


def test_close_out_only_by_somebody_other_than_the_doer(town, liaison, above):
    owed = owed_report(town, accept="")
    with pytest.raises(Conflict, match="not done"):
        close_out(obligation_id=owed.pk, by=above, now=NOW)
    file_report(town, above)
    with pytest.raises(NotAllowed, match="yourself"):
        close_out(obligation_id=owed.pk, by=above, now=NOW)
    member = f.person("Member")
    f.appoint(member, town.member1)
    also = f.acting("member", (GrantRole.DISCIPLINE, town.bureau), today=DAY, who=member)
    with pytest.raises(NotAllowed, match="yourself"):
        close_out(obligation_id=owed.pk, by=also, now=NOW)
    checker = f.acting("checker", (GrantRole.DISCIPLINE, town.county), today=DAY)
    close_out(obligation_id=owed.pk, opinion="Minutes and list agree.", by=checker, now=NOW)
    with pytest.raises(Conflict, match="already"):
        close_out(obligation_id=owed.pk, by=checker, now=NOW)
    reopen(obligation_id=owed.pk, reason="Another copy was found.", by=checker, now=NOW)
    close_out(obligation_id=owed.pk, by=checker, now=NOW)
    assert CloseOut.objects.filter(obligation=owed).count() == 2


def test_what_is_not_owed_is_not_closed_out(town, liaison, above, office):
    owed = owed_report(town, accept="")
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=NOW)
    file_report(town, liaison)
    owed.refresh_from_db()
    assert owed.fulfilled_on == DAY, "done all the same"
    with pytest.raises(Conflict, match="Nothing is owed here"):
        close_out(obligation_id=owed.pk, by=above, now=NOW)
    end_exemption(exemption_id=asked.pk, reason="The merger was called off.", by=office, now=NOW)
    Obligation.objects.filter(pk=owed.pk).update(withdrawn_on=DAY)
    with pytest.raises(Conflict, match="Nothing is owed here"):
        close_out(obligation_id=owed.pk, by=above, now=NOW)
    Obligation.objects.filter(pk=owed.pk).update(withdrawn_on=None)
    close_out(obligation_id=owed.pk, by=above, now=NOW)


def test_what_is_said_before_saving_of_something_exempt_is_what_happens(town, liaison, office):
    owed = owed_report(town, accept="")
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=NOW)
    new = NewDeed(town.bureau.pk, town.leadership.pk, "report", frozenset({"annual"}), DAY, ("test.record", 1))
    with translation.override("en"):
        (item,) = preview([new], DAY).counts
    assert (item.obligation_id, "exempt" in item.because) == (owed.pk, True)
    record_deeds(deeds=[new], by=liaison, now=NOW)
    assert [count.obligation_id for count in Count.objects.all()] == [owed.pk]
    end_exemption(exemption_id=asked.pk, reason="The merger was called off.", by=office, now=NOW)
    owed.refresh_from_db()
    assert state_on(owed.dates, DAY) == State.FULFILLED


def test_nobody_is_asked_to_do_what_is_exempt(town, liaison, office):
    owed = owed_report(town, accept="")
    new = NewDeed(town.bureau.pk, town.leadership.pk, "report", frozenset(), DAY, ("test.record", 1))
    assert [item.obligation_id for item in preview([new], DAY).near] == [owed.pk], "a topic is missing"
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    decide_exemption(exemption_id=asked.pk, approved=True, by=office, now=NOW)
    assert preview([new], DAY).near == ()


def test_a_sister_unit_does_not_know_of_it(town):
    owed = owed_report(town)
    sister = f.acting("sister", (GrantRole.DISCIPLINE, town.township1), today=DAY)
    with pytest.raises(NotFound):
        close_out(obligation_id=owed.pk, by=sister, now=NOW)
