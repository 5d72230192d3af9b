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


#: Who has written deltas of counters and not ended yet: the lock on the table is taken before the statement looks at anything.
WRITERS = """
SELECT l.virtualtransaction FROM pg_locks l
WHERE l.relation = 'duties_counterdelta'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND l.pid <> pg_backend_pid()
"""


def wait_for_recorders() -> None:
    """Until every transaction that was recording when this was called has ended. Call it outside a transaction of one's own."""
    _wait_for(HOLDERS, [RECORDING])


def wait_for_writers_of_counts() -> None:
    """The same for every transaction that was writing deltas of counters, by whatever action."""
    _wait_for(WRITERS, [])


def _wait_for(statement: str, values: list[int]) -> None:
    waited_for = _found(statement, values)
    while waited_for:
        time.sleep(PAUSE)
        waited_for &= _found(statement, values)


def _found(statement: str, values: list[int]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {transaction for (transaction,) in cursor.fetchall()}
