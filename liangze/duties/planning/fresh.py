"""Planning a set for the first time: one INSERT … SELECT, with its counters in the same statement."""

from __future__ import annotations

from django.db import connection

from liangze.core.duty import Duty
from liangze.duties.planning.sets import Bound
from liangze.duties.planning.targets import Target, parameters, target

#: There is no ON CONFLICT: checking first costs half as much again as inserting. The counts come from the same selection, not
#: from RETURNING, which would pass every row on once more; whatever is selected is inserted, or nothing is.
FRESH = """
WITH {common},
counted AS (
    INSERT INTO duties_counter AS c (node_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
    SELECT n.node, %(version)s, %(kind)s, n.opens, n.due, sum(n.total), 0, 0, 0
    FROM ({counts}) n
    GROUP BY n.node, n.opens, n.due
    ORDER BY n.node, n.due, n.opens
    ON CONFLICT (node_id, due, opens, version_id, kind) DO UPDATE SET total = c.total + excluded.total
)
INSERT INTO duties_obligation
    (duty_id, unit_id, holder_id, counterpart_id, year, period_start, period_end, opens, due, times, done, withdrawn_reason)
SELECT %(duty)s, t.unit_id, t.holder_id, t.counterpart_id, %(year)s, t.period_start, t.period_end, t.opens, t.due, %(times)s, 0, ''
FROM ({select}) t
"""


def plan_fresh(duty: Duty, version_id: int, bound: Bound, *, year: int, kept: Target | None = None) -> int:
    """Insert what the duty asks under its only adoption; the number of new obligations. `kept`: over seats that are kept.

    Raises IntegrityError, and has done nothing, when one of them is there already.
    """
    asked = kept or target(duty)
    values = parameters(duty, bound.windows, scope_id=bound.unit_id, scope_path=bound.path, today=bound.today)
    values |= {"duty": int(duty.id), "year": year, "times": duty.times, "version": version_id, "kind": duty.act.kind.value}
    with connection.cursor() as cursor:
        cursor.execute(FRESH.format(common=asked.common, counts=asked.counts, select=asked.select), values)
        return int(cursor.rowcount)
