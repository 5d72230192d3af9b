"""The statements behind the check of a level: seats that could be asked, in groups on which the gate answers once, and page by page.

A province has thousands of issuers; so the gate (`liangze.core.gate`) is asked once for each mix of issuer's kind and level, rules
in force, and kind, level and role of the seat, and the database carries its answers back to the seats.
"""

from __future__ import annotations

#: Fill in: issuers (which units issue), asker (the column of `u` that names the issuer of a seat).
SEATS = """
WITH ruled AS MATERIALIZED (
  SELECT id, path FROM unnest(%(ruled)s::bigint[], %(ruled_paths)s::text[]) AS r(id, path)
), issuer AS MATERIALIZED (
  SELECT u.id, u.name, u.kind, u.level,
    coalesce((SELECT r.id FROM ruled r WHERE starts_with(u.path, r.path) ORDER BY length(r.path) DESC LIMIT 1), 0) AS ruled
  FROM organisation_unit u
  WHERE {issuers}
), head AS MATERIALIZED (
  SELECT DISTINCT ON (p.unit_id) p.unit_id, p.id AS post_id, h.person_id
  FROM organisation_post p
  JOIN issuer i ON i.id = p.unit_id
  LEFT JOIN organisation_appointment h
    ON h.post_id = p.id AND h.since <= %(today)s AND (h.until IS NULL OR h.until > %(today)s)
  WHERE p.role = 'principal' AND p.since <= %(today)s AND (p.until IS NULL OR p.until > %(today)s)
  ORDER BY p.unit_id, h.person_id IS NULL, p.position, p.id
), seat AS (
  SELECT i.id AS issuer_id, i.name AS issuer, head.post_id AS issuer_post_id, head.person_id AS issuer_person_id,
    u.id AS unit_id, u.name AS unit, u.path, p.id AS post_id, p.title, p.role, p.position, h.person_id, l.id AS letter_id,
    concat_ws(' ', i.kind, i.level, i.ruled, u.kind, u.level, p.role) AS mix,
    CASE WHEN l.id IS NOT NULL THEN 'have' WHEN head.person_id IS NULL OR h.person_id IS NULL THEN 'vacant' ELSE 'due' END AS part
  FROM organisation_post p
  JOIN organisation_unit u ON u.id = p.unit_id AND u.since <= %(today)s AND (u.until IS NULL OR u.until > %(today)s)
  JOIN issuer i ON i.id = {asker}
  LEFT JOIN head ON head.unit_id = i.id
  LEFT JOIN organisation_appointment h
    ON h.post_id = p.id AND h.since <= %(today)s AND (h.until IS NULL OR h.until > %(today)s)
  LEFT JOIN letters_letter l
    ON l.holder_post_id = p.id AND l.holder_person_id = h.person_id AND l.year = %(year)s AND l.ended_at IS NULL
  WHERE p.role = ANY(%(roles)s) AND p.since <= %(today)s AND (p.until IS NULL OR p.until > %(today)s)
    AND (%(level)s = '' OR u.level = %(level)s) AND (%(units)s::bigint[] = '{{}}' OR u.id = ANY(%(units)s::bigint[]))
)"""

ONE = "u.id = %(unit)s"
ALL_BELOW = """u.path >= %(path)s AND u.path < %(path)s || ':' AND u.kind <> 'office'
    AND u.since <= %(today)s AND (u.until IS NULL OR u.until > %(today)s)"""

GROUPS = SEATS + """
SELECT mix, part, count(*) FROM seat GROUP BY mix, part ORDER BY min(path), mix, part"""

#: The gate's answers beside the seats; reason 0: it may be. place: due, have, vacant, or "out" and the number of the reason.
ANSWERED = SEATS + """, answer AS MATERIALIZED (
  SELECT mix, reason FROM unnest(%(mixes)s::text[], %(reasons)s::int[]) AS a(mix, reason)
), placed AS (
  SELECT seat.*, CASE WHEN reason = 0 THEN part ELSE 'out' || reason END AS place FROM seat JOIN answer USING (mix)
)"""  # noqa: S608 - own text, values are parameters

LISTED = ANSWERED + """
SELECT c.issuer_id, c.issuer, c.issuer_post_id, c.issuer_person_id, c.unit_id, c.unit, c.post_id, c.title, c.person_id,
  coalesce(n.name, ''), c.mix, c.letter_id, c.place
FROM (
  SELECT placed.*, row_number() OVER (PARTITION BY place ORDER BY path, position, post_id) AS number FROM placed
) c
LEFT JOIN organisation_person n ON n.id = c.person_id
WHERE CASE c.place WHEN 'due' THEN c.number > %(first)s AND c.number <= %(last)s ELSE c.number <= %(few)s END
ORDER BY c.path, c.position, c.post_id"""  # noqa: S608 - own text, values are parameters

ORDERED = ANSWERED + """
INSERT INTO letters_batchseat (batch_id, issuer_post_id, post_id, person_id)
SELECT %(batch)s, issuer_post_id, post_id, person_id FROM placed WHERE place = 'due' ORDER BY path, position, post_id"""
