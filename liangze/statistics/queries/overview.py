"""The tree dashboard: a node's children with their states, by regulation, by kind, and the trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection

from liangze.core.words import ActKind
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.words import name_of
from liangze.statistics.queries.regulations import regulations
from liangze.statistics.queries.shapes import DueDay, Filters, Overview, Parts, Place, Point, Row, Share, Tally
from liangze.statistics.queries.source import source
from liangze.statistics.queries.tree import tree

#: Four views of the same rows in one pass: by node and month of the due day, by version, by kind, by day of the next two weeks.
GROUPED = """
SELECT GROUPING(node, version_id, kind, ahead), node, month, version_id, kind, ahead, bucket, {sums}
  FROM (SELECT *, extract(month FROM due)::int AS month, {bucket} AS bucket,
               CASE WHEN due >= %(day)s AND due - {lead} <= %(day)s THEN due END AS ahead
          FROM ({rows}) rows) rows
 GROUP BY GROUPING SETS ((node, month, bucket), (version_id, bucket), (kind, bucket), (ahead, bucket))
"""
BY_NODE, BY_VERSION, BY_KIND = 0b0111, 0b1011, 0b1101  # a set bit is a column left out
TREND_MONTHS = 6
SORTS = ("overdue", "due_soon", "total", "rate", "name")


def overview(
    *, node_id: int, as_of: date, filters: Filters, by: Acting, today: date, sort: str = "overdue", sort_down: bool = True
) -> Overview:
    """The figures of a node as of a day. Three statements, whatever the size of the tree.

    Raises NotFound outside the person's sight.
    """
    found = tree(node_id, by=by, permission=Permission.OVERVIEW_READ)
    rows = source(found, filters, day=as_of, today=today)
    with connection.cursor() as cursor:
        cursor.execute(rows.into(GROUPED), rows.params)
        grouped = cursor.fetchall()
    nodes: dict[int, dict[int, dict[str, Parts]]] = defaultdict(lambda: defaultdict(dict))
    versions: dict[int, dict[str, Parts]] = defaultdict(dict)
    acts: dict[str, dict[str, Parts]] = defaultdict(dict)
    days: dict[date, dict[str, Parts]] = defaultdict(dict)
    for view, node, month, version, kind, day, bucket, *parts in grouped:
        if view == BY_NODE:
            nodes[node][month][bucket] = parts
        elif view == BY_VERSION:
            versions[version][bucket] = parts
        elif view == BY_KIND:
            acts[kind][bucket] = parts
        elif day is not None:
            days[day][bucket] = parts
    months = {node: {month: Tally.of_buckets(found) for month, found in by_month.items()} for node, by_month in nodes.items()}
    by_kind = {kind: Tally.of_buckets(found) for kind, found in acts.items()}
    lines = [line(place, False, months.get(place.id, {}), as_of) for place in found.children]
    if found.node.id in months or not found.children:
        lines.append(line(found.node, True, months.get(found.node.id, {}), as_of))
    total = summed(row.tally for row in lines)
    whole = merged(months.values())
    return Overview(
        tree=found,
        as_of=as_of,
        total=total,
        rows=tuple(ordered(lines, sort, sort_down)),
        regulations=shares_of_regulations({version: Tally.of_buckets(buckets) for version, buckets in versions.items()}),
        kinds=tuple(Share(kind.value, name_of(kind), by_kind[kind.value]) for kind in ActKind if kind.value in by_kind),
        trend=trend(whole, as_of),
        ahead=tuple(DueDay(day, Tally.of_buckets(days[day])) for day in sorted(days)),
    )


def line(place: Place, own: bool, months: Mapping[int, Tally], as_of: date) -> Row:
    """One line of the table, its trend over the last months."""
    return Row(place, own, summed(months.values()), trend(months, as_of)[-TREND_MONTHS:])


def summed(tallies: Iterable[Tally]) -> Tally:
    """The sum, field by field; of nothing, zero."""
    return Tally(*map(sum, zip(*(tally.fields() for tally in tallies), strict=True)))


def merged(nodes: Iterable[Mapping[int, Tally]]) -> dict[int, Tally]:
    """The months of several nodes together."""
    whole: dict[int, list[Tally]] = defaultdict(list)
    for months in nodes:
        for month, tally in months.items():
            whole[month].append(tally)
    return {month: summed(tallies) for month, tallies in whole.items()}


def trend(months: Mapping[int, Tally], as_of: date) -> tuple[Point, ...]:
    """Percent on time at each month's end of the year up to `as_of`, of all that had come due since January.

    It is exact without history: what was met on time was met by its due day, so it was met by that month's end. What was
    exempted later counts as exempted from the start.
    """
    points, on_time, came_due = [], 0, 0
    for number in range(1, (as_of.month if months else 0) + 1):
        tally = months.get(number)
        if tally:
            on_time, came_due = on_time + tally.on_time, came_due + tally.came_due
        points.append(Point(date(as_of.year, number, 1), 100 * on_time / came_due if came_due else None))
    return tuple(points)


def ordered(rows: list[Row], sort: str, down: bool) -> list[Row]:
    """The rows by a column of SORTS; equal ones stay in the tree's own order. A missing rate comes last."""
    if sort == "name":
        return rows
    if sort == "rate":
        return sorted(rows, key=lambda row: (row.tally.rate is None, (-1 if down else 1) * (row.tally.rate or 0)))
    return sorted(rows, key=lambda row: (-1 if down else 1) * getattr(row.tally, sort))


def shares_of_regulations(by_version: Mapping[int, Tally]) -> tuple[Share, ...]:
    """Versions of one regulation together, in the order of the list of regulations."""
    tallies: dict[int, list[Tally]] = defaultdict(list)
    names: dict[int, str] = {}
    for version, regulation, name in regulations():
        if version in by_version:
            tallies[regulation].append(by_version[version])
            names[regulation] = name
    return tuple(Share(key, names[key], summed(found)) for key, found in tallies.items())
