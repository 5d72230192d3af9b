"""Reminders: worked examples, then what must hold under any sequence of runs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.calendar import is_rest_day
from liangze.core.reminding import (
    USUAL,
    Item,
    Quiet,
    Schedule,
    Tone,
    due_days,
    next_allowed,
    next_digest,
    reminders_now,
    retry_after,
    steps_now,
)

DUE = date(2026, 6, 30)
ITEM = Item(("obligation", 1), due=DUE, opens=date(2026, 4, 1))


def said_on(day: date, *, since: date | None = None, item: Item = ITEM) -> list[str]:
    return [step.key for step in steps_now(item, USUAL, since=since or day - timedelta(days=1), today=day)]


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        (date(2026, 6, 16), ["-14"]),
        (date(2026, 6, 17), []),
        (date(2026, 6, 27), ["-3"]),
        (DUE, ["+0"]),
        (date(2026, 7, 1), ["+1"]),
        (date(2026, 7, 7), ["+7"]),
        (date(2026, 7, 15), ["above+15"]),
        (date(2026, 7, 21), ["+21"]),
        (date(2026, 8, 4), ["+35"]),
    ],
)
def test_steps_of_an_item_due_at_the_end_of_june(day, steps):
    assert said_on(day) == steps


def test_days_that_were_missed_are_caught_up_once():
    assert said_on(date(2026, 7, 20), since=date(2026, 6, 10)) == ["+7", "above+15"]


def test_nothing_before_it_opens_and_nothing_once_it_is_settled():
    late = Item(("obligation", 2), due=DUE, opens=date(2026, 6, 25))
    assert said_on(date(2026, 6, 16), item=late) == []
    assert said_on(date(2026, 6, 27), item=late) == ["-3"]
    assert said_on(DUE, item=Item(ITEM.key, DUE, ITEM.opens, is_open=False)) == []


def test_tones_and_an_end():
    assert [step.tone for step in USUAL.steps[:4]] == [Tone.AHEAD, Tone.AHEAD, Tone.TODAY, Tone.OVERDUE]
    assert max(step.days for step in USUAL.steps) <= USUAL.longest
    assert Schedule(before=(), after=(), then_every=0, above_after=0).steps[0].key == "+0"


def test_quiet_hours_examples():
    thursday = datetime(2026, 6, 18, 21, 59)  # the Dragon Boat festival is on Friday the 19th
    assert next_allowed(thursday, Quiet()) == thursday
    assert next_allowed(thursday.replace(hour=22), Quiet()) == datetime(2026, 6, 22, 7, 0)
    assert next_allowed(datetime(2026, 6, 17, 3, 0), Quiet()) == datetime(2026, 6, 17, 7, 0)
    assert next_allowed(datetime(2026, 6, 17, 3, 0), Quiet(time(0), time(0), rest_days=False)) == datetime(2026, 6, 17, 3, 0)


@pytest.mark.parametrize(
    ("found", "leaves"),
    [
        (datetime(2026, 6, 17, 0, 3), datetime(2026, 6, 17, 9)),
        (datetime(2026, 6, 17, 10, 30), datetime(2026, 6, 17, 10, 30)),  # found late, told the same day
        (datetime(2026, 6, 17, 23, 0), datetime(2026, 6, 18, 9)),
        (datetime(2026, 6, 18, 23, 0), datetime(2026, 6, 22, 9)),  # over the Dragon Boat festival
        (datetime(2026, 6, 20, 12, 0), datetime(2026, 6, 22, 9)),
    ],
)
def test_the_digest_leaves_at_its_hour(found, leaves):
    assert next_digest(found, 9, Quiet()) == leaves


def test_attempts_end():
    waits = [retry_after(n) for n in range(1, 8)]
    assert waits[0] == timedelta(minutes=5)
    assert waits[5:] == [None, None]


days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
schedules = st.builds(
    Schedule,
    before=st.lists(st.integers(1, 40), max_size=3).map(tuple), after=st.lists(st.integers(1, 40), max_size=3).map(tuple),
    then_every=st.integers(0, 20), above_after=st.integers(0, 40), longest=st.integers(40, 120),
)
items = st.lists(
    st.builds(lambda number, due, lead: Item(("x", number), due, due - timedelta(days=lead)), st.integers(1, 5), days, st.integers(0, 90)),
    max_size=5, unique_by=lambda item: item.key,
)


@given(schedules, items, days, st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_nothing_is_said_twice_and_the_search_misses_nothing(schedule, owed, first, gaps):
    said: set = set()
    since = first
    for gap in gaps:
        today = since + timedelta(days=gap)
        look = set(due_days(schedule, since=since, today=today))
        for _ in range(2):  # the same run again, as after a crash
            found = reminders_now(
                owed, schedule, since=since, today=today, said=said, holders=lambda item: (1, 2), above=lambda item: (9,)
            )
            keys = {one.key for one in found}
            assert len(keys) == len(found)
            assert not keys & said
            assert {item.due for item in owed for one in found if one.item == item.key} <= look
            said |= keys
        since = today


@given(schedules, items, days, st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_whoever_looks_after_the_day_has_said_it_once(schedule, owed, first, gaps):
    said: set = set()
    since = first
    for gap in gaps:
        today = since + timedelta(days=gap)
        found = reminders_now(owed, schedule, since=since, today=today, said=said, holders=lambda item: (1,), above=lambda item: ())
        said |= {one.key for one in found}
        for item in owed:
            if since < item.due <= today:  # the day itself lay in what was looked at: it, or a later step, was said
                assert [one for one in found if one.item == item.key and one.step.days >= 0]
            assert len([one for one in found if one.item == item.key]) <= 1
        since = today


@given(st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)), *[st.integers(0, 23)] * 3, st.booleans())
def test_a_digest_leaves_in_time_and_never_in_quiet_hours(moment, hour, begins, ends, rest):
    quiet = Quiet(time(begins), time(ends), rest)
    leaves = next_digest(moment, hour, quiet)
    assert leaves >= moment
    assert not quiet.at(leaves)
    assert leaves - moment < timedelta(days=15)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)),
    st.builds(Quiet, st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.integers(0, 23).map(time), st.booleans()),
)
def test_nothing_leaves_in_quiet_hours_and_no_later_than_needed(moment, quiet):
    allowed = next_allowed(moment, quiet)
    assert not quiet.at(allowed)
    assert allowed >= moment
    assert allowed == moment or quiet.at(allowed - timedelta(minutes=1)) or allowed.time() == time(0)
    assert allowed - moment < timedelta(days=15)
    if quiet.rest_days:
        assert not is_rest_day(allowed.date())
