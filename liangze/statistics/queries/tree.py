"""A node of the tree with what is above and directly below it, in one statement."""

from __future__ import annotations

from liangze.core.errors import NotFound
from liangze.duties.counters.places import UPPER_LEVELS
from liangze.duties.counters.totals import FRESH
from liangze.duties.queries.prepared import prepared
from liangze.organisation.models import Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may
from liangze.regulations.queries.duty_facts import MARK
from liangze.statistics.queries.shapes import Place, Tree

CHILDREN = "(SELECT count(*) FROM organisation_unit c WHERE c.parent_id = u.id)::int"

#: The columns of a Place from units `u` and their places `p` among the counted nodes; a unit not placed yet stands by its level.
COLUMNS = f"""u.id, u.name, u.kind, u.level, u.path, u.parent_id, {CHILDREN},
       coalesce(p.node_id = u.id, length(u.path) <= {UPPER_LEVELS * SEGMENT} OR {CHILDREN} > 0)"""

#: The ids above as an array: a join with them would be planned as if there were a thousand, and read all units.
FIND = """
SELECT {totals}, {mark}, {columns}
  FROM (SELECT c.id, c.name, c.kind, c.level, c.path, c.parent_id, c.position, c.code FROM organisation_unit c WHERE c.parent_id = %(id)s
        UNION ALL
        SELECT a.id, a.name, a.kind, a.level, a.path, a.parent_id, a.position, a.code
          FROM organisation_unit a
         WHERE a.id = ANY (ARRAY(SELECT substr(n.path, 1 + 7 * i, 7)::bigint
                                   FROM organisation_unit n CROSS JOIN LATERAL generate_series(0, length(n.path) / 7 - 1) i
                                  WHERE n.id = %(id)s))) u
  LEFT JOIN duties_place p ON p.unit_id = u.id
 ORDER BY length(u.path), u.position, u.code
"""


def tree(unit_id: int, *, by: Acting, permission: Permission) -> Tree:
    """The node, its ancestors that the person may see, and its children (closed ones too: their figures stay).

    Raises NotFound when there is no such unit or the person may not see it there.
    """
    with prepared() as cursor:
        cursor.execute(FIND.format(totals=FRESH, mark=MARK, columns=COLUMNS), {"id": unit_id})
        found = cursor.fetchall()
    places = [Place(*row[2:]) for row in found]
    node = next((place for place in places if place.id == unit_id), None)
    if node is None or not seen(node, by, permission):
        raise NotFound("There is no such unit, or it is not among those that you may see.", remedy="Choose a unit from the list.")
    above = tuple(p for p in places if node.path.startswith(p.path) and p.id != node.id and seen(p, by, permission))
    return Tree(node, above, tuple(p for p in places if p.parent_id == node.id), *found[0][:2])


def seen(place: Place, by: Acting, permission: Permission) -> bool:
    """Whether the person may see this place's figures."""
    return bool(may(by, permission, Unit(id=place.id, name=place.name, kind=place.kind, path=place.path)))
