"""A due day lies inside the period in which the duty is done: for a quarter, in month 1 to 3 of it."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.periods import MONTHS
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_due_inside(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        months = MONTHS.get(duty.every)
        if duty.due is not None and months is not None and months < duty.due.month <= 12:
            key = ("duties", position, "due", "month")
            yield found(
                messages.DUE_OUTSIDE,
                *key,
                clause=duty.clause,
                month=duty.due.month,
                months=months,
            )
