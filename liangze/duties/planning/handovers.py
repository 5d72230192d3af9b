"""The trace of a portfolio that passed from member to member: deeds of the former holder count on by it."""

from __future__ import annotations

from django.db import connection

from liangze.duties.planning.sets import DutySet
from liangze.duties.planning.targets import HOLDERS, PORTFOLIO, SCOPES, WINDOWS, parameters

#: Each step of the chain of holders up to the reference day, also those before the obligation was planned: an obligation
#: planned in August is the same as one planned in January.
HANDOVERS = f"""
WITH {WINDOWS}, {HOLDERS}, {PORTFOLIO},
chain AS (
    SELECT r.unit_id, r.counterpart_id, w.period_start, w.due, r.holder_id, r.since,
        lag(r.holder_id) OVER (PARTITION BY r.unit_id, r.counterpart_id, w.period_start ORDER BY r.since, r.holder_id) AS before
    FROM relation r JOIN window_ w ON least(w.period_end, r.until) > greatest(w.period_start, r.since)
    WHERE r.since <= w.reference_day
),
step AS MATERIALIZED (SELECT * FROM chain WHERE before <> holder_id)
INSERT INTO duties_handover (obligation_id, from_post_id, to_post_id, "on", at)
SELECT o.id, c.before, c.holder_id, c.since, now()
FROM step c
CROSS JOIN LATERAL (
    SELECT found.id FROM duties_obligation found
    WHERE found.unit_id = c.unit_id AND found.due = c.due AND found.duty_id = %(duty)s
      AND found.counterpart_id = c.counterpart_id AND found.period_start = c.period_start
    OFFSET 0
) o
WHERE NOT EXISTS (
    SELECT FROM duties_handover h
    WHERE h.obligation_id = o.id AND h.from_post_id = c.before AND h.to_post_id = c.holder_id AND h."on" = c.since
)
"""  # noqa: S608 - own text, values are parameters


def trace_handovers(each: DutySet) -> None:
    """Write down each step that is not written down yet."""
    statement = HANDOVERS.format(scope=SCOPES[each.duty.holder.units.within])
    with connection.cursor() as cursor:
        for bound in each.bound:
            values = parameters(
                each.duty, bound.windows, scope_id=bound.unit_id, scope_path=bound.path, today=bound.today, only=each.only
            )
            cursor.execute(statement, values | {"duty": each.row.pk})
