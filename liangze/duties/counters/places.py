"""Which nodes are counted, and where each unit stands among them."""

from __future__ import annotations

from django.db import connection

from liangze.organisation.models.unit import SEGMENT

#: Units on so many levels from the root are counted even without children, so that the pages of a province, its cities and
#: its counties never gather the obligations of hundreds of units.
UPPER_LEVELS = 3

COUNTED = f"""(length(a.path) <= {UPPER_LEVELS * SEGMENT}
    OR EXISTS (SELECT FROM organisation_unit child WHERE child.parent_id = a.id))"""

#: The counted nodes from the root down to `{{unit}}`, as the tree stands now. At least the root.
NODES_OF_UNIT = f"""(
    SELECT array_agg(a.id ORDER BY n) FROM organisation_unit u
    CROSS JOIN LATERAL generate_series({SEGMENT}, length(u.path), {SEGMENT}) n
    JOIN organisation_unit a ON a.path = left(u.path, n)
    WHERE u.id = {{unit}} AND {COUNTED}
)"""  # noqa: S608 - own text, values are parameters

#: Brings the places up to date. What a unit counts leaves the nodes it stood under and joins those it stands under now; a
#: node that is counted for the first time gets what is below it in the same way. Units placed for the first time have
#: no obligations yet.
PLACE = f"""
WITH node AS MATERIALIZED (
    SELECT a.id, a.path FROM organisation_unit a WHERE {COUNTED}
),
wanted AS (
    SELECT u.id AS unit_id, array_agg(node.id ORDER BY n) AS nodes
    FROM organisation_unit u
    CROSS JOIN LATERAL generate_series({SEGMENT}, length(u.path), {SEGMENT}) n
    JOIN node ON node.path = left(u.path, n)
    GROUP BY u.id
),
changed AS MATERIALIZED (
    SELECT w.unit_id, w.nodes, p.nodes AS old
    FROM wanted w LEFT JOIN duties_place p ON p.unit_id = w.unit_id
    WHERE p.nodes IS DISTINCT FROM w.nodes
),
stored AS (
    INSERT INTO duties_place (unit_id, node_id, nodes)
    SELECT unit_id, nodes[cardinality(nodes)], nodes FROM changed
    ON CONFLICT (unit_id) DO UPDATE SET node_id = excluded.node_id, nodes = excluded.nodes
),
carried AS (
    INSERT INTO duties_counterdelta (node_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
    SELECT step.node, du.version_id, du.kind, o.opens, o.due, sum(step.sign),
        coalesce(sum(step.sign) FILTER (WHERE o.exempted_on IS NULL AND o.fulfilled_on <= o.due), 0),
        coalesce(sum(step.sign) FILTER (WHERE o.exempted_on IS NULL AND o.fulfilled_on > o.due), 0),
        coalesce(sum(step.sign) FILTER (WHERE o.exempted_on IS NOT NULL), 0)
    FROM changed c
    CROSS JOIN LATERAL (
        SELECT unnest(c.nodes) AS node, 1 AS sign UNION ALL SELECT unnest(c.old), -1
    ) step
    JOIN duties_obligation o ON o.unit_id = c.unit_id AND o.withdrawn_on IS NULL
    JOIN regulations_duty du ON du.id = o.duty_id
    WHERE c.old IS NOT NULL AND NOT (step.node = ANY (c.nodes) AND step.node = ANY (c.old))
    GROUP BY step.node, du.version_id, du.kind, o.opens, o.due
)
SELECT count(*) FILTER (WHERE old IS NOT NULL) FROM changed
"""  # noqa: S608 - own text, values are parameters


def place_units() -> int:
    """Bring the places up to date with the tree and carry the counts over; the number of units that stood elsewhere before."""
    with connection.cursor() as cursor:
        cursor.execute(PLACE)
        (moved,) = cursor.fetchone()
    return int(moved)
