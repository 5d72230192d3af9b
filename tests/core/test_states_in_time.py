"""What a state may become as days pass, what deeds may change, and where periods and years meet: for every row there can be."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from liangze.core.calendar import roll
from liangze.core.duty import Act, Due, Duty, Holder, UnitFilter
from liangze.core.matching import days_of_acts, settle
from liangze.core.obligation import LEAD_DAYS, ObligationDates, state_on
from liangze.core.periods import periods_of
from liangze.core.running import runs_on, runs_until
from liangze.core.windows import LOOK_BACK, windows
from liangze.core.words import ActKind, Every, Role, State

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
CADENCES = (Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR)

#: What may follow a state of the same row as the day moves on; what is late, fulfilled or exempt stays so.
FOLLOWS = {
    State.UPCOMING: {State.OPEN, State.DUE_SOON, State.OVERDUE, State.FULFILLED, State.LATE, State.EXEMPT},
    State.OPEN: {State.DUE_SOON, State.OVERDUE, State.FULFILLED, State.LATE, State.EXEMPT},
    State.DUE_SOON: {State.OVERDUE, State.FULFILLED, State.LATE, State.EXEMPT},
    State.OVERDUE: {State.LATE, State.EXEMPT},
    State.FULFILLED: {State.EXEMPT},
    State.LATE: {State.EXEMPT},
    State.EXEMPT: set(),
}
ORDER = (State.UPCOMING, State.OPEN, State.DUE_SOON, State.OVERDUE)


@st.composite
def rows(draw: st.DrawFn) -> ObligationDates:
    """Dates as planning and settling make them: it opens by its due day, and nothing fulfils it before it opens."""
    opens = draw(DAYS)
    due = opens + timedelta(days=draw(st.integers(0, 400)))
    fulfilled_on = draw(st.none() | st.integers(0, 800).map(lambda days: opens + timedelta(days=days)))
    return ObligationDates(opens, due, fulfilled_on=fulfilled_on, exempted_on=draw(st.none() | DAYS))


@given(rows(), st.integers(0, LEAD_DAYS * 3))
def test_states_follow_each_other_in_one_order_only(row: ObligationDates, lead: int) -> None:
    """Day by day over all days on which anything can happen, none is skipped over."""
    last = max(day for day in (row.due, row.fulfilled_on, row.exempted_on) if day) + timedelta(days=2)
    day = min(row.opens, row.exempted_on or row.opens) - timedelta(days=2)
    before = state_on(row, day, lead=lead)
    while day < last:
        day += timedelta(days=1)
        now = state_on(row, day, lead=lead)
        assert now == before or now in FOLLOWS[before], (day, before, now)
        before = now
    if row.exempted_on is None and row.fulfilled_on is None:
        assert before == State.OVERDUE
    else:
        assert before in (State.EXEMPT, State.FULFILLED, State.LATE)


@given(rows(), DAYS, DAYS)
def test_nothing_becomes_less_pressing_by_waiting(row: ObligationDates, one: date, other: date) -> None:
    """While it is neither met nor exempted its states are totally ordered by the day."""
    earlier, later = sorted((one, other))
    bare = ObligationDates(row.opens, row.due)
    assert ORDER.index(state_on(bare, earlier)) <= ORDER.index(state_on(bare, later))


@given(rows(), DAYS)
def test_what_happens_later_changes_no_earlier_day(row: ObligationDates, day: date) -> None:
    known = ObligationDates(
        row.opens, row.due, fulfilled_on=row.fulfilled_on if row.fulfilled_on and row.fulfilled_on <= day else None,
        exempted_on=row.exempted_on if row.exempted_on and row.exempted_on <= day else None,
    )
    assert state_on(row, day) == state_on(known, day)


@given(st.integers(1, 5), st.lists(DAYS, max_size=8), DAYS)
def test_one_act_more_never_makes_undone_and_one_less_never_done(times: int, days: list[date], more: date) -> None:
    less, all_ = settle(times, days), settle(times, [*days, more])
    assert all_.done == less.done + 1
    if less.fulfilled_on:
        assert all_.fulfilled_on is not None
        assert all_.fulfilled_on <= less.fulfilled_on, "the same day or an earlier one"
    if all_.fulfilled_on is None:
        assert less.fulfilled_on is None


@given(st.integers(1, 5), st.lists(DAYS, max_size=8), st.randoms())
def test_in_which_order_acts_are_recorded_does_not_matter(times: int, days: list[date], dice) -> None:
    mixed = list(days)
    dice.shuffle(mixed)
    assert settle(times, mixed) == settle(times, days)
    assert settle(times, days).fulfilled_on in {*days, None}


@given(st.integers(1, 3), st.lists(st.tuples(st.integers(1, 4), DAYS), max_size=8))
def test_one_meeting_is_one_act_however_many_sat_in_it(times: int, deeds: list[tuple[int, date]]) -> None:
    of_one_day = [(source, dict(deeds)[source]) for source, _ in deeds]
    assert settle(times, days_of_acts(of_one_day)).done == len({source for source, _ in deeds})


def duty(every: Every, about: str, due: Due | None, *, rolls: bool = False) -> Duty:
    return Duty(
        id="1", clause=(), title="", holder=Holder(Role.LEADERSHIP, UnitFilter()), act=Act(ActKind.REPORT, frozenset()), every=every,
        about=about, due=due, roll="next_working_day" if rolls else None,
    )


DUES = st.none() | st.builds(Due, st.just(1), st.sampled_from([0, 10, 28, 31]))
ASKED = st.builds(duty, st.sampled_from(CADENCES), st.sampled_from(["same", "previous"]), DUES, rolls=st.booleans())


@given(ASKED, st.integers(2020, 2030))
def test_every_period_falls_due_in_exactly_one_year(asked: Duty, year: int) -> None:
    """Also where it is about the year before, and where a due day on 31 December rolls into January."""
    found = [window for each in range(year, year + LOOK_BACK + 2) for window in windows(asked, each)]
    begun = [window.period for window in found if window.period.start.year == year]
    assert sorted(begun) == list(periods_of(asked.every, year))


@given(ASKED, st.integers(2020, 2030))
def test_periods_and_windows_meet_without_gap_at_new_year(asked: Duty, year: int) -> None:
    found = sorted((w for each in range(year - 1, year + 2) for w in windows(asked, each)), key=lambda window: window.period)
    for one, next_ in pairwise(found):
        assert one.period.end == next_.period.start
        assert runs_until(asked.every, one.opens) == next_.opens, "where one ends to run the next one opens"
        assert one.opens <= one.written <= one.due < next_.due
        assert one.due == (roll(one.written) if asked.roll else one.written)


@given(ASKED, DAYS)
def test_an_act_of_any_day_belongs_to_exactly_one_period(asked: Duty, day: date) -> None:
    found = [window for year in range(day.year - LOOK_BACK - 1, day.year + LOOK_BACK + 2) for window in windows(asked, year)]
    assert sum(runs_on(asked.every, window.opens, day) for window in found) == 1


def test_a_report_on_the_year_before_belongs_to_the_year_in_which_it_is_due() -> None:
    asked = duty(Every.YEAR, "previous", Due(1, 31))
    (window,) = windows(asked, 2026)
    assert (window.period.start, window.period.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (window.opens, window.due) == (date(2026, 1, 1), date(2026, 1, 31))


def test_a_last_quarter_reported_on_in_january() -> None:
    asked = duty(Every.QUARTER, "previous", Due(1, 10))
    first, *_ = windows(asked, 2026)
    assert (first.period.start, first.opens, first.due) == (date(2025, 10, 1), date(2026, 1, 1), date(2026, 1, 10))


def test_a_due_day_that_rolls_over_new_year_takes_its_period_along() -> None:
    """31 December 2028 is a Sunday, and New Year's Day is a holiday: it is due in 2029, once."""
    asked = duty(Every.YEAR, "same", None, rolls=True)
    (window,) = [each for each in windows(asked, 2029) if each.period.start.year == 2028]
    assert window.written == date(2028, 12, 31)
    assert window.due.year == 2029
    assert [each for each in windows(asked, 2028) if each.period.start.year == 2028] == []
