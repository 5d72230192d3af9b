"""What may be issued, to whom: seats of persons sign letters, and a one-vote veto stands in a rule of a province or above."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.gate import VETO_LEVELS
from liangze.core.words import BODIES, Instrument, Level
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack

LEVELS = list(Level)


def check_permits(pack: Pack) -> Iterator[Finding]:
    for position, item in enumerate(pack.permits):
        key = ("permits", position)
        if item.instrument is Instrument.LETTER:
            if not item.to.roles:
                yield found(messages.PERMIT_ROLES, *key, "to", clause=item.clause)
            for role in sorted(item.to.roles & BODIES):
                yield found(messages.PERMIT_BODY, *key, "to", "roles", clause=item.clause, role=role)
        if item.instrument is Instrument.VETO and pack.level not in VETO_LEVELS:
            yield found(messages.PERMIT_VETO, *key, "instrument", clause=item.clause, level=pack.level)
        if item.by.levels and item.to.levels:
            top = min(map(LEVELS.index, item.by.levels))
            for level in sorted(item.to.levels):
                if LEVELS.index(level) < top:
                    yield found(messages.PERMIT_UPWARD, *key, "to", "levels", clause=item.clause, level=level)
