"""How little would do."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations_with_replacement

from hypothesis import given
from hypothesis import strategies as st

from liangze.core.burden import Asked, least_acts

YEAR = date(2026, 1, 1)


def month(number: int, until: int | None = None) -> tuple[date, date]:
    end = until or number
    return date(2026, number, 1), date(2026 + end // 12, end % 12 + 1, 1) - timedelta(days=1)


def test_monthly_quarterly_and_yearly_meetings_are_twelve() -> None:
    monthly = [Asked(*month(n)) for n in range(1, 13)]
    quarterly = [Asked(*month(n, n + 2)) for n in (1, 4, 7, 10)]
    assert least_acts([*monthly, *quarterly, Asked(*month(1, 12))]) == 12
    assert least_acts([*quarterly, Asked(*month(1, 12))]) == 4


def test_two_a_year_beside_one_a_half_year_are_two() -> None:
    assert least_acts([Asked(*month(1, 12), times=2), Asked(*month(1, 6)), Asked(*month(7, 12))]) == 2


def test_windows_that_do_not_meet_need_an_act_each() -> None:
    assert least_acts([Asked(*month(1)), Asked(*month(3))]) == 2
    assert least_acts([]) == 0


windows = st.lists(
    st.builds(
        lambda start, length, times: Asked(YEAR + timedelta(days=start), YEAR + timedelta(days=start + length), times),
        st.integers(0, 5), st.integers(0, 4), st.integers(1, 2),
    ),
    max_size=4,
)  # fmt: skip


def by_trial(asked: list[Asked]) -> int:
    """The least, found by trying all choices of days."""
    days = [YEAR + timedelta(days=n) for n in range(10)]
    for number in range(sum(one.times for one in asked) + 1):
        for chosen in combinations_with_replacement(days, number):
            if all(sum(one.opens <= day <= one.due for day in chosen) >= one.times for one in asked):
                return number
    raise AssertionError("all of them are always enough")


@given(windows)
def test_it_is_the_least(asked: list[Asked]) -> None:
    if sum(one.times for one in asked) <= 5:
        assert least_acts(asked) == by_trial(asked)
    assert max((one.times for one in asked), default=0) <= least_acts(asked) <= sum(one.times for one in asked)
