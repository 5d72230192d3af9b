"""The tree at a glance: for each child of a node, the share overdue of each of its own children."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection

from liangze.statistics.queries.shapes import Filters, Place, Tree
from liangze.statistics.queries.source import counted
from liangze.statistics.queries.tree import COLUMNS

LIMIT = 200  # tiles; more than that is no longer a glance

GRANDCHILDREN = """
SELECT {columns}
  FROM organisation_unit u LEFT JOIN duties_place p ON p.unit_id = u.id
 WHERE u.parent_id = ANY(%(parents)s) ORDER BY u.parent_id, u.position, u.code LIMIT %(limit)s
"""
PAST = """
SELECT node, sum(total - fulfilled - late - exempt)::int, sum(total - exempt)::int FROM ({rows}) rows WHERE due < %(day)s GROUP BY node
"""


@dataclass(frozen=True, slots=True)
class Tile:
    """One grandchild. `step` 0 to 4 is the shade: none overdue; below 5, 10, 20 percent of what came due; more."""

    place: Place
    overdue: int
    came_due: int

    @property
    def step(self) -> int:
        if not self.overdue:
            return 0
        share = 100 * self.overdue / max(self.came_due, 1)
        return 1 + sum(share >= bound for bound in (5, 10, 20))


def heat(*, tree: Tree, as_of: date, filters: Filters, today: date) -> dict[int, tuple[Tile, ...]]:
    """Tiles by child id of what has something come due; empty for a past day and where there are more than LIMIT.

    Two statements.
    """
    parents = [place.id for place in tree.children if place.inner]
    if as_of < today or not parents or sum(place.below for place in tree.children) > LIMIT:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(GRANDCHILDREN.format(columns=COLUMNS), {"parents": parents, "limit": LIMIT})
        places = [Place(*row) for row in cursor.fetchall()]
        rows = counted(places, [], filters)
        cursor.execute(rows.into(PAST), {**rows.params, "day": as_of})
        past = {node: (overdue, came_due) for node, overdue, came_due in cursor.fetchall()}
    tiles: dict[int, list[Tile]] = defaultdict(list)
    for place in places:
        if place.id in past and place.parent_id is not None:
            tiles[place.parent_id].append(Tile(place, *past[place.id]))
    return {parent: tuple(found) for parent, found in tiles.items()}
