"""The statements of planning again. `plan_target` holds what is owed, `plan_shift` what the counters must hear.

Obligations are locked by rising id before they are written, as everybody locks them: see actions.settling.
"""

TABLES = (
    """
    CREATE TEMP TABLE IF NOT EXISTS plan_target (
        unit_id bigint, holder_id bigint, counterpart_id bigint, period_start date, period_end date, opens date, due date,
        UNIQUE NULLS NOT DISTINCT (holder_id, counterpart_id, period_start)
    ) ON COMMIT DROP
    """,
    """
    CREATE TEMP TABLE IF NOT EXISTS plan_shift (
        unit_id bigint, opens date, due date, sign int, fulfilled_on date, exempted_on date
    ) ON COMMIT DROP
    """,
    "TRUNCATE plan_target, plan_shift",
)

#: Two adoptions that overlap ask the same thing once.
TARGETS = "WITH {common} INSERT INTO plan_target {select} ON CONFLICT DO NOTHING"

#: A portfolio that passed on takes its obligation along: the row stays, its holder changes.
HAND_OVER = """
WITH old AS MATERIALIZED (
    SELECT o.id, t.holder_id
    FROM plan_target t
    JOIN duties_obligation o ON o.duty_id = %(duty)s AND o.unit_id = t.unit_id AND o.counterpart_id = t.counterpart_id
      AND o.period_start = t.period_start AND o.holder_id <> t.holder_id
    WHERE NOT EXISTS (
        SELECT FROM duties_obligation there
        WHERE there.holder_id = t.holder_id AND there.duty_id = o.duty_id
          AND there.counterpart_id = t.counterpart_id AND there.period_start = t.period_start
      )
    ORDER BY o.id FOR UPDATE OF o
),
passed AS (
    UPDATE duties_obligation o SET holder_id = old.holder_id FROM old WHERE o.id = old.id
)
SELECT count(*) FROM old
"""

#: Owed, planned before, but withdrawn meanwhile or with other days: as it is owed now. What was done for it stays, and so do the days on
#: which it was not owed.
KEEP = """
WITH old AS MATERIALIZED (
    SELECT o.id, o.unit_id, o.opens AS old_opens, o.due AS old_due, o.withdrawn_on, o.withdrawn_reason, o.fulfilled_on, o.exempted_on,
        t.opens, t.due, t.period_end
    FROM plan_target t
    JOIN duties_obligation o ON o.holder_id = t.holder_id AND o.duty_id = %(duty)s
      AND o.counterpart_id IS NOT DISTINCT FROM t.counterpart_id AND o.period_start = t.period_start
    WHERE o.withdrawn_on IS NOT NULL OR (o.opens, o.due, o.period_end) IS DISTINCT FROM (t.opens, t.due, t.period_end)
    ORDER BY o.id FOR UPDATE OF o
),
kept AS (
    UPDATE duties_obligation o
    SET opens = old.opens, due = old.due, period_end = old.period_end, year = %(year)s, withdrawn_on = NULL, withdrawn_reason = ''
    FROM old WHERE o.id = old.id
),
spell AS (
    INSERT INTO duties_withdrawal (obligation_id, since, until, reason)
    SELECT id, withdrawn_on, %(today)s, withdrawn_reason FROM old WHERE withdrawn_on < %(today)s
),
shifts AS (
    INSERT INTO plan_shift
    SELECT unit_id, old_opens, old_due, -1, fulfilled_on, exempted_on FROM old WHERE withdrawn_on IS NULL
    UNION ALL
    SELECT unit_id, opens, due, 1, fulfilled_on, exempted_on FROM old
)
SELECT count(*) FILTER (WHERE withdrawn_on IS NOT NULL), count(*) FILTER (WHERE withdrawn_on IS NULL) FROM old
"""

INSERT_NEW = """
WITH new AS (
    INSERT INTO duties_obligation
        (duty_id, unit_id, holder_id, counterpart_id, year, period_start, period_end, opens, due, times, done, withdrawn_reason)
    SELECT %(duty)s, unit_id, holder_id, counterpart_id, %(year)s, period_start, period_end, opens, due, %(times)s, 0, ''
    FROM plan_target
    ON CONFLICT (holder_id, duty_id, counterpart_id, period_start) DO NOTHING
    RETURNING unit_id, opens, due
),
shifts AS (
    INSERT INTO plan_shift SELECT unit_id, opens, due, 1, NULL, NULL FROM new
)
SELECT count(*) FROM new
"""

#: Planned, but no longer owed: the row stays, marked with the day and the first reason that applies.
WITHDRAW = """
WITH old AS MATERIALIZED (
    SELECT o.id, o.unit_id, o.opens, o.due, o.fulfilled_on, o.exempted_on, CASE
        WHEN NOT o.period_start = ANY (%(starts)s::date[]) THEN 'rule_ended'
        WHEN NOT EXISTS (
            SELECT FROM organisation_post s JOIN organisation_unit u ON u.id = s.unit_id
            WHERE s.id = o.holder_id AND s.role = %(role)s AND s.unit_id = o.unit_id
              AND (%(kinds)s::text[] = '{}' OR u.kind = ANY (%(kinds)s))
              AND (%(levels)s::text[] = '{}' OR u.level = ANY (%(levels)s))
        ) THEN 'out_of_scope'
        WHEN EXISTS (
            SELECT FROM organisation_post s JOIN organisation_unit u ON u.id = s.unit_id,
                unnest(%(starts)s::date[], %(ends)s::date[], %(needed)s::int[]) AS w (period_start, period_end, needed)
            WHERE s.id = o.holder_id AND w.period_start = o.period_start
              AND least(w.period_end, s.until, u.until) - greatest(w.period_start, s.since, u.since) < w.needed
        ) THEN 'absent'
        WHEN o.counterpart_id IS NULL THEN 'out_of_scope'
        ELSE 'relation_ended' END AS reason
    FROM duties_obligation o
    WHERE o.duty_id = %(duty)s AND o.year = %(year)s AND o.withdrawn_on IS NULL
      AND (%(only)s::bigint[] IS NULL OR o.unit_id = ANY (%(only)s))
      AND NOT EXISTS (
        SELECT FROM plan_target t WHERE t.holder_id = o.holder_id
          AND t.counterpart_id IS NOT DISTINCT FROM o.counterpart_id AND t.period_start = o.period_start
      )
    ORDER BY o.id FOR UPDATE OF o
),
gone AS (
    UPDATE duties_obligation o SET withdrawn_on = %(today)s, withdrawn_reason = old.reason FROM old WHERE o.id = old.id
),
shifts AS (
    INSERT INTO plan_shift SELECT unit_id, opens, due, -1, fulfilled_on, exempted_on FROM old
)
SELECT reason, count(*)::int FROM old GROUP BY 1 ORDER BY 1
"""

COUNT_SHIFTS = """
WITH nearest AS (
    SELECT p.node_id, s.opens, s.due, sum(s.sign) AS total,
        coalesce(sum(s.sign) FILTER (WHERE s.exempted_on IS NULL AND s.fulfilled_on <= s.due), 0) AS fulfilled,
        coalesce(sum(s.sign) FILTER (WHERE s.exempted_on IS NULL AND s.fulfilled_on > s.due), 0) AS late,
        coalesce(sum(s.sign) FILTER (WHERE s.exempted_on IS NOT NULL), 0) AS exempt
    FROM plan_shift s JOIN duties_place p ON p.unit_id = s.unit_id
    GROUP BY p.node_id, s.opens, s.due
)
INSERT INTO duties_counter AS c (node_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
SELECT node, %(version)s, %(kind)s, n.opens, n.due, sum(n.total), sum(n.fulfilled), sum(n.late), sum(n.exempt)
FROM nearest n JOIN duties_place p ON p.unit_id = n.node_id CROSS JOIN LATERAL unnest(p.nodes) AS node
GROUP BY node, n.opens, n.due
ORDER BY node, n.due, n.opens
ON CONFLICT (node_id, due, opens, version_id, kind) DO UPDATE
SET total = c.total + excluded.total, fulfilled = c.fulfilled + excluded.fulfilled,
    late = c.late + excluded.late, exempt = c.exempt + excluded.exempt
"""
