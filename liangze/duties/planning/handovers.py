"""The trace of a portfolio that passed from member to member: deeds of the former holder count on by it."""

from __future__ import annotations

from django.db import connection

from liangze.duties.planning.sets import DutySet
from liangze.duties.planning.targets import HOLDERS, PORTFOLIO, SCOPES, WINDOWS, parameters

TABLES = (
    """
    CREATE TEMP TABLE IF NOT EXISTS plan_step (obligation_id bigint, from_post_id bigint, to_post_id bigint, "on" date) ON COMMIT DROP
    """,
    "TRUNCATE plan_step",
)

#: Each step of the chain of holders up to the reference day, also those before the obligation was planned: an obligation
#: planned in August is the same as one planned in January.
STEPS = f"""
WITH {WINDOWS}, {HOLDERS}, {PORTFOLIO},
chain AS (
    SELECT r.unit_id, r.counterpart_id, w.period_start, w.due, r.holder_id, r.since,
        lag(r.holder_id) OVER (PARTITION BY r.unit_id, r.counterpart_id, w.period_start ORDER BY r.since, r.holder_id) AS before
    FROM relation r JOIN window_ w ON least(w.period_end, r.until) > greatest(w.period_start, r.since)
    WHERE r.since <= w.reference_day
),
step AS MATERIALIZED (SELECT * FROM chain WHERE before <> holder_id)
INSERT INTO plan_step (obligation_id, from_post_id, to_post_id, "on")
SELECT o.id, c.before, c.holder_id, c.since
FROM step c
CROSS JOIN LATERAL (
    SELECT found.id FROM duties_obligation found
    WHERE found.unit_id = c.unit_id AND found.due = c.due AND found.duty_id = %(duty)s
      AND found.counterpart_id = c.counterpart_id AND found.period_start = c.period_start
    OFFSET 0
) o
"""  # noqa: S608 - own text, values are parameters

#: Written down before, but the portfolio as it stands now tells it otherwise.
TAKE_BACK = """
UPDATE duties_handover h SET superseded_at = now()
FROM duties_obligation o
WHERE o.id = h.obligation_id AND h.superseded_at IS NULL AND o.duty_id = %(duty)s AND o.period_start = ANY (%(starts)s::date[])
  AND (%(only)s::bigint[] IS NULL OR o.unit_id = ANY (%(only)s))
  AND NOT EXISTS (
    SELECT FROM plan_step s
    WHERE s.obligation_id = h.obligation_id AND (s.from_post_id, s.to_post_id, s."on") = (h.from_post_id, h.to_post_id, h."on")
  )
"""

WRITE_DOWN = """
INSERT INTO duties_handover (obligation_id, from_post_id, to_post_id, "on", at)
SELECT DISTINCT s.obligation_id, s.from_post_id, s.to_post_id, s."on", now()
FROM plan_step s
WHERE NOT EXISTS (
    SELECT FROM duties_handover h
    WHERE h.obligation_id = s.obligation_id AND h.superseded_at IS NULL
      AND (h.from_post_id, h.to_post_id, h."on") = (s.from_post_id, s.to_post_id, s."on")
)
ORDER BY s.obligation_id, s."on"
"""


def trace_handovers(each: DutySet) -> None:
    """Write down each step that is not written down yet, and take back what a corrected portfolio tells otherwise."""
    statement = STEPS.format(scope=SCOPES[each.duty.holder.units.within])
    starts = [window.period.start for bound in each.bound for window in bound.windows]
    only = None if each.only is None else list(each.only)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(table)
        for bound in each.bound:
            values = parameters(
                each.duty, bound.windows, scope_id=bound.unit_id, scope_path=bound.path, today=bound.today, only=each.only
            )
            cursor.execute(statement, values | {"duty": each.row.pk})
        cursor.execute(TAKE_BACK, {"duty": each.row.pk, "starts": starts, "only": only})
        cursor.execute(WRITE_DOWN)
