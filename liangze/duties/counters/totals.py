"""The totals: counters summed over regulations and kinds, kept for dashboards."""

from __future__ import annotations

from django.db import connection, transaction

from liangze.duties.counters.fold import hold_counters

#: Whether the totals may be read, as a subselect.
FRESH = "coalesce((SELECT fresh FROM duties_totalsmark LIMIT 1), false)"

STALE = "UPDATE duties_totalsmark SET fresh = false WHERE fresh"

#: Only rows that differ are written.
REFRESH = """
WITH wanted AS MATERIALIZED (
    SELECT node_id, opens, due, sum(total)::bigint AS total, sum(fulfilled)::bigint AS fulfilled, sum(late)::bigint AS late,
        sum(exempt)::bigint AS exempt
    FROM duties_counter GROUP BY node_id, due, opens
),
gone AS (
    DELETE FROM duties_total t WHERE NOT EXISTS (
        SELECT FROM wanted w WHERE w.node_id = t.node_id AND w.due = t.due AND w.opens = t.opens
    )
)
INSERT INTO duties_total AS t (node_id, opens, due, total, fulfilled, late, exempt)
SELECT node_id, opens, due, total, fulfilled, late, exempt FROM wanted ORDER BY node_id, due, opens
ON CONFLICT (node_id, due, opens) DO UPDATE
SET total = excluded.total, fulfilled = excluded.fulfilled, late = excluded.late, exempt = excluded.exempt
WHERE (t.total, t.fulfilled, t.late, t.exempt) <> (excluded.total, excluded.fulfilled, excluded.late, excluded.exempt)
"""


def mark_stale() -> None:
    """Say, in the transaction that writes counters beside the deltas, that the totals no longer agree with them."""
    with connection.cursor() as cursor:
        cursor.execute(STALE)


@transaction.atomic
def refresh_totals() -> bool:
    """Sum the counters up where the totals are stale; whether they were. Deeds never wait for it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {FRESH}")
        if cursor.fetchone()[0]:
            return False
        hold_counters()
        cursor.execute(REFRESH)
        cursor.execute("UPDATE duties_totalsmark SET fresh = true")
        if not cursor.rowcount:
            cursor.execute("INSERT INTO duties_totalsmark (fresh) VALUES (true)")
    return True
