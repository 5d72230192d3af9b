"""A situation says who is held to account."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_situations(pack: Pack) -> Iterator[Finding]:
    for position, item in enumerate(pack.situations):
        if not item.against:
            yield found(
                messages.AGAINST_EMPTY,
                "situations",
                position,
                "against",
                clause=item.clause,
            )
