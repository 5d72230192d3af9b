"""Telling the counters of changed obligations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date

from django.db import connection

from liangze.duties.counters.places import NODES_OF_UNIT

#: One row for each counted node above; rows of one call that meet in a node and a group are summed.
ADD = f"""
WITH change AS (
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::date[], %s::date[], %s::int[], %s::int[], %s::int[], %s::int[])
        AS c (unit_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
),
unit AS (
    SELECT d.unit_id, coalesce(p.nodes, {NODES_OF_UNIT.format(unit="d.unit_id")}) AS nodes
    FROM (SELECT DISTINCT unit_id FROM change) d LEFT JOIN duties_place p ON p.unit_id = d.unit_id
)
INSERT INTO duties_counterdelta (node_id, version_id, kind, opens, due, total, fulfilled, late, exempt)
SELECT node, c.version_id, c.kind, c.opens, c.due, sum(c.total), sum(c.fulfilled), sum(c.late), sum(c.exempt)
FROM change c JOIN unit USING (unit_id) CROSS JOIN LATERAL unnest(unit.nodes) AS node
GROUP BY node, c.version_id, c.kind, c.opens, c.due
HAVING (sum(c.total), sum(c.fulfilled), sum(c.late), sum(c.exempt)) <> (0, 0, 0, 0)
"""  # noqa: S608 - own text, values are parameters


@dataclass(frozen=True, slots=True)
class CounterChange:
    """By how much the figures of a unit and group change: +1, -1 or 0 for one obligation, sums for several."""

    unit_id: int
    version_id: int
    kind: str
    opens: date
    due: date
    total: int = 0
    fulfilled: int = 0
    late: int = 0
    exempt: int = 0


def add(changes: Iterable[CounterChange]) -> None:
    """Append the changes for every counted node above their units, in the caller's transaction. One statement."""
    rows = [astuple(change) for change in changes]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(ADD, [list(column) for column in zip(*rows, strict=True)])
