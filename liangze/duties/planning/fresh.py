"""Planning a set for the first time: one INSERT … SELECT, which counts what it inserts as it goes."""

from __future__ import annotations

from django.db import connection

from liangze.core.duty import Duty
from liangze.duties.planning.sets import Bound
from liangze.duties.planning.targets import parameters, target

#: The rows inserted are summed by the nearest counted node first: villages of one township meet there, and only sums climb on.
FRESH = """
WITH {common}, target AS ({select}),
new AS (
    INSERT INTO duties_obligation
        (duty_id, unit_id, holder_id, counterpart_id, year, period_start, period_end, opens, due, times, done, withdrawn_reason)
    SELECT %(duty)s, unit_id, holder_id, counterpart_id, %(year)s, period_start, period_end, opens, due, %(times)s, 0, ''
    FROM target
    ON CONFLICT (holder_id, duty_id, counterpart_id, period_start) DO NOTHING
    RETURNING unit_id, opens, due
),
nearest AS (
    SELECT p.node_id, n.opens, n.due, count(*) AS total
    FROM new n JOIN duties_place p ON p.unit_id = n.unit_id
    GROUP BY p.node_id, n.opens, n.due
),
counted AS (
    INSERT INTO duties_counter AS c (node_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
    SELECT node, %(version)s, %(kind)s, n.opens, n.due, sum(n.total), 0, 0, 0
    FROM nearest n JOIN duties_place p ON p.unit_id = n.node_id CROSS JOIN LATERAL unnest(p.nodes) AS node
    GROUP BY node, n.opens, n.due
    ORDER BY node, n.due, n.opens
    ON CONFLICT (node_id, due, opens, version_id, kind) DO UPDATE SET total = c.total + excluded.total
)
SELECT coalesce(sum(total), 0)::bigint FROM nearest
"""


def plan_fresh(duty: Duty, version_id: int, bound: Bound, *, year: int) -> int:
    """Insert what the duty asks under one adoption; the number of new obligations."""
    common, select = target(duty)
    values = parameters(duty, bound.windows, scope_id=bound.unit_id, scope_path=bound.path, today=bound.today)
    values |= {"duty": int(duty.id), "year": year, "times": duty.times, "version": version_id, "kind": duty.act.kind.value}
    with connection.cursor() as cursor:
        cursor.execute(FRESH.format(common=common, select=select), values)
        (new,) = cursor.fetchone()
    return int(new)
