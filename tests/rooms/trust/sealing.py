"""Sealing in tests: what the database itself does in between (collecting statistics, say) may hold a seal back for a moment."""

from __future__ import annotations

import time

from liangze.trust.actions import seal
from liangze.trust.models import AuditBlock, AuditEntry
from liangze.trust.queries.horizon import horizon


def sealed() -> tuple[AuditBlock, ...]:
    """Seal once every entry so far can be sealed."""
    until_settled()
    return seal()


def until_settled() -> None:
    """Wait until no open transaction is older than the newest entry, ten seconds at most."""
    for _ in range(500):
        if not AuditEntry.objects.filter(xid__gte=horizon()).exists():
            break
        time.sleep(0.02)
