"""What is about the period before is due on a day of the period after it."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.words import Every
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_previous(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        if duty.about != "previous":
            continue
        key = ("duties", position, "about")
        if duty.every is Every.ONCE:
            yield found(messages.PREVIOUS_ONCE, *key, clause=duty.clause)
        elif duty.due is None:
            yield found(messages.PREVIOUS_NEEDS_DUE, *key, clause=duty.clause)
