"""Due days of a node, with counts by state."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

from liangze.statistics.queries.shapes import DueDay, Filters, Tally, Tree
from liangze.statistics.queries.source import STATES, counted, passed

BY_DAY = """
SELECT due, {states} FROM ({rows}) rows WHERE due BETWEEN %(from)s AND %(until)s GROUP BY due ORDER BY due
"""


def due_days(*, tree: Tree, start: date, end: date, as_of: date, filters: Filters, today: date) -> tuple[DueDay, ...]:
    """The due days from `start` to `end` (both included, of the filters' year) with their states as of a day."""
    node = tree.node
    rows = passed(node, filters) if as_of < today or (node.inner and not node.counted) else counted([node], [], filters)
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY.format(states=STATES, rows=rows.sql), {**rows.params, "day": as_of, "from": start, "until": end})
        return tuple(DueDay(day, Tally(*figures)) for day, *figures in cursor.fetchall())


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
