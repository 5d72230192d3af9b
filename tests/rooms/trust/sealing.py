"""Sealing in tests that run beside others: transactions of other databases on the same server hold a seal back as well."""

from __future__ import annotations

import time

from django.db import connection

from liangze.trust.actions import seal
from liangze.trust.models import AuditBlock

WAITING = "SELECT count(*) FROM trust_auditentry WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def sealed() -> tuple[AuditBlock, ...]:
    """Seal once every entry so far can be sealed."""
    until_settled()
    return seal()


def until_settled() -> None:
    """Wait until no open transaction is older than the newest entry, ten seconds at most."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone() == (0,):
                break
        time.sleep(0.02)
