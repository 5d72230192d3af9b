"""The tree at a glance: for each child of a node, the share overdue of each of its own children."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection

from liangze.statistics.queries.shapes import Filters, Place, Tally, Tree
from liangze.statistics.queries.source import STATES, counted
from liangze.statistics.queries.tree import COLUMNS

LIMIT = 200  # tiles; more than that is no longer a glance

GRANDCHILDREN = """
SELECT {columns}
  FROM organisation_unit u LEFT JOIN duties_place p ON p.unit_id = u.id
 WHERE u.parent_id = ANY(%(parents)s) ORDER BY u.parent_id, u.position, u.code LIMIT %(limit)s
"""
BY_NODE = "SELECT node, {states} FROM ({rows}) rows GROUP BY node"


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
    """Tiles by child id; empty for a past day and where there are more than LIMIT of them. Two statements."""
    parents = [place.id for place in tree.children if place.inner]
    if as_of < today or not parents or sum(place.below for place in tree.children) > LIMIT:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(GRANDCHILDREN.format(columns=COLUMNS), {"parents": parents, "limit": LIMIT})
        places = [Place(*row) for row in cursor.fetchall()]
        rows = counted(places, [], filters)
        cursor.execute(BY_NODE.format(states=STATES, rows=rows.sql), {**rows.params, "day": as_of})
        tallies = {node: Tally(*figures) for node, *figures in cursor.fetchall()}
    tiles: dict[int, list[Tile]] = defaultdict(list)
    for place in places:
        tally = tallies.get(place.id)
        if tally and place.parent_id is not None:
            tiles[place.parent_id].append(Tile(place, tally.overdue, tally.came_due))
    return {parent: tuple(found) for parent, found in tiles.items()}
