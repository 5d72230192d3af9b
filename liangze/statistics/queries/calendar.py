"""Due days of a node, with counts by state."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db import connection

from liangze.statistics.queries.shapes import DueDay, Filters, Parts, Tally, Tree
from liangze.statistics.queries.source import counted, passed

BY_DAY = """
SELECT due, bucket, {sums} FROM (SELECT *, {bucket} AS bucket FROM ({rows}) rows WHERE due BETWEEN %(from)s AND %(until)s) rows
 GROUP BY due, bucket ORDER BY due
"""


def due_days(*, tree: Tree, start: date, end: date, as_of: date, filters: Filters, today: date) -> tuple[DueDay, ...]:
    """The due days from `start` to `end` (both included, of the filters' year) with their states as of a day."""
    node = tree.node
    rows = passed(node, filters) if as_of < today or (node.inner and not node.counted) else counted([node], [], filters)
    with connection.cursor() as cursor:
        cursor.execute(rows.into(BY_DAY), {**rows.params, "day": as_of, "from": start, "until": end})
        days: dict[date, dict[int, Parts]] = defaultdict(dict)
        for due, bucket, *parts in cursor.fetchall():
            days[due][bucket] = parts
    return tuple(DueDay(due, Tally.of_buckets(buckets)) for due, buckets in days.items())


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
