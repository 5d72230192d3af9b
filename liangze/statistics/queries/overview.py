"""The tree dashboard: a node's children with their states, by regulation, by kind, and the trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import connection

from liangze.core.words import ActKind
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.words import name_of
from liangze.statistics.queries.regulations import regulations
from liangze.statistics.queries.shapes import NOTHING, DueDay, Filters, Overview, Parts, Place, Point, Row, Share, Tally
from liangze.statistics.queries.source import source, whole_source
from liangze.statistics.queries.tree import tree

BY_NODE, BY_VERSION, BY_KIND, BY_DAY = range(4)
#: The table: by node and month of the due day.
TABLE = """
SELECT 0, node, month, bucket, {sums}
  FROM (SELECT *, width_bucket(due, %(months)s::date[]) AS month, {bucket} AS bucket FROM ({rows}) rows) rows
 GROUP BY node, month, bucket
"""
#: The parts of the whole: by regulation version, by kind of act, by due day of the next two weeks (as days from %(day)s).
PARTS = """
SELECT CASE GROUPING(version_id, kind, ahead) WHEN 3 THEN 1 WHEN 5 THEN 2 ELSE 3 END,
       coalesce(version_id, array_position({kinds}, kind), ahead), 0, bucket, {sums}
  FROM (SELECT *, {bucket} AS bucket, CASE WHEN due BETWEEN %(day)s AND %(day)s + {lead} THEN due - %(day)s END AS ahead
          FROM ({rows}) rows) rows
 GROUP BY GROUPING SETS ((version_id, bucket), (kind, bucket), (ahead, bucket))
"""
KINDS = tuple(ActKind)
PAST = 0  # the bucket of what has come due
Months = dict[int, tuple[int, int]]  # number of the month: met on time, came due
TREND_MONTHS = 6
SORTS = ("overdue", "due_soon", "total", "rate", "name")


def overview(
    *, node_id: int, as_of: date, filters: Filters, by: Acting, today: date, sort: str = "overdue", sort_down: bool = True
) -> Overview:
    """The figures of a node as of a day. Three statements, whatever the size of the tree.

    Raises NotFound outside the person's sight.
    """
    found = tree(node_id, by=by, permission=Permission.OVERVIEW_READ)
    table = source(found, filters, day=as_of, today=today)
    whole = whole_source(found, filters, day=as_of, today=today) or table
    with connection.cursor() as cursor:
        cursor.execute(f"{table.into(TABLE)} UNION ALL {whole.into(PARTS)}", {**table.params, "months": months_of(filters.year)})
        grouped = cursor.fetchall()
    nodes: dict[int, dict[int, Parts]] = defaultdict(dict)
    months: dict[int, Months] = defaultdict(dict)
    parts: tuple[dict[int, dict[int, Parts]], ...] = tuple(defaultdict(dict) for _ in range(3))
    for view, key, month, bucket, fulfilled, late, exempt, left in grouped:
        if view == BY_NODE:
            before = nodes[key].get(bucket, NOTHING)
            nodes[key][bucket] = (before[0] + fulfilled, before[1] + late, before[2] + exempt, before[3] + left)
            if bucket == PAST:
                months[key][month] = (fulfilled, fulfilled + late + left)
        elif key is not None:
            parts[view - 1][key][bucket] = (fulfilled, late, exempt, left)
    by_version, by_kind, by_day = ({key: Tally.of_buckets(buckets) for key, buckets in view.items()} for view in parts)

    def line(place: Place, own: bool) -> Row:
        return Row(place, own, Tally.of_buckets(nodes.get(place.id, {})), trend(months.get(place.id, {}), as_of)[-TREND_MONTHS:])

    lines = [line(place, False) for place in found.children]
    if found.node.id in nodes or not found.children:
        lines.append(line(found.node, True))
    known = regulations()
    total = summed(row.tally for row in lines)
    return Overview(
        tree=found,
        as_of=as_of,
        total=total,
        rows=tuple(ordered(lines, sort, sort_down)),
        regulations=shares_of_regulations(by_version, known),
        kinds=tuple(Share(kind.value, name_of(kind), by_kind[place]) for place, kind in enumerate(KINDS, 1) if place in by_kind),
        trend=trend(merged(months.values()), as_of),
        ahead=tuple(DueDay(as_of + timedelta(days=days), by_day[days]) for days in sorted(by_day)),
        choices=tuple({regulation: name for _, regulation, name in known}.items()),
    )


def months_of(year: int) -> list[date]:
    """The first days of the twelve months."""
    return [date(year, number, 1) for number in range(1, 13)]


def summed(tallies: Iterable[Tally]) -> Tally:
    """The sum, field by field; of nothing, zero."""
    return Tally(*map(sum, zip(*(tally.fields() for tally in tallies), strict=True)))


def merged(nodes: Iterable[Months]) -> Months:
    """The months of several nodes together."""
    whole: Months = {}
    for months in nodes:
        for month, (on_time, came_due) in months.items():
            before = whole.get(month, (0, 0))
            whole[month] = (before[0] + on_time, before[1] + came_due)
    return whole


def trend(months: Months, as_of: date) -> tuple[Point, ...]:
    """Percent on time at each month's end of the year up to `as_of`, of all that had come due since January.

    It is exact without history: what was met on time was met by its due day, so it was met by that month's end. What was
    exempted later counts as exempted from the start.
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
