"""The clause map: states as the core says them, clauses that nothing implements, what each reader sees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.core.obligation import state_on
from liangze.core.words import ClauseType, State
from liangze.duties.models import Obligation
from liangze.duties.queries.standing import states_on, stood_on
from liangze.organisation.models import GrantRole
from liangze.regulations.models import Clause
from liangze.statistics.queries.clause_map import clause_map, duty_tallies
from liangze.statistics.queries.duty_obligations import duty_obligations
from tests.rooms import factory

DAY = date(2026, 5, 10)


@pytest.fixture
def town(db: None) -> factory.Town:
    return factory.town()


def test_states_in_the_database_are_those_of_the_core(town: factory.Town) -> None:
    """Every combination of days around the day asked about."""
    duty = factory.duty(factory.version("rules"), "meeting", topics=("special-meeting",))
    near = [None, DAY - timedelta(20), DAY - timedelta(1), DAY, DAY + timedelta(1), DAY + timedelta(20)]
    number = 0
    for due in (DAY - timedelta(5), DAY, DAY + timedelta(14), DAY + timedelta(15)):
        for opens in (due - timedelta(40), DAY, DAY + timedelta(1)):
            for done in near:
                for exempt in (None, DAY, DAY + timedelta(1)):
                    if opens > due:
                        continue
                    number += 1
                    Obligation.objects.create(
                        duty=duty, unit=town.county, holder=town.county_leadership, year=2026, opens=opens, due=due,
                        period_start=date(2000, 1, 1) + timedelta(number), period_end=date(2030, 1, 1),
                        fulfilled_on=done, exempted_on=exempt,
                    )  # fmt: skip
    for state, where in states_on(DAY).items():
        rows = set(stood_on(Obligation.objects.all(), DAY).filter(where).values_list("pk", flat=True))
        assert rows == {row.pk for row in Obligation.objects.all() if state_on(row.dates, DAY) is state}, state


def test_the_map_counts_by_duty_what_the_reader_may_see(town: factory.Town) -> None:
    version = factory.version("rules")
    meeting = factory.duty(version, "meeting", topics=("special-meeting",))
    report = factory.duty(version, "report", topics=("annual",), kind="report", every="year")
    factory.owe(meeting, town.county_leadership, year=2026)
    factory.owe(meeting, town.township1_leadership, year=2026, done=1, fulfilled_on=date(2026, 1, 5))
    office = factory.acting("office", (GrantRole.OFFICE, town.county), today=DAY)
    liaison = factory.acting("liaison", (GrantRole.LIAISON, town.township1), today=DAY)
    factory.adopt(version, town.county)
    found = clause_map("rules", 1, by=office, as_of=DAY, today=DAY)
    figures = {item.duty.key: (item.tally.total, item.tally.overdue, item.records) for row in found.clauses for item in row.duties}
    assert figures == {"meeting": (8, 1, 4), "report": (0, 0, 0)}
    assert report.pk not in duty_tallies(version.pk, by=office, as_of=DAY)
    assert duty_tallies(version.pk, by=liaison, as_of=DAY)[meeting.pk][0].of(State.OVERDUE) == 0


def test_working_clauses_without_a_duty_stand_out(town: factory.Town) -> None:
    version = factory.version("rules")
    factory.duty(version, "meeting", topics=("special-meeting",), label="第一条")
    for number, (path, kind) in enumerate(
        [
            (["第二条"], ClauseType.DUTY),
            (["第三条"], ClauseType.PRINCIPLE),
            (["第四条"], ClauseType.MECHANISM),
            (["第四条", "1"], ClauseType.DUTY),
        ],
        5,
    ):
        Clause.objects.create(version=version, path=path, label="".join(path), type=kind, gist="说明这一条", position=number)
    office = factory.acting("office", (GrantRole.OFFICE, town.county), today=DAY)
    found = clause_map("rules", 1, by=office, as_of=DAY, today=DAY)
    assert [row.clause.label for row in found.clauses if row.bare] == ["第二条", "第四条1"]
    assert (found.bare, found.working) == (2, 3)


def test_withdrawn_is_not_counted(town: factory.Town) -> None:
    version = factory.version("rules")
    duty = factory.duty(version, "meeting", topics=("special-meeting",))
    factory.owe(duty, town.county_leadership, year=2026, withdrawn_on=date(2026, 4, 1))
    office = factory.acting("office", (GrantRole.OFFICE, town.county), today=DAY)
    assert duty_tallies(version.pk, by=office, as_of=DAY) == {}
    assert duty_tallies(version.pk, by=office, as_of=date(2026, 3, 1))[duty.pk][0].total == 4


def test_a_large_tree_is_counted_when_asked(town: factory.Town, monkeypatch: pytest.MonkeyPatch) -> None:
    version = factory.version("rules")
    factory.owe(factory.duty(version, "meeting", topics=("special-meeting",)), town.county_leadership, year=2026)
    office = factory.acting("office", (GrantRole.OFFICE, town.county), today=DAY)
    monkeypatch.setattr("liangze.statistics.queries.clause_map.AT_ONCE_UP_TO", 3)
    later = clause_map("rules", 1, by=office, as_of=DAY, today=DAY)
    assert (later.deferred, later.live, later.total.total) == (True, False, 0)
    assert clause_map("rules", 1, by=office, as_of=DAY, today=DAY, live=True).total.total == 4


def test_a_figure_opens_to_the_obligations(town: factory.Town) -> None:
    version = factory.version("rules")
    duty = factory.duty(version, "meeting", topics=("special-meeting",))
    factory.owe(duty, town.county_leadership, year=2026, done=1, fulfilled_on=date(2026, 3, 1))
    factory.owe(duty, town.township1_leadership, year=2026)
    liaison = factory.acting("liaison", (GrantRole.LIAISON, town.township1), today=DAY)
    office = factory.acting("office", (GrantRole.OFFICE, town.county), today=DAY)
    overdue = duty_obligations(duty.pk, by=office, as_of=DAY, state=State.OVERDUE)
    assert [(row.unit, row.state) for row in overdue.rows] == [("东乡", "overdue")]
    assert duty_obligations(duty.pk, by=office, as_of=DAY).page.paginator.count == 8
    assert {row.unit for row in duty_obligations(duty.pk, by=liaison, as_of=DAY).rows} == {"东乡"}
