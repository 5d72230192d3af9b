"""A standing duty points to timed duties that exist."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_see(pack: Pack) -> Iterator[Finding]:
    known = {duty.id for duty in pack.duties}
    for position, item in enumerate(pack.standing):
        for place, name in enumerate(item.see):
            if name not in known:
                yield found(
                    messages.NO_SUCH_DUTY,
                    "standing",
                    position,
                    "see",
                    place,
                    clause=item.clause,
                    id=name,
                )
