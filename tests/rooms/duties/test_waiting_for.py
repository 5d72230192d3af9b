"""My work: what still is to be done stays in sight, and nobody is asked to decide what they may not decide."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.errors import Refusal
from liangze.core.words import ActKind, Every
from liangze.duties.actions import (
    NewDeed,
    accept_count,
    ask_exemption,
    close_out,
    decide_exemption,
    record_deeds,
)
from liangze.duties.models import Count, Obligation
from liangze.duties.queries import mine, waiting_for
from liangze.organisation.models import GrantRole
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
def both(town):
    """Holds the bureau's first seat, and grants of the county above it."""
    who = f.person("both")
    f.appoint(who, town.principal)
    return f.acting("both", (GrantRole.DISCIPLINE, town.county), (GrantRole.OFFICE, town.county), today=DAY, who=who)


@pytest.fixture
def above(town):
    return f.acting("above", (GrantRole.DISCIPLINE, town.county), (GrantRole.OFFICE, town.county), today=DAY)


def owed_report(town, accept="superior_discipline_organ", times=1) -> Obligation:
    duty = f.duty(
        f.version(), "report", kind=ActKind.REPORT, every=Every.YEAR, about="previous", due_month=1, due_day=31, accept=accept, times=times
    )
    return f.owe(duty, town.leadership, year=2025)[0]


def report(town, by, source=1) -> Count:
    new = NewDeed(town.bureau.pk, town.leadership.pk, "report", frozenset(), DAY, ("test.record", source))
    record_deeds(deeds=[new], by=by, now=NOW)
    return Count.objects.get(deed__source_id=source)


def waits(by) -> list[str]:
    return [each.what for each in waiting_for(by, DAY)]


def test_one_of_two_reports_handed_in_leaves_one_to_do(town, liaison, above):
    owed = owed_report(town, times=2)
    first = report(town, liaison)
    assert [work.id for work in mine(liaison, DAY)] == [owed.pk]
    report(town, liaison, source=2)
    assert mine(liaison, DAY) == (), "both wait for the level above"
    accept_count(count_id=first.pk, by=above, now=NOW)
    assert mine(liaison, DAY) == (), "one accepted, one waits"


def test_who_did_it_is_not_asked_to_accept_it(town, liaison, above, both):
    owed_report(town)
    count = report(town, liaison)
    assert (waits(above), waits(both)) == (["accept"], [])
    with pytest.raises(Refusal):
        accept_count(count_id=count.pk, by=both, now=NOW)


def test_who_answers_for_it_is_not_asked_to_exempt_it(town, liaison, above, both):
    owed = owed_report(town, accept="")
    asked = ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    assert (waits(above), waits(both)) == (["decide"], [])
    with pytest.raises(Refusal):
        decide_exemption(exemption_id=asked.pk, approved=True, by=both, now=NOW)


def test_who_did_it_is_not_asked_to_close_it_out(town, liaison, above, both):
    owed = owed_report(town, accept="")
    report(town, liaison)
    assert (waits(above), waits(both)) == (["close_out"], [])
    with pytest.raises(Refusal):
        close_out(obligation_id=owed.pk, by=both, now=NOW)


def test_nothing_is_asked_about_what_is_owed_no_longer(town, liaison, above):
    handed, exempt = owed_report(town), f.owe(f.duty(f.version("other"), "meeting"), town.leadership, year=2026)[0]
    report(town, liaison)
    ask_exemption(obligation_id=exempt.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    assert waits(above) == ["accept", "decide"]
    Obligation.objects.filter(pk__in=(handed.pk, exempt.pk)).update(withdrawn_on=DAY)
    assert waits(above) == []


def test_an_exemption_is_not_decided_after_it_was_done_nor_closed_out_while_it_holds(town, liaison, above):
    owed = owed_report(town, accept="")
    ask_exemption(obligation_id=owed.pk, reason="The bureau is being merged.", by=liaison, now=NOW)
    report(town, liaison)
    assert waits(above) == ["close_out"], "what is done needs no exemption"
    Obligation.objects.filter(pk=owed.pk).update(exempted_on=DAY)
    assert waits(above) == []


def test_a_grant_speaks_for_its_own_place_only(town, liaison):
    """Office of the county, discipline organ somewhere else: the county's discipline organ is asked, not this person."""
    owed_report(town)
    report(town, liaison)
    mixed = f.acting("mixed", (GrantRole.OFFICE, town.county), (GrantRole.DISCIPLINE, town.township1), today=DAY)
    assert waits(mixed) == []
