"""Dates as people write them: one string, without spaces inside: 6月16日, 2026年6月16日."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.timezone import localtime
from django.utils.translation import get_language


def chinese() -> bool:
    return (get_language() or "").startswith("zh")


def day(value: date | None) -> str:
    """6月16日; 16 Jun. Nothing for None."""
    if value is None:
        return ""
    return f"{value.month}月{value.day}日" if chinese() else f"{value.day} {MONTHS_3[value.month].capitalize()}"


def full_day(value: date | None) -> str:
    """2026年6月16日; 16 June 2026."""
    if value is None:
        return ""
    return f"{value.year}年{value.month}月{value.day}日" if chinese() else f"{value.day} {MONTHS[value.month]} {value.year}"


def weekday(value: date) -> str:
    """星期二; Tuesday."""
    return str(WEEKDAYS[value.weekday()])


def month(value: date) -> str:
    """2026年6月; June 2026."""
    return f"{value.year}年{value.month}月" if chinese() else f"{MONTHS[value.month]} {value.year}"


def short(value: date | None) -> str:
    """06-16, for dense tables of one year."""
    return value.strftime("%m-%d") if value else ""


def iso(value: date | None) -> str:
    """2026-06-16; of a moment, the day here."""
    if isinstance(value, datetime):
        value = localtime(value).date()
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    """2026-06-16 09:12, in the time of this place."""
    return f"{localtime(value):%Y-%m-%d %H:%M}" if value else ""


def second(value: datetime | None) -> str:
    """2026-06-16 09:12:45."""
    return f"{localtime(value):%Y-%m-%d %H:%M:%S}" if value else ""


def clock(value: datetime | None) -> str:
    """09:12."""
    return f"{localtime(value):%H:%M}" if value else ""


MOMENTS = {"moment": moment, "second": second, "clock": clock}
STYLES = {"day": day, "full": full_day, "weekday": weekday, "month": month, "short": short, "iso": iso, **MOMENTS}
