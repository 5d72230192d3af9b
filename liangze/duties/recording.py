"""Who is recording deeds just now. Planning waits for them, they wait for nobody.

A deed recorded while its obligation is being planned would be missed by both: the writer does not see the obligation yet, the planner
not the deed. So every writer holds a shared lock from before it looks for obligations until its transaction has ended. The planner
makes its obligations known first, waits until everybody who held the lock then is done, and looks for deeds only after that:
who began earlier is seen, who began later sees the obligations. New writers do not queue behind the planner, since it never asks for
the lock.
"""

from __future__ import annotations

import time

from django.db import connection

#: Key of the advisory lock that recorders share; beside those of counters.fold and organisation.actions.steps.
RECORDING = 0x6C7A0003
PAUSE = 0.02  # seconds between two looks

HOLDERS = """
SELECT l.virtualtransaction FROM pg_locks l JOIN pg_database d ON d.oid = l.database
WHERE l.locktype = 'advisory' AND (l.classid, l.objid, l.objsubid) = (0, %s, 1) AND l.granted
  AND d.datname = current_database() AND l.pid <> pg_backend_pid()
"""


def begin_recording() -> None:
    """Say that this transaction records deeds, until it ends. Waits for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [RECORDING])


def wait_for_recorders() -> None:
    """Until every transaction that was recording when this was called has ended. Call it outside a transaction of one's own."""
    waited_for = _recording()
    while waited_for:
        time.sleep(PAUSE)
        waited_for &= _recording()


def _recording() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [RECORDING])
        return {transaction for (transaction,) in cursor.fetchall()}
