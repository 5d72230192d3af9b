"""What is owed, as SQL: the statements that select the obligations of one duty under one adoption.

Each statement yields (unit_id, holder_id, counterpart_id, period_start, period_end, opens, due) and reads the same
parameters, see `parameters`. They say what liangze.core.planning and liangze.core.relations say; a test compares them.
LEAST and GREATEST pass over NULL: an `until` that is NULL is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liangze.core.duty import Duty
from liangze.core.windows import Window, days_needed
from liangze.core.words import SEAT_OF, Role, Towards

#: Days of the year that the duty is about, with the day whose member in charge counts.
WINDOWS = """
window_ AS MATERIALIZED (
    SELECT * FROM unnest(%(starts)s::date[], %(ends)s::date[], %(opens)s::date[], %(dues)s::date[], %(needed)s::int[], %(days)s::date[])
        AS w (period_start, period_end, opens, due, needed, reference_day)
)"""

#: Seats that may owe it, on the days on which they and their unit exist. `{scope}` is one of SCOPES.
HOLDERS = """
holder AS (
    SELECT s.id, s.unit_id, greatest(s.since, u.since) AS since, least(s.until, u.until) AS until
    FROM organisation_post s JOIN organisation_unit u ON u.id = s.unit_id
    WHERE s.role = %(role)s AND {scope}
      AND (%(kinds)s::text[] = '{{}}' OR u.kind = ANY (%(kinds)s))
      AND (%(levels)s::text[] = '{{}}' OR u.level = ANY (%(levels)s))
      AND (%(only)s::bigint[] IS NULL OR u.id = ANY (%(only)s))
)"""

#: ":" follows "9" in the C order: a subtree is one range of the paths.
SCOPES = {
    "subtree": "u.path >= %(scope_path)s AND u.path < %(scope_path)s || ':'",
    "self": "u.id = %(scope)s",
    "below": "u.path > %(scope_path)s AND u.path < %(scope_path)s || ':'",
    "children": "u.parent_id = %(scope)s",
}

#: Where a holder works: its own unit; for a stationed group the units that it is stationed in.
HOME = "home AS (SELECT h.id, h.unit_id, h.since, h.until, h.unit_id AS home_id FROM holder h)"
STATIONED_HOME = """
home AS (
    SELECT h.id, h.unit_id, greatest(h.since, st.since) AS since, least(h.until, st.until) AS until, st.unit_id AS home_id
    FROM holder h JOIN organisation_stationing st ON st.group_id = h.unit_id
)"""

#: Relations: holder, counterpart, and the days on which both and what joins them exist. `mine` is what makes several of
#: them one obligation: the unit for a portfolio, which passes from member to member; else the holder.
MEMBERS = """
relation AS (
    SELECT h.id AS holder_id, h.unit_id, h.id AS mine, c.id AS counterpart_id,
           greatest(h.since, c.since, u.since) AS since, least(h.until, c.until, u.until) AS until
    FROM home h
    JOIN organisation_post c ON c.unit_id = h.home_id AND c.role = 'member' AND c.id <> h.id
    JOIN organisation_unit u ON u.id = c.unit_id
)"""
BELOW = """
relation AS (
    SELECT h.id AS holder_id, h.unit_id, h.id AS mine, c.id AS counterpart_id,
           greatest(h.since, c.since, u.since) AS since, least(h.until, c.until, u.until) AS until
    FROM home h
    JOIN organisation_unit u ON {joined}
    JOIN organisation_post c ON c.unit_id = u.id AND c.role = %(counterpart_role)s AND c.id <> h.id
    WHERE {which}
)"""
PORTFOLIO = """
relation AS (
    SELECT h.id AS holder_id, h.unit_id, h.unit_id AS mine, c.id AS counterpart_id,
           greatest(h.since, p.since, c.since, u.since) AS since, least(h.until, p.until, c.until, u.until) AS until
    FROM holder h
    JOIN organisation_portfolio p ON p.post_id = h.id
    JOIN organisation_unit u ON u.id = p.unit_id
    JOIN organisation_post c ON c.unit_id = u.id AND c.role = 'principal' AND c.id <> h.id
)"""
LED = "EXISTS (SELECT FROM organisation_post l WHERE l.unit_id = u.id AND l.role = 'leadership')"
STAFF = "u.kind IN ('office', 'institution')"

COLUMNS = "w.period_start, w.period_end, w.opens, w.due"

#: Windows for which holder or relation `{row}` was there long enough. OFFSET 0 keeps the database from turning the join
#: round: all obligations of one holder come one after the other, so that the index pages they go to are at hand. This
#: alone makes inserting a third cheaper.
PRESENT = """
LATERAL (
    SELECT * FROM window_ WHERE least(period_end, {row}.until) - greatest(period_start, {row}.since) >= needed OFFSET 0
) w"""

PLAIN_TARGET = f"""
SELECT h.unit_id, h.id AS holder_id, NULL::bigint AS counterpart_id, {COLUMNS}
FROM holder h CROSS JOIN {PRESENT.format(row="h")}
"""  # noqa: S608 - own text, values are parameters

#: Where a holder and a counterpart are related once at most.
RELATED_TARGET = f"""
SELECT r.unit_id, r.holder_id, r.counterpart_id, {COLUMNS}
FROM relation r CROSS JOIN {PRESENT.format(row="r")}
"""  # noqa: S608 - own text, values are parameters

#: Where a relation may end and begin again, or pass to another holder: days are counted once, the holder is who is in
#: charge on the reference day, else who was last, else who will be first (liangze.core.planning.in_charge).
GROUPED_TARGET = f"""
SELECT g.unit_id, g.holder_id, g.counterpart_id, g.period_start, g.period_end, g.opens, g.due
FROM (
    SELECT r.unit_id, r.counterpart_id, {COLUMNS}, w.needed,
        (array_agg(r.holder_id ORDER BY
            NOT (r.since <= w.reference_day AND (r.until IS NULL OR w.reference_day < r.until)),
            r.since > w.reference_day, abs(r.since - w.reference_day), r.holder_id))[1] AS holder_id,
        range_agg(daterange(greatest(w.period_start, r.since), least(w.period_end, r.until))) AS days
    FROM relation r JOIN window_ w ON least(w.period_end, r.until) > greatest(w.period_start, r.since)
    GROUP BY r.mine, r.unit_id, r.counterpart_id, {COLUMNS}, w.needed
) g
WHERE (SELECT sum(upper(d) - lower(d)) FROM unnest(g.days) d) >= g.needed
"""  # noqa: S608 - own text, values are parameters

#: The same obligations, only counted, by the nearest counted node: (node_id, opens, due, total). Holders of one node with the
#: same days are summed before they meet the windows.
PLAIN_NEAREST, RELATED_NEAREST = (
    f"""
    SELECT n.node_id, w.opens, w.due, sum(n.total) AS total
    FROM (
        SELECT p.node_id, x.since, x.until, count(*) AS total
        FROM {rows} x JOIN duties_place p ON p.unit_id = x.unit_id GROUP BY p.node_id, x.since, x.until
    ) n CROSS JOIN {PRESENT.format(row="n")}
    GROUP BY n.node_id, w.opens, w.due
    """  # noqa: S608 - own text, values are parameters
    for rows in ("holder", "relation")
)
GROUPED_NEAREST = f"""
SELECT p.node_id, t.opens, t.due, count(*) AS total
FROM ({GROUPED_TARGET}) t JOIN duties_place p ON p.unit_id = t.unit_id
GROUP BY p.node_id, t.opens, t.due
"""  # noqa: S608 - own text, values are parameters

#: The counts passed on to every node above.
COUNTS = """
SELECT node, n.opens, n.due, n.total
FROM ({nearest}) n JOIN duties_place p ON p.unit_id = n.node_id CROSS JOIN LATERAL unnest(p.nodes) AS node
"""
PLAIN_COUNTS, RELATED_COUNTS, GROUPED_COUNTS = (
    COUNTS.format(nearest=each) for each in (PLAIN_NEAREST, RELATED_NEAREST, GROUPED_NEAREST)
)

SUBORDINATE_ROLE = {
    Towards.STAFF_HEADS: Role.PRINCIPAL,
    Towards.SUBORDINATE_PRINCIPALS: Role.PRINCIPAL,
    Towards.SUBORDINATE_DISCIPLINE_PRINCIPALS: Role.DISCIPLINE_PRINCIPAL,
    Towards.SUBORDINATE_UNITS: Role.LEADERSHIP,
}


@dataclass(frozen=True, slots=True)
class Target:
    """Pieces of a statement: `WITH {common} {select}` yields the obligations, `WITH {common} {counts}` how many.

    counts  (node, opens, due, total) for every counted node on the way up; of one node several rows with the same days.
    """

    common: str
    select: str
    counts: str


def holders(duty: Duty) -> str:
    """The seats that may owe the duty, as `holder`; together with `parameters` a part of a statement."""
    return HOLDERS.format(scope=SCOPES[duty.holder.units.within])


def target(duty: Duty) -> Target:
    """What the duty asks; together with `parameters` a statement."""
    if duty.towards is None:
        return Target(f"{WINDOWS}, {holders(duty)}", PLAIN_TARGET, PLAIN_COUNTS)
    if duty.towards is Towards.PORTFOLIO_UNITS:
        return Target(f"{WINDOWS}, {holders(duty)}, {PORTFOLIO}", GROUPED_TARGET, GROUPED_COUNTS)
    stationed = duty.holder.role is Role.STATIONED_GROUP
    common = f"{WINDOWS}, {holders(duty)}, {STATIONED_HOME if stationed else HOME}, {_relation(duty.towards, stationed)}"
    return Target(common, GROUPED_TARGET, GROUPED_COUNTS) if stationed else Target(common, RELATED_TARGET, RELATED_COUNTS)


def _relation(towards: Towards, stationed: bool) -> str:
    if towards is Towards.MEMBERS:
        return MEMBERS
    if towards is Towards.STAFF_HEADS:
        return BELOW.format(joined="u.parent_id = h.home_id", which=STAFF)
    return BELOW.format(joined="u.id = h.home_id" if stationed else "u.parent_id = h.home_id", which=LED)


def parameters(
    duty: Duty, found: Sequence[Window], *, scope_id: int, scope_path: str, today: date, only: Sequence[int] | None = None
) -> dict[str, Any]:
    """What the statements of `target` read. `only` restricts them to holders in these units."""
    return {
        "role": SEAT_OF.get(duty.holder.role, duty.holder.role).value,
        "counterpart_role": SUBORDINATE_ROLE[duty.towards].value if duty.towards in SUBORDINATE_ROLE else "",
        "kinds": sorted(kind.value for kind in duty.holder.units.kinds),
        "levels": sorted(level.value for level in duty.holder.units.levels),
        "scope": scope_id,
        "scope_path": scope_path,
        "only": None if only is None else list(only),
        "starts": [window.period.start for window in found],
        "ends": [window.period.end for window in found],
        "opens": [window.opens for window in found],
        "dues": [window.due for window in found],
        "needed": [days_needed(duty.presence, window.period) for window in found],
        "days": [window.reference_day(today) for window in found],
    }
