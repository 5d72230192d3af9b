"""A duty asks for one deed or more, at most one a day."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack

#: Deeds that a period can hold: one a day of the longest year.
MOST = 366


def check_times(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        if not 1 <= duty.times <= MOST:
            yield found(
                messages.TIMES,
                "duties",
                position,
                "times",
                clause=duty.clause,
                times=duty.times,
                most=MOST,
            )
