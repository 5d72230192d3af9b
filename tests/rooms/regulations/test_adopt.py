"""Adopting versions, and ending it."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.organisation.policy import Acting, console
from liangze.regulations.actions import adopt, end_adoption
from liangze.regulations.models import RegulationVersion
from liangze.trust.models import AuditEntry
from tests.rooms import factory
from tests.rooms.regulations.conftest import TODAY


@pytest.fixture
def version(town: factory.Town) -> RegulationVersion:
    return factory.version("rules", no=1)


def test_a_new_version_ends_the_old_the_day_before(town: factory.Town, office: Acting, version: RegulationVersion) -> None:
    old = adopt(version=version, unit=town.county, since=date(2026, 1, 1), by=office, today=TODAY, reason="会议决定")
    new = adopt(version=factory.version("rules", no=2), unit=town.county, since=date(2026, 7, 1), by=office, today=TODAY, reason="会议决定")
    old.refresh_from_db()
    assert old.until == date(2026, 7, 1)  # half-open: 30 June is its last day
    assert new.until is None
    ended = AuditEntry.objects.get(action="regulations.adoption.end")
    assert (ended.before, ended.after) == ({"until": None}, {"until": "2026-07-01"})


def test_versions_of_other_regulations_stay(town: factory.Town, office: Acting, version: RegulationVersion) -> None:
    mine = adopt(version=version, unit=town.county, since=date(2026, 1, 1), by=office, today=TODAY, reason="会议决定")
    adopt(version=factory.version("others"), unit=town.county, since=date(2026, 2, 1), by=office, today=TODAY, reason="会议决定")
    mine.refresh_from_db()
    assert mine.until is None


def test_the_same_document_does_not_bind_twice(town: factory.Town, office: Acting) -> None:
    """Read in anew, a document with the same number would ask everything a second time."""
    first, again = factory.version("pack", number="云委办〔2026〕9号"), factory.version("document-9", number="云委办〔2026〕9号")
    adopt(version=first, unit=town.county, since=date(2026, 1, 1), by=office, today=TODAY, reason="会议决定")
    with pytest.raises(Conflict, match="binds this unit already"):
        adopt(version=again, unit=town.county, since=date(2026, 2, 1), by=office, today=TODAY, reason="会议决定")
    adopt(version=again, unit=town.city, since=date(2026, 2, 1), by=console(), today=TODAY, reason="会议决定")


def test_the_same_version_is_not_adopted_twice(town: factory.Town, office: Acting, version: RegulationVersion) -> None:
    adopt(version=version, unit=town.county, since=date(2026, 1, 1), by=office, today=TODAY, reason="会议决定")
    with pytest.raises(Conflict) as refused:
        adopt(version=version, unit=town.county, since=date(2026, 2, 1), by=office, today=TODAY, reason="会议决定")
    assert refused.value.field == "since"


def test_not_before_it_is_in_force(town: factory.Town, office: Acting) -> None:
    later = factory.version("later", since=date(2026, 5, 1))
    with pytest.raises(Refusal, match="2026-05-01"):
        adopt(version=later, unit=town.county, since=date(2026, 4, 30), by=office, today=TODAY, reason="会议决定")


def test_days_in_order(town: factory.Town, office: Acting, version: RegulationVersion) -> None:
    with pytest.raises(Refusal) as refused:
        adopt(version=version, unit=town.county, since=TODAY, until=TODAY, by=office, today=TODAY, reason="会议决定")
    assert refused.value.field == "until"


def test_a_sister_or_a_liaison_may_not(town: factory.Town, sister: Acting, liaison: Acting, version: RegulationVersion) -> None:
    for by in (sister, liaison):
        with pytest.raises(NotAllowed):
            adopt(version=version, unit=town.county, since=TODAY, by=by, today=TODAY, reason="会议决定")


def test_ending_needs_a_reason_and_a_later_day(town: factory.Town, office: Acting, version: RegulationVersion) -> None:
    row = adopt(version=version, unit=town.county, since=date(2026, 1, 1), by=office, today=TODAY, reason="会议决定")
    with pytest.raises(Refusal, match="reason"):
        end_adoption(adoption=row, until=date(2026, 6, 1), reason=" ", by=office)
    with pytest.raises(Refusal, match="a day at least"):
        end_adoption(adoption=row, until=date(2026, 1, 1), reason="replaced", by=office)
    assert end_adoption(adoption=row, until=date(2026, 6, 1), reason="replaced", by=office).until == date(2026, 6, 1)
    with pytest.raises(Conflict):
        end_adoption(adoption=row, until=date(2026, 6, 1), reason="replaced", by=office)


def test_an_adoption_rests_on_something(town: factory.Town, office: Acting) -> None:
    with pytest.raises(Refusal) as refused:
        adopt(version=factory.version("rules"), unit=town.county, since=TODAY, reason="  ", by=office, today=TODAY)
    assert refused.value.field == "reason"
