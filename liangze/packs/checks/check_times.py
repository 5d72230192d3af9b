"""A duty asks for one deed or more."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_times(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        if duty.times < 1:
            yield found(
                messages.TIMES,
                "duties",
                position,
                "times",
                clause=duty.clause,
                times=duty.times,
            )
