"""The counters against a full recomputation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from liangze.duties.counters.fold import hold_counters
from liangze.duties.counters.places import NODES_OF_UNIT
from liangze.duties.counters.totals import FRESH, mark_stale, refresh_totals

#: What the counters must be, from the obligations alone: summed by the nearest node first, then for the nodes above it.
EXPECTED = f"""
placed AS MATERIALIZED (
    SELECT u.id AS unit_id, coalesce(p.nodes, {NODES_OF_UNIT.format(unit="u.id")}) AS nodes
    FROM organisation_unit u LEFT JOIN duties_place p ON p.unit_id = u.id
),
nearest AS (
    SELECT p.nodes, o.duty_id, o.opens, o.due, count(*) AS total,
        count(*) FILTER (WHERE o.exempted_on IS NULL AND o.fulfilled_on <= o.due) AS fulfilled,
        count(*) FILTER (WHERE o.exempted_on IS NULL AND o.fulfilled_on > o.due) AS late,
        count(*) FILTER (WHERE o.exempted_on IS NOT NULL) AS exempt
    FROM (
        SELECT unit_id, duty_id, opens, due, exempted_on, fulfilled_on FROM duties_obligation WHERE withdrawn_on IS NULL
    ) o JOIN placed p ON p.unit_id = o.unit_id
    GROUP BY p.nodes, o.duty_id, o.opens, o.due
),
expected AS (
    SELECT node AS node_id, du.version_id, du.kind, n.opens, n.due, sum(n.total)::bigint AS total,
        sum(n.fulfilled)::bigint AS fulfilled, sum(n.late)::bigint AS late, sum(n.exempt)::bigint AS exempt
    FROM nearest n JOIN regulations_duty du ON du.id = n.duty_id CROSS JOIN LATERAL unnest(n.nodes) AS node
    GROUP BY node, du.version_id, du.kind, n.opens, n.due
)"""  # noqa: S608 - own text, values are parameters

COMPARE = f"""
WITH {EXPECTED},
found AS (
    SELECT node_id, version_id, kind, opens, due, sum(total)::bigint AS total, sum(fulfilled)::bigint AS fulfilled,
        sum(late)::bigint AS late, sum(exempt)::bigint AS exempt
    FROM (
        SELECT node_id, version_id, kind, opens, due, total, fulfilled, late, exempt FROM duties_counter
        UNION ALL
        SELECT node_id, version_id, kind, opens, due, total, fulfilled, late, exempt FROM duties_counterdelta
    ) both_
    GROUP BY node_id, version_id, kind, opens, due
)
SELECT node_id, version_id, kind, opens, due,
    ARRAY[coalesce(e.total, 0), coalesce(e.fulfilled, 0), coalesce(e.late, 0), coalesce(e.exempt, 0)],
    ARRAY[coalesce(f.total, 0), coalesce(f.fulfilled, 0), coalesce(f.late, 0), coalesce(f.exempt, 0)]
FROM expected e FULL JOIN found f USING (node_id, version_id, kind, opens, due)
WHERE (coalesce(e.total, 0), coalesce(e.fulfilled, 0), coalesce(e.late, 0), coalesce(e.exempt, 0))
   <> (coalesce(f.total, 0), coalesce(f.fulfilled, 0), coalesce(f.late, 0), coalesce(f.exempt, 0))
ORDER BY node_id, due, opens, version_id, kind LIMIT %s
"""  # noqa: S608 - own text, values are parameters

#: Totals that are not the sum of their counters, as differences of no version and kind. Nothing while they are stale.
COMPARE_TOTALS = f"""
SELECT node_id, 0, '', opens, due,
    ARRAY[coalesce(c.total, 0), coalesce(c.fulfilled, 0), coalesce(c.late, 0), coalesce(c.exempt, 0)],
    ARRAY[coalesce(t.total, 0), coalesce(t.fulfilled, 0), coalesce(t.late, 0), coalesce(t.exempt, 0)]
FROM (
    SELECT node_id, opens, due, sum(total)::bigint AS total, sum(fulfilled)::bigint AS fulfilled, sum(late)::bigint AS late,
        sum(exempt)::bigint AS exempt
    FROM duties_counter GROUP BY node_id, due, opens
) c FULL JOIN duties_total t USING (node_id, due, opens)
WHERE {FRESH} AND (coalesce(c.total, 0), coalesce(c.fulfilled, 0), coalesce(c.late, 0), coalesce(c.exempt, 0))
   <> (coalesce(t.total, 0), coalesce(t.fulfilled, 0), coalesce(t.late, 0), coalesce(t.exempt, 0))
ORDER BY node_id, due, opens LIMIT %s
"""  # noqa: S608 - own text, values are parameters

#: One statement, one view of the data: deltas of deeds recorded meanwhile stay and are folded later. The two subselects make
#: sure that the old rows are gone before the new ones come.
REBUILD = f"""
WITH gone AS (DELETE FROM duties_counterdelta RETURNING 1), old AS (DELETE FROM duties_counter RETURNING 1), {EXPECTED}
INSERT INTO duties_counter (node_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
SELECT node_id, version_id, kind, opens, due, total, fulfilled, late, exempt FROM expected
WHERE (SELECT count(*) FROM gone) >= 0 AND (SELECT count(*) FROM old) >= 0
ORDER BY node_id, due, opens, version_id, kind
"""  # noqa: S608 - own text, values are parameters


@dataclass(frozen=True, slots=True)
class Difference:
    """A group of a node whose counters are not what the obligations say: (total, fulfilled, late, exempt).

    version_id 0 and no kind: a total that is not the sum of its counters.
    """

    node_id: int
    version_id: int
    kind: str
    opens: date
    due: date
    expected: tuple[int, int, int, int]
    found: tuple[int, int, int, int]


def compare_counters(*, limit: int = 100) -> list[Difference]:
    """Where the counters differ from a full recomputation, at most `limit` places. Empty when all is right."""
    with connection.cursor() as cursor:
        cursor.execute(COMPARE, [limit])
        rows = cursor.fetchall()
        cursor.execute(COMPARE_TOTALS, [limit])
        return [Difference(*row[:5], tuple(row[5]), tuple(row[6])) for row in (*rows, *cursor.fetchall())][:limit]


@transaction.atomic
def rebuild_counters() -> int:
    """Compute all counters anew from the obligations; the number of rows."""
    hold_counters()
    with connection.cursor() as cursor:
        cursor.execute(REBUILD)
        rows = int(cursor.rowcount)
    mark_stale()
    refresh_totals()
    return rows
