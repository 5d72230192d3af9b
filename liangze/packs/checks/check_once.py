"""A single dated duty has its two days, in order; other cadences have none."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.words import Every
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_once(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        key, opens, due = ("duties", position), duty.once_opens, duty.once_due
        if duty.every is not Every.ONCE:
            if opens or due:
                yield found(
                    messages.DATES_NEED_ONCE,
                    *key,
                    "opens" if opens else "due",
                    clause=duty.clause,
                )
        elif opens is None or due is None:
            yield found(messages.ONCE_NEEDS_DATES, *key, clause=duty.clause)
        elif due < opens:
            yield found(
                messages.ONCE_ORDER,
                *key,
                "opens",
                clause=duty.clause,
                opens=opens,
                due=due,
            )
