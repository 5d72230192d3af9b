"""A due day exists in every year: no 31 April, no 29 February."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.periods import last_day
from liangze.core.words import Every
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack

#: Any year without a leap day.
COMMON_YEAR = 2023
#: Days that each month has. Where the month counts within a period, it may be February.
SHORTEST = 28


def check_due_day(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        if duty.due is None:
            continue
        month, day, key = duty.due.month, duty.due.day, ("duties", position, "due")
        if not 1 <= month <= 12:
            yield found(messages.DUE_MONTH, *key, "month", clause=duty.clause, month=month)
        elif day > (last_day(COMMON_YEAR, month) if duty.every is Every.YEAR else SHORTEST):
            yield found(messages.DUE_DAY, *key, "day", clause=duty.clause, month=month, day=day)
