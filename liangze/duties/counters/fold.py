"""Folding the deltas into the counters."""

from __future__ import annotations

from django.db import connection, transaction

#: Key of the advisory lock of whoever writes folded counters: planning, folding, rebuilding. Deeds never wait for it.
ENGINE = 0x6C7A0002

#: One statement, one view of the data: a dashboard that sums counters and deltas never counts a change twice or not at all.
#: Rows are taken in the order of their key, so that nobody waits in a circle.
FOLD = """
WITH gone AS (DELETE FROM duties_counterdelta RETURNING *),
folded AS (
    INSERT INTO duties_counter AS c (node_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
    SELECT node_id, version_id, kind, opens, due, sum(total), sum(fulfilled), sum(late), sum(exempt)
    FROM gone GROUP BY node_id, due, opens, version_id, kind
    ORDER BY node_id, due, opens, version_id, kind
    ON CONFLICT (node_id, due, opens, version_id, kind) DO UPDATE
    SET total = c.total + excluded.total, fulfilled = c.fulfilled + excluded.fulfilled,
        late = c.late + excluded.late, exempt = c.exempt + excluded.exempt
),
summed AS (
    INSERT INTO duties_total AS t (node_id, opens, due, total, fulfilled, late, exempt)
    SELECT node_id, opens, due, sum(total), sum(fulfilled), sum(late), sum(exempt)
    FROM gone GROUP BY node_id, due, opens
    ORDER BY node_id, due, opens
    ON CONFLICT (node_id, due, opens) DO UPDATE
    SET total = t.total + excluded.total, fulfilled = t.fulfilled + excluded.fulfilled,
        late = t.late + excluded.late, exempt = t.exempt + excluded.exempt
)
SELECT count(*) FROM gone
"""


def hold_counters() -> None:
    """Keep others from writing folded counters until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ENGINE])


@transaction.atomic
def fold_counters() -> int:
    """Add the deltas to the counters; the number of deltas. Writers of deeds do not wait for it."""
    hold_counters()
    with connection.cursor() as cursor:
        cursor.execute(FOLD)
        (folded,) = cursor.fetchone()
    return int(folded)
