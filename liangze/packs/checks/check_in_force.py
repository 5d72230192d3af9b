"""A regulation is issued, then in force, then no longer."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_in_force(pack: Pack) -> Iterator[Finding]:
    since, until, issued = pack.in_force.since, pack.in_force.until, pack.issued_on
    if since and until and until < since:
        yield found(messages.IN_FORCE_ORDER, "in_force", "until", since=since, until=until)
    if since and issued and since < issued:
        yield found(
            messages.IN_FORCE_BEFORE_ISSUE,
            "in_force",
            "from",
            since=since,
            issued=issued,
        )
