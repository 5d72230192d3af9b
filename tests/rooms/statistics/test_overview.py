"""The dashboard's figures: they add up, they agree with the core's state of every single row, they cost little."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liangze.core.errors import NotFound
from liangze.core.obligation import state_on
from liangze.core.words import ActKind, Every, Role, State
from liangze.duties.counters import place_units, rebuild_counters
from liangze.duties.models import Obligation
from liangze.organisation.models import GrantRole, Unit
from liangze.organisation.policy import Acting, Permission
from liangze.statistics.queries import Filters, due_days, heat, overview, tree, why
from tests.rooms import factory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 16)
YEAR = Filters(2026)


@pytest.fixture
def town() -> factory.Town:
    """A city of seven units with a year of quarterly, half-yearly and yearly duties, met well, late or not at all."""
    town = factory.town()
    rules, own = factory.version("city-rules", number="云委办〔2026〕3号"), factory.version("bureau-rules", number="甲局〔2026〕1号")
    duties = [
        factory.duty(rules, "meeting", every=Every.QUARTER, kind=ActKind.MEETING),
        factory.duty(rules, "study", every=Every.MONTH, kind=ActKind.STUDY),
        factory.duty(own, "report", every=Every.HALF_YEAR, kind=ActKind.REPORT),
        factory.duty(own, "plan", every=Every.YEAR, kind=ActKind.PLAN),
    ]
    dice = random.Random(7)
    seats = [town.county_leadership, town.leadership, town.township1_leadership, town.township2_leadership]
    seats += [factory.seat(town.city, Role.LEADERSHIP), town.head1, town.head2]
    for seat in seats:
        for duty in duties:
            for row in factory.owe(duty, seat, year=2026):
                fate = dice.random()
                if fate < 0.4:
                    row.fulfilled_on = min(row.due - timedelta(days=dice.randrange(20)), TODAY)
                elif fate < 0.6 and row.due < TODAY:
                    row.fulfilled_on = min(row.due + timedelta(days=dice.randrange(1, 40)), TODAY)
                elif fate < 0.7:
                    row.exempted_on = date(2026, 3, dice.randrange(1, 29))
                elif fate < 0.75:
                    row.withdrawn_on = date(2026, 4, dice.randrange(1, 29))
                row.save()
    place_units()
    rebuild_counters()
    return town


@pytest.fixture
def office(town: factory.Town) -> Acting:
    return factory.acting("city-office", (GrantRole.OFFICE, town.city), today=TODAY)


def by_hand(unit: Unit, day: date, today: date = TODAY) -> Counter[State]:
    """The states of everything below the unit, one row at a time, by the core's own rule."""
    rows = Obligation.objects.filter(unit__path__startswith=unit.path, due__year=2026)
    held = [row for row in rows if row.withdrawn_on is None or (day < today and row.withdrawn_on > day)]
    return Counter(state_on(row.dates, day) for row in held)


@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 3, 31), date(2026, 4, 1), TODAY, date(2026, 12, 31)])
def test_every_figure_is_what_the_rows_say(town: factory.Town, office: Acting, day: date) -> None:
    for unit in (town.city, town.county, town.bureau, town.township1):
        shown = overview(node_id=unit.pk, as_of=day, filters=YEAR, by=office, today=TODAY)
        assert Counter({state: shown.total.of(state) for state in State}) == by_hand(unit, day)
        for row in shown.rows:
            expected = by_hand(Unit.objects.get(pk=row.place.id), day) if not row.own else None
            assert expected is None or Counter({state: row.tally.of(state) for state in State}) == expected


@pytest.mark.parametrize("day", [date(2026, 5, 2), TODAY])
def test_totals_are_sums_of_what_is_shown(town: factory.Town, office: Acting, day: date) -> None:
    shown = overview(node_id=town.county.pk, as_of=day, filters=YEAR, by=office, today=TODAY)
    for column in range(9):
        whole = shown.total.fields()[column]
        assert sum(row.tally.fields()[column] for row in shown.rows) == whole
        assert sum(share.tally.fields()[column] for share in shown.regulations) == whole
        assert sum(share.tally.fields()[column] for share in shown.kinds) == whole
    assert shown.total.total == sum(shown.total.of(state) for state in State)


def test_a_county_shows_its_own_seats_beside_its_children(town: factory.Town, office: Acting) -> None:
    shown = overview(node_id=town.county.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    assert {(row.place.name, row.own) for row in shown.rows} == {("甲局", False), ("东乡", False), ("西乡", False), ("甲县", True)}


def test_the_trend_ends_with_the_rate_of_the_day(town: factory.Town, office: Acting) -> None:
    shown = overview(node_id=town.city.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    assert len(shown.trend) == 6
    assert shown.trend[-1].rate == pytest.approx(shown.total.rate)
    march = overview(node_id=town.city.pk, as_of=date(2026, 4, 1), filters=YEAR, by=office, today=date(2026, 4, 1))
    assert shown.trend[2].rate == pytest.approx(march.total.rate)  # the end of March, seen in June and seen on the day after


def test_filters_leave_only_what_was_asked_for(town: factory.Town, office: Acting) -> None:
    everything = overview(node_id=town.county.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    for share in everything.kinds:
        narrowed = overview(node_id=town.county.pk, as_of=TODAY, filters=Filters(2026, kind=str(share.key)), by=office, today=TODAY)
        assert narrowed.total == share.tally
    for share in everything.regulations:
        narrowed = overview(node_id=town.county.pk, as_of=TODAY, filters=Filters(2026, int(share.key)), by=office, today=TODAY)
        assert narrowed.total == share.tally


@pytest.mark.parametrize("limit", [0, 60_000])
def test_why_adds_up_to_the_figure(town: factory.Town, office: Acting, limit: int) -> None:
    shown = overview(node_id=town.county.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    for state in State:
        answer = why(node_id=town.county.pk, own=False, state=state, as_of=TODAY, filters=YEAR, by=office, today=TODAY, limit=limit)
        assert answer.total == shown.total.of(state)
        assert answer.by_clause is (limit > 0 or answer.total == 0)
    own = next(row for row in shown.rows if row.own)
    answer = why(node_id=town.county.pk, own=True, state=None, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    assert answer.total == own.tally.total
    assert all(reason.clause and reason.clause.cited.startswith(("云委办", "甲局")) for reason in answer.reasons)


def test_due_days_and_what_is_ahead(town: factory.Town, office: Acting) -> None:
    shown = overview(node_id=town.city.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    assert [due.day for due in shown.ahead] == [date(2026, 6, 30)]
    found = tree(town.city.pk, by=office, permission=Permission.OVERVIEW_READ)
    days = due_days(tree=found, start=date(2026, 1, 1), end=date(2026, 12, 31), as_of=TODAY, filters=YEAR, today=TODAY)
    assert sum(due.tally.total for due in days) == shown.total.total
    assert next(due for due in days if due.day == date(2026, 6, 30)).tally == shown.ahead[0].tally


def test_heat_tiles_sum_to_the_row(town: factory.Town, office: Acting) -> None:
    found = tree(town.city.pk, by=office, permission=Permission.OVERVIEW_READ)
    tiles = heat(tree=found, as_of=TODAY, filters=YEAR, today=TODAY)[town.county.pk]
    county = overview(node_id=town.county.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    below = [row for row in county.rows if not row.own]
    assert {tile.place.name: tile.overdue for tile in tiles} == {row.place.name: row.tally.overdue for row in below if row.tally.total}


def test_what_one_may_not_see_is_not_found(town: factory.Town) -> None:
    stranger = factory.acting("township-leader", (GrantRole.LEADER, town.township1), today=TODAY)
    with pytest.raises(NotFound):
        overview(node_id=town.township2.pk, as_of=TODAY, filters=YEAR, by=stranger, today=TODAY)
    with pytest.raises(NotFound):
        why(node_id=town.county.pk, own=True, state=None, as_of=TODAY, filters=YEAR, by=stranger, today=TODAY)
    seen = overview(node_id=town.township1.pk, as_of=TODAY, filters=YEAR, by=stranger, today=TODAY)
    assert seen.tree.above == ()


def test_the_number_of_statements_is_constant(town: factory.Town, office: Acting) -> None:
    overview(node_id=town.bureau.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)  # the names of regulations are kept
    with CaptureQueriesContext(connection) as small:
        overview(node_id=town.bureau.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    with CaptureQueriesContext(connection) as large:
        overview(node_id=town.city.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    assert len(small) == len(large) == 2


def test_an_empty_place_has_zeros(office: Acting, town: factory.Town) -> None:
    quiet = factory.unit("C02", "乙县", parent=town.city)
    shown = overview(node_id=quiet.pk, as_of=TODAY, filters=YEAR, by=office, today=TODAY)
    assert shown.total.total == 0
    assert shown.total.rate is None
    assert shown.trend == ()
