"""Who works on an import holds a lock of the database connection: a process that is killed lets go of it, and that can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LOCK = 0x4C5A_5452  # "LZTR", the first of two numbers; the second is the import's


@contextmanager
def at_work(transfer_id: int) -> Iterator[bool]:
    """Hold the import while it is worked on. Says False, and holds nothing, where somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, transfer_id])
        (held,) = cursor.fetchone()
    try:
        yield held
    finally:
        if held and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, transfer_id])


def worked_on() -> frozenset[int]:
    """The imports that some process works on right now. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks JOIN pg_database d ON d.oid = database AND d.datname = current_database()"
            " WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted",
            [LOCK],
        )
        return frozenset(row[0] for row in cursor.fetchall())
