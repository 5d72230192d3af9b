"""The one clock. LIANGZE_TODAY (2026-06-16) pins the day, for the demo and for tests."""

from __future__ import annotations

import os
from datetime import date, datetime

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
    """The moment: on a pinned day, the present time of that day."""
    moment = timezone.localtime()
    day = today()
    return moment.replace(year=day.year, month=day.month, day=day.day)
