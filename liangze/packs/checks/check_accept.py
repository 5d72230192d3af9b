"""Only what is handed up can be accepted, and only by whom it is handed to."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.words import ActKind
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack

ACCEPTED = (ActKind.REPORT, ActKind.PLAN)


def check_accept(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        if duty.accept is None:
            continue
        key = ("duties", position, "accept")
        if duty.act.kind not in ACCEPTED:
            yield found(messages.ACCEPT_KIND, *key, clause=duty.clause, kind=duty.act.kind)
        elif duty.accept not in duty.to:
            yield found(messages.ACCEPT_TO, *key, clause=duty.clause, accept=duty.accept)
