"""A county that holds a hearing in which two bureau leaders and a township secretary report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Obligation
from liangze.hearings.actions import file_report, make_slips, open_ballot, plan_hearing, prepare_ballot
from liangze.hearings.models import Ballot, Hearing, HearingReporter
from liangze.hearings.record import HearingTerms
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting
from tests.rooms import factory as f

DAY = date(2026, 3, 20)
NOW = f.at(DAY)
TOPICS = frozenset({"duty-and-integrity", "main-responsibility"})


@dataclass
class Given:
    """The town of the factory, who acts in it, and what is owed."""

    town: f.Town
    office: Acting
    second: Acting
    bureau: Acting
    east: Acting
    assessor: Acting
    held: list[Obligation]
    reported: list[Obligation]


@pytest.fixture
def given(db: None, settings: Any, tmp_path: Any, monkeypatch: Any) -> Given:
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    return begin()


def begin() -> Given:
    town = f.town()
    for topic in ("duty-and-integrity", "main-responsibility"):
        f.topic(topic, ActKind.HEARING)
    rules = f.version("county-rules", number="甲委发〔2026〕1号")
    hold = f.duty(
        rules, "hold", role=Role.DISCIPLINE_ORGAN, kind=ActKind.HEARING, topics=("main-responsibility",), every=Every.YEAR,
        title="每年听取述责述廉", due_month=3, due_day=31,
    )
    account = f.duty(
        rules, "account", role=Role.PRINCIPAL, kind=ActKind.HEARING, topics=("duty-and-integrity",), every=Every.YEAR, title="每年述职述廉"
    )
    f.adopt(rules, town.county)
    for name, post in (("王一", town.principal), ("李二", town.member1), ("张三", town.township1_principal)):
        f.appoint(f.person(name), post)

    def one(name: str, role: GrantRole, where: f.Unit) -> Acting:
        return f.acting(name, (role, where), today=DAY)

    return Given(
        town, one("县委办", GrantRole.OFFICE, town.county), one("县纪委", GrantRole.DISCIPLINE, town.county),
        one("甲局联络员", GrantRole.LIAISON, town.bureau), one("东乡联络员", GrantRole.LIAISON, town.township1),
        one("考核组", GrantRole.ASSESSOR, town.county), f.owe(hold, town.county_discipline, year=2026),
        [*f.owe(account, town.principal, year=2026), *f.owe(account, town.township1_principal, year=2026)],
    )


def terms(given: Given, **changes: Any) -> HearingTerms:
    town = given.town
    asked: dict[str, Any] = {
        "unit_id": town.county.pk, "holder_id": town.county_discipline.pk, "title": "甲县2026年述责述廉会议", "held_on": DAY,
        "place": "县行政中心一会议室", "topics": TOPICS, "reporters": (town.principal.pk, town.township1_principal.pk),
    }
    return HearingTerms(**(asked | changes))


def planned(given: Given, **changes: Any) -> Hearing:
    return plan_hearing(terms=terms(given, **changes), by=given.office, today=DAY, now=NOW)


def reporter(hearing: Hearing, place: int = 1) -> HearingReporter:
    return HearingReporter.objects.get(hearing=hearing, position=place)


def report(given: Given, hearing: Hearing, place: int = 1, text: str = "一年来履行主体责任的情况。") -> None:
    file_report(
        hearing_id=hearing.pk, reporter_id=reporter(hearing, place).pk, text=text, on=DAY, by=given.office, today=DAY, now=NOW
    )


def ballot(
    given: Given, hearing: Hearing | None = None, *, scales: tuple[str, ...] = ("duty", "duty"), body: str = "satisfaction"
) -> Ballot:
    hearing = hearing or planned(given)
    chosen = {str(reporter(hearing, place).pk): scale for place, scale in enumerate(scales, 1)}
    return prepare_ballot(
        hearing_id=hearing.pk, scales=chosen | {"body": body}, body="甲县领导班子" if body else "", by=given.office, today=DAY, now=NOW
    )


def opened(given: Given, slips: int = 8, **more: Any) -> tuple[Ballot, tuple[str, ...]]:
    """An open ballot and its tokens."""
    made = ballot(given, **more)
    tokens = make_slips(ballot_id=made.pk, number=slips, again=False, by=given.office, now=NOW)
    open_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)
    made.refresh_from_db()
    return made, tokens
