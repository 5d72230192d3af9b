"""The tree dashboard: a node's children with their states, by regulation, by kind, and the trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from liangze.core.words import ActKind
from liangze.duties.queries.prepared import prepared
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.words import name_of
from liangze.statistics.queries.regulations import regulations
from liangze.statistics.queries.shapes import BUCKETS, DueDay, Filters, Overview, Parts, Place, Point, Row, Share, Tally
from liangze.statistics.queries.source import from_totals, source, whole_source
from liangze.statistics.queries.tree import tree

#: The table: a line for each node, its states in the order of Tally's first seven fields, then for the end of each of the last
#: months, added up since January, what was met on time and what had come due.
TABLE = """
SELECT 4, node, ARRAY[sum(fulfilled)::int, sum(late)::int, {left}, sum(exempt)::int, {ends}]
  FROM (SELECT node, due, fulfilled, late, exempt, total - fulfilled - late - exempt AS rest, {{bucket}} AS bucket
          FROM ({{rows}}) rows) rows
 GROUP BY node
"""
LEFT = ", ".join(f"coalesce(sum(rest) FILTER (WHERE bucket = {place}), 0)::int" for place in range(len(BUCKETS)))
END = """coalesce(sum(fulfilled) FILTER (WHERE due < {end}), 0)::int,
       coalesce(sum(fulfilled + late + rest) FILTER (WHERE due < {end}), 0)::int"""

#: The parts of the whole: by regulation version, by kind of act, by due day of the next two weeks (as days from %(day)s), and
#: what has come due by month.
PARTS = """
SELECT CASE GROUPING(version_id, kind, ahead, month) WHEN 7 THEN 0 WHEN 11 THEN 1 WHEN 13 THEN 2 ELSE 3 END,
       coalesce(version_id, array_position({kinds}, kind), ahead, month), ARRAY[coalesce(bucket, 0), {sums}]
  FROM (SELECT *, {bucket} AS bucket, CASE WHEN due BETWEEN %(day)s AND %(day)s + {lead} THEN due - %(day)s END AS ahead,
               CASE WHEN due < %(day)s THEN extract(month FROM due)::int END AS month
          FROM ({rows}) rows) rows
 GROUP BY GROUPING SETS ((version_id, bucket), (kind, bucket), (ahead, bucket), (month))
"""
BY_NODE = 4
KINDS = tuple(ActKind)
TREND_MONTHS = 6
SORTS = ("overdue", "due_soon", "total", "rate", "name")


def overview(
    *, node_id: int, as_of: date, filters: Filters, by: Acting, today: date, sort: str = "overdue", sort_down: bool = True
) -> Overview:
    """The figures of a node as of a day. Two statements, whatever the size of the tree.

    Raises NotFound outside the person's sight.
    """
    found = tree(node_id, by=by, permission=Permission.OVERVIEW_READ)
    totals = from_totals(found, filters, day=as_of, today=today)
    table = totals or source(found, filters, day=as_of, today=today)
    whole = whole_source(found, filters, day=as_of, today=today)
    ends = month_ends(as_of)
    with prepared() as cursor:
        # One statement, so that all parts speak of the same moment.
        cursor.execute(f"{table.into(table_statement(len(ends)))} UNION ALL {whole.into(PARTS)}", table.params | whole.params | ends)
        grouped = cursor.fetchall()
    nodes: dict[int, Sequence[int]] = {}
    parts: tuple[dict[int, dict[int, Parts]], ...] = tuple(defaultdict(dict) for _ in range(4))
    for view, key, sums in grouped:
        if view == BY_NODE:
            nodes[key] = sums
        elif key is not None:
            parts[view][key][sums[0]] = tuple(sums[1:])
    by_version, by_kind, by_day = ({key: Tally.of_buckets(buckets) for key, buckets in view.items()} for view in parts[:3])
    months = {month: (sums[0][0], sums[0][0] + sums[0][1] + sums[0][3]) for month, sums in parts[3].items()}

    if totals and found.node.id in nodes:  # what is not the children's is the node's own
        left = without(nodes.pop(found.node.id), [nodes[place.id] for place in found.children if place.id in nodes])
        if any(left):
            nodes[found.node.id] = left
    lines = [line(place, False, tuple(nodes.get(place.id, ()))) for place in found.children]
    if found.node.id in nodes or not found.children:
        lines.append(line(found.node, True, tuple(nodes.get(found.node.id, ()))))
    known = regulations(found.regulations_mark)
    total = summed(row.tally for row in lines)
    return Overview(
        tree=found,
        as_of=as_of,
        total=total,
        rows=tuple(ordered(lines, sort, sort_down)),
        regulations=shares_of_regulations(by_version, known),
        kinds=tuple(Share(kind.value, name_of(kind), by_kind[place]) for place, kind in enumerate(KINDS, 1) if place in by_kind),
        trend=trend(months, as_of),
        ahead=tuple(DueDay(as_of + timedelta(days=days), by_day[days]) for days in sorted(by_day)),
        choices=tuple({regulation: name for _, regulation, name in known}.items()),
    )


def month_ends(as_of: date) -> dict[str, date]:
    """The first days of the months after the last ones, and the day itself for the month it lies in, by the names in END."""
    ends = [date(as_of.year, number, 1) for number in range(max(2, as_of.month - TREND_MONTHS + 2), as_of.month + 1)] + [as_of]
    return {f"end{place}": end for place, end in enumerate(ends)}


@cache
def table_statement(ends: int) -> str:
    """TABLE with so many month ends."""
    return TABLE.format(left=LEFT, ends=", ".join(END.format(end=f"%(end{place})s") for place in range(ends)))


def without(whole: Sequence[int], parts: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """A line less others, number by number."""
    return tuple(all_ - sum(some) for all_, *some in zip(whole, *parts, strict=True))


@lru_cache(maxsize=8192)
def line(place: Place, own: bool, sums: tuple[int, ...]) -> Row:
    """A line of TABLE as states and rates; () for none. It depends on nothing but its arguments: rows whose sums stay are kept."""
    if not sums:
        return Row(place, own, Tally(), ())
    ends = sums[7:]
    rates = tuple(100 * met / due if due else None for met, due in zip(ends[::2], ends[1::2], strict=True))
    return Row(place, own, Tally(*sums[:7], came_due=ends[-1], on_time=ends[-2]), rates)


def summed(tallies: Iterable[Tally]) -> Tally:
    """The sum, field by field; of nothing, zero."""
    return Tally(*map(sum, zip(*(tally.fields() for tally in tallies), strict=True)))


def trend(months: Mapping[int, tuple[int, int]], as_of: date) -> tuple[Point, ...]:
    """Percent on time at each month's end of the year up to `as_of`, of all that had come due since January.

    It is exact without history: what was met on time was met by its due day, so it was met by that month's end. What was
    exempted later counts as exempted from the start. `months` holds what was met on time and what came due, by month.
    """
    points, on_time, came_due = [], 0, 0
    for number in range(1, (as_of.month if months else 0) + 1):
        met, due = months.get(number, (0, 0))
        on_time, came_due = on_time + met, came_due + due
        points.append(Point(date(as_of.year, number, 1), 100 * on_time / came_due if came_due else None))
    return tuple(points)


def ordered(rows: list[Row], sort: str, down: bool) -> list[Row]:
    """The rows by a column of SORTS; equal ones stay in the tree's own order. A missing rate comes last."""
    if sort == "name":
        return rows
    if sort == "rate":
        return sorted(rows, key=lambda row: (row.tally.rate is None, (-1 if down else 1) * (row.tally.rate or 0)))
    return sorted(rows, key=lambda row: (-1 if down else 1) * getattr(row.tally, sort))


def shares_of_regulations(by_version: Mapping[int, Tally], known: Iterable[tuple[int, int, str]]) -> tuple[Share, ...]:
    """Versions of one regulation together, in the order of the list of regulations."""
    tallies: dict[int, list[Tally]] = defaultdict(list)
    names: dict[int, str] = {}
    for version, regulation, name in known:
        if version in by_version:
            tallies[regulation].append(by_version[version])
            names[regulation] = name
    return tuple(Share(key, names[key], summed(found)) for key, found in tallies.items())
