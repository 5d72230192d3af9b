"""Where figures come from, as SQL: one shape of rows, read from counters or from obligations.

Every source yields (node, opens, due, total, fulfilled, late, exempt), all but the totals version_id and kind as well, so that
states are derived in one place. Counters stand for counted units, with everything below them; other leaves and a unit's own seats are few
rows and are counted themselves. A past day is asked of the obligations, in one pass: counters know only the present.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liangze.core.obligation import LEAD_DAYS
from liangze.core.words import ActKind
from liangze.duties.queries.as_of import EXEMPTED_ON, FULFILLED_ON, OWED, present
from liangze.duties.queries.prepared import id_array
from liangze.organisation.models.unit import SEGMENT
from liangze.statistics.queries.shapes import Filters, Place, Tree


@dataclass(frozen=True, slots=True)
class Source:
    """A relation in SQL with its parameters."""

    sql: str
    params: dict[str, Any]

    def into(self, statement: str) -> str:
        """A statement with its places filled in: {rows}, {bucket}, {sums}, {lead}, {kinds} (the kinds of act in order)."""
        return statement.format(rows=self.sql, bucket=BUCKET, sums=SUMS, lead=LEAD_DAYS, kinds=KINDS)


#: Where an obligation that is not met stands on %(day)s. Numbered as in shapes.BUCKETS.
BUCKET = f"""CASE WHEN due < %(day)s THEN 0 WHEN opens > %(day)s THEN 3 WHEN due - {LEAD_DAYS} <= %(day)s THEN 1 ELSE 2 END"""

#: What is summed for each bucket, in the order of Parts.
SUMS = "sum(fulfilled)::int, sum(late)::int, sum(exempt)::int, sum(total - fulfilled - late - exempt)::int"

KINDS = "ARRAY[" + ", ".join(f"'{kind.value}'" for kind in ActKind) + "]"

COUNTERS = """
SELECT c.node_id AS node, c.version_id, c.kind, c.opens, c.due,
       c.total::int, c.fulfilled::int, c.late::int, c.exempt::int
  FROM {table} c WHERE c.node_id = ANY(%({nodes})s::bigint[]) AND c.due BETWEEN %(first)s AND %(last)s {chosen}
"""

#: The same over all regulations and kinds.
TOTALS = """
SELECT c.node_id AS node, c.opens, c.due, c.total{int}, c.fulfilled{int}, c.late{int}, c.exempt{int}
  FROM {table} c WHERE c.node_id = ANY(%({nodes})s::bigint[]) AND c.due BETWEEN %(first)s AND %(last)s
"""

#: Obligations as they stand now.
ROWS = """
SELECT o.unit_id AS node, d.version_id, d.kind, o.opens, o.due, 1 AS total,
       coalesce(o.exempted_on IS NULL AND o.fulfilled_on <= o.due, false)::int AS fulfilled,
       coalesce(o.exempted_on IS NULL AND o.fulfilled_on > o.due, false)::int AS late,
       (o.exempted_on IS NOT NULL)::int AS exempt
  FROM duties_obligation o JOIN regulations_duty d ON d.id = o.duty_id
 WHERE o.unit_id = ANY(%({nodes})s::bigint[]) AND o.due BETWEEN %(first)s AND %(last)s AND o.withdrawn_on IS NULL {chosen}
"""

#: The same without version and kind.
ROWS_TOTALLED = """
SELECT o.unit_id AS node, o.opens, o.due, 1 AS total,
       coalesce(o.exempted_on IS NULL AND o.fulfilled_on <= o.due, false)::int AS fulfilled,
       coalesce(o.exempted_on IS NULL AND o.fulfilled_on > o.due, false)::int AS late,
       (o.exempted_on IS NOT NULL)::int AS exempt
  FROM duties_obligation o
 WHERE o.unit_id = ANY(%({nodes})s::bigint[]) AND o.due BETWEEN %(first)s AND %(last)s AND o.withdrawn_on IS NULL
"""

#: Obligations as they stood at the end of %(day)s: what happened later has not happened yet. OFFSET 0 has each date read once.
PASSED = f"""
SELECT node, version_id, kind, opens, due, 1 AS total,
       coalesce(NOT exempt AND fulfilled_on <= least(due, %(day)s), false)::int AS fulfilled,
       coalesce(NOT exempt AND fulfilled_on <= %(day)s AND fulfilled_on > due, false)::int AS late,
       exempt::int AS exempt, duty_id
  FROM (
    SELECT coalesce(nullif(substr(u.path, %(below)s, %(segment)s), '')::bigint, %(node)s) AS node,
           d.version_id, d.kind, o.opens, o.due, o.duty_id,
           coalesce({EXEMPTED_ON} <= %(day)s, false) AS exempt, {FULFILLED_ON.format(accepts="d.accept <> ''")} AS fulfilled_on
      FROM organisation_unit u JOIN duties_obligation o ON o.unit_id = u.id JOIN regulations_duty d ON d.id = o.duty_id
     WHERE u.path >= %(path)s AND u.path < %(path_end)s AND o.due BETWEEN %(first)s AND %(last)s
       AND {OWED} {{chosen}}
    OFFSET 0
  ) stood
"""  # noqa: S608 - own text, values are parameters

OF_REGULATION = "AND {of}.version_id IN (SELECT id FROM regulations_regulationversion WHERE regulation_id = %(regulation)s)"
OF_KIND = "AND {of}.kind = %(kind)s"


def chosen(filters: Filters, of: str) -> str:
    """Conditions on the alias that holds version and kind."""
    parts = (OF_REGULATION if filters.regulation is not None else "", OF_KIND if filters.kind else "")
    return " ".join(part.format(of=of) for part in parts if part)


def limits(filters: Filters) -> dict[str, Any]:
    """Parameters of the filters: the due days of the year, the regulation, the kind."""
    first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
    return {"first": first, "last": last, "regulation": filters.regulation, "kind": filters.kind}


def counted(places: Sequence[Place], own: Sequence[int], filters: Filters, name: str = "") -> Source:
    """The present: each of `places` with all below it, and the seats of the units `own` themselves.

    name  tells its parameters from those of another source in the same statement.
    """
    nodes = [place.id for place in places if place.counted]
    rows = [*(place.id for place in places if not place.counted), *own]
    parts = []
    if rows or not nodes:
        parts.append(ROWS.format(nodes=f"{name}rows", chosen=chosen(filters, "d")))
    if nodes:
        at = chosen(filters, "c")
        parts += [COUNTERS.format(table=table, nodes=f"{name}nodes", chosen=at) for table in ("duties_counter", "duties_counterdelta")]
    return Source(" UNION ALL ".join(parts), limits(filters) | {f"{name}nodes": id_array(nodes), f"{name}rows": id_array(rows)})


def totalled(places: Sequence[Place], filters: Filters) -> Source:
    """The present like `counted`, from the totals: a quarter of the rows, without version and kind."""
    nodes = [place.id for place in places if place.counted]
    rows = [place.id for place in places if not place.counted]
    tables = (("duties_total", ""), ("duties_counterdelta", "::int")) if nodes else ()
    parts = [TOTALS.format(table=table, nodes="nodes", int=cast) for table, cast in tables]
    if rows:
        parts.append(ROWS_TOTALLED.format(nodes="rows"))
    return Source(" UNION ALL ".join(parts), limits(filters) | {"nodes": id_array(nodes), "rows": id_array(rows)})


def passed(node: Place, filters: Filters, *, own: bool = False) -> Source:
    """A past day: the whole subtree in one pass, each obligation under the child of `node` (or node) it belongs to.

    own  the node's own seats alone. The rows name their duty as well.
    """
    end = node.path + ("0" if own else ":")  # ":" follows every digit, "0" precedes every child
    places = {"node": node.id, "segment": SEGMENT, "below": len(node.path) + 1, "path": node.path, "path_end": end}
    return Source(PASSED.format(chosen=chosen(filters, "d")), {**limits(filters), **places, **present()})


def from_totals(tree: Tree, filters: Filters, *, day: date, today: date) -> Source | None:
    """The rows for the node's table as of `day` from the totals; the node itself stands for all of it, not for its own seats.

    None where the totals do not hold the answer: under a filter, for a past day, or while they are being built.
    """
    if not tree.totals or not tree.node.counted or day < today or filters.regulation is not None or filters.kind:
        return None
    found = totalled([tree.node, *tree.children], filters)
    return Source(found.sql, {**found.params, "day": day})


def source(tree: Tree, filters: Filters, *, day: date, today: date) -> Source:
    """The rows for a node's table as of `day`: present and future days from counters, past days from obligations."""
    found = passed(tree.node, filters) if day < today else counted(tree.children, [tree.node.id], filters)
    return Source(found.sql, {**found.params, "day": day})


def whole_source(tree: Tree, filters: Filters, *, day: date, today: date) -> Source:
    """The same obligations with version and kind, from the node's own counters where it has them: few rows when children do not matter."""
    if day < today:
        found = passed(tree.node, filters)
    elif tree.node.counted:
        found = counted([tree.node], [], filters, "whole_")
    else:
        found = counted(tree.children, [tree.node.id], filters, "whole_")
    return Source(found.sql, {**found.params, "day": day})
