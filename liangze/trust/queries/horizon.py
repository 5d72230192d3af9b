"""The horizon of the audit chain: the transaction number below which nothing can be added to it any more."""

from __future__ import annotations

from django.db import connection

#: The snapshot lists the transactions that are open anywhere on the server. One that runs in another database cannot add an entry
#: here, so it holds nothing back; one that is not known to run elsewhere (ended in between, prepared, not ours to see) does.
#: Sessions show 32 bits of a number; open transactions never lie so far apart that these repeat.
HORIZON = """
WITH now AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot)
SELECT COALESCE(
  (SELECT min(open::text::bigint) FROM now, pg_snapshot_xip(now.snapshot) AS open
   WHERE open::xid::text NOT IN (
     SELECT backend_xid::text FROM pg_stat_activity WHERE datname <> current_database() AND backend_xid IS NOT NULL)),
  (SELECT pg_snapshot_xmax(snapshot)::text::bigint FROM now))
"""


def horizon() -> int:
    """Every transaction of this database with a smaller number has ended. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(HORIZON)
        (number,) = cursor.fetchone()
    return int(number)
