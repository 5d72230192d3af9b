"""The one clock. LIANGZE_TODAY (2026-06-16) pins the day, LIANGZE_TIME (15:00) the hour at which it began, for the demo and for tests."""

from __future__ import annotations

import os
from datetime import date, datetime, time

from django.utils import timezone


def today() -> date:
    """The day in the installation's time zone. Raises ValueError naming LIANGZE_TODAY when that is no day."""
    pinned = os.environ.get("LIANGZE_TODAY")
    if not pinned:
        return timezone.localdate()
    try:
        return date.fromisoformat(pinned)
    except ValueError as error:
        raise ValueError(f"LIANGZE_TODAY must be a day like 2026-06-16, not {pinned!r}") from error


def now() -> datetime:
    """The moment: on a pinned day, the present time of that day, or what has passed since the pinned time."""
    moment = timezone.localtime()
    if not os.environ.get("LIANGZE_TODAY"):
        return moment
    pinned, day = os.environ.get("LIANGZE_TIME"), today()
    if not pinned:
        return moment.replace(year=day.year, month=day.month, day=day.day)
    try:
        began = datetime.combine(day, time.fromisoformat(pinned), moment.tzinfo)
    except ValueError as error:
        raise ValueError(f"LIANGZE_TIME must be a time like 15:00, not {pinned!r}") from error
    return began + (moment - _STARTED)


_STARTED = timezone.now()
