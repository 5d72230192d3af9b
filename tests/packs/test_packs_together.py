"""Several regulations over one unit: what is done once counts wherever it is owed."""

from __future__ import annotations

from datetime import date

from liangze.core.planning import plan_reference
from liangze.core.words import ActKind, Level, UnitKind
from liangze.packs import Pack
from liangze.packs.example_world import Given, GivenDeed, GivenUnit, world_of
from tests.packs.conftest import pack_named

HUZHOU = pack_named("huzhou/two-responsibilities-2015/1")
GUANGXI = pack_named("guangxi/civil-air-defence-opinions/1")
COMMENTARY = pack_named("commentary/pressing-responsibility-down/1")


def settled(pack: Pack, duty_id: str, given: Given) -> list[tuple[date, int]]:
    """Due day and deeds counted of each obligation of the duty."""
    duty = next(duty for duty in pack.duties if duty.id == duty_id)
    world = world_of(given, pack)
    planned = plan_reference([duty], world.organisation, world.adoption, world.year, world.today)
    return [(obligation.due, len(world.days_counted(obligation, duty))) for obligation in planned]


def test_one_meeting_settles_a_quarter_and_a_half_year() -> None:
    """Worked example 3 with the packs themselves: six obligations a year, one meeting on 20 June closes two."""
    department = GivenUnit("d", UnitKind.DEPARTMENT, Level.CITY, ("leadership",))
    topics = frozenset({"special-meeting", "situation-analysis"})
    meetings = (GivenDeed("d/leadership", ActKind.MEETING, topics, date(2026, 6, 20)),)
    given = Given(2026, (department,), "-", deeds=meetings)
    special = settled(HUZHOU, "quarterly-special-meeting", given)
    analysis = settled(GUANGXI, "situation-analysis-each-half-year", given)
    assert special == [(date(2026, 3, 31), 0), (date(2026, 6, 30), 1), (date(2026, 9, 30), 0), (date(2026, 12, 31), 0)]
    assert analysis == [(date(2026, 6, 30), 1), (date(2026, 12, 31), 0)]


def test_one_annual_report_counts_for_city_and_commentary() -> None:
    units = (
        GivenUnit("y", UnitKind.REGION, Level.CITY, ("leadership", "principal")),
        GivenUnit("c", UnitKind.REGION, Level.COUNTY, ("leadership", "principal"), parent="y"),
    )
    report = GivenDeed(
        "c/leadership",
        ActKind.REPORT,
        frozenset({"main-responsibility", "annual"}),
        date(2026, 1, 20),
        accepted=date(2026, 1, 22),
    )
    given = Given(2026, units, "-", deeds=(report,))
    assert sum(done for _, done in settled(HUZHOU, "annual-report-committee", given)) == 1
    assert sum(done for _, done in settled(COMMENTARY, "annual-report-committee", given)) == 1
