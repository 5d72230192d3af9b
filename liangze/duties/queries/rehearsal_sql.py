"""The statements of a rehearsal: what is owed before and after, matched by holder, counterpart and period."""

SIDE = "{name} AS ({statement})"

BOTH = """
WITH {both},
matched AS (
    SELECT coalesce(a.unit_id, b.unit_id) AS unit_id, coalesce(a.holder_id, b.holder_id) AS holder_id,
        coalesce(a.counterpart_id, b.counterpart_id) AS counterpart_id, b.due AS before_due, a.due AS after_due,
        a.due IS NULL OR b.due IS NULL OR (a.due, a.opens) <> (b.due, b.opens) AS differs
    FROM before b FULL JOIN after a
      ON a.holder_id = b.holder_id AND coalesce(a.counterpart_id, 0) = coalesce(b.counterpart_id, 0)
     AND a.period_start = b.period_start AND a.period_end = b.period_end
)
"""

COMPARE = (
    BOTH
    + """
SELECT {number}, u.level, count(DISTINCT m.unit_id) FILTER (WHERE m.differs),
    count(*) FILTER (WHERE m.before_due IS NULL), count(*) FILTER (WHERE m.after_due IS NULL),
    count(*) FILTER (WHERE m.differs AND m.before_due IS NOT NULL AND m.after_due IS NOT NULL), count(*) FILTER (WHERE NOT m.differs)
FROM matched m JOIN organisation_unit u ON u.id = m.unit_id
GROUP BY u.level ORDER BY min(length(u.path)), u.level
"""
)

SAMPLE = (
    BOTH
    + """
SELECT {number}, u.name, s.title, coalesce(c.title, ''), m.before_due, m.after_due
FROM matched m
JOIN organisation_unit u ON u.id = m.unit_id
JOIN organisation_post s ON s.id = m.holder_id
LEFT JOIN organisation_post c ON c.id = m.counterpart_id
WHERE m.differs
ORDER BY u.path, s.id, coalesce(m.after_due, m.before_due), m.counterpart_id LIMIT %(samples)s
"""
)
