"""Rest days, working days and festival days: pure functions of a date.

Rest days follow the yearly notices of the State Council on holidays, moved working weekends included, for the years that
the package `chinesecalendar` knows. For other years (the notice comes out each November) Saturdays and Sundays rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import chinese_calendar
from lunardate import LunarDate


class FestivalName(StrEnum):
    """Festivals before which conduct is checked."""

    NEW_YEAR = "new_year"  # 元旦
    SPRING = "spring"  # 春节
    TOMB_SWEEPING = "tomb_sweeping"  # 清明
    DRAGON_BOAT = "dragon_boat"  # 端午
    MID_AUTUMN = "mid_autumn"  # 中秋
    NATIONAL_DAY = "national_day"  # 国庆


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival and its day."""

    name: FestivalName
    day: date


def knows(year: int) -> bool:
    """Whether the holidays of that year are known; else weekends are taken."""
    return _published(date(year, 1, 1)) is not None


def is_rest_day(day: date) -> bool:
    """Whether offices rest on that day."""
    published = _published(day)
    return day.weekday() >= 5 if published is None else published


def roll(day: date) -> date:
    """That day, or the next working day when it is a rest day."""
    while is_rest_day(day):
        day += timedelta(days=1)
    return day


def festivals(year: int) -> tuple[Festival, ...]:
    """The six festivals of the year, in the order of their days."""
    return tuple(
        sorted(
            (
                Festival(FestivalName.NEW_YEAR, date(year, 1, 1)),
                Festival(FestivalName.SPRING, _lunar(year, 1, 1)),
                Festival(FestivalName.TOMB_SWEEPING, date(year, 4, _tomb_sweeping(year))),
                Festival(FestivalName.DRAGON_BOAT, _lunar(year, 5, 5)),
                Festival(FestivalName.MID_AUTUMN, _lunar(year, 8, 15)),
                Festival(FestivalName.NATIONAL_DAY, date(year, 10, 1)),
            ),
            key=lambda festival: festival.day,
        )
    )


def _published(day: date) -> bool | None:
    try:
        return not chinese_calendar.is_workday(day)
    except NotImplementedError:  # how the library says that the State Council has not published that year yet
        return None


def _lunar(year: int, month: int, day: int) -> date:
    found: date = LunarDate(year, month, day).to_solar_date()
    return found


def _tomb_sweeping(year: int) -> int:
    """Day of April on which the sun reaches 15 degrees, by the usual formula for 2000 to 2099."""
    years = year % 100
    return int(years * 0.2422 + 4.81) - years // 4
