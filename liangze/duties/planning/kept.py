"""Seats of a role, and how many of them each node counts, kept between the duties of one run that ask the same seats.

In a province the seats of a role are 50,000 rows that take as long to find and to sum up as some duties take to be inserted; a dozen
duties ask the same ones. They lie in temporary tables of the connection. A change of the organisation makes them anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from liangze.duties.planning.sets import DutySet
from liangze.duties.planning.targets import PLAIN_TARGET, PRESENT, WINDOWS, Target, holders, parameters

#: As many kinds of seat are kept at once; the one that was made first gives way.
LIMIT = 16

DROP = "DROP TABLE IF EXISTS pg_temp.planning_seat_{number}, pg_temp.planning_tally_{number}"

#: A run that broke off may have left its tables on the connection.
MAKE = f"""
{DROP};
CREATE TEMPORARY TABLE planning_seat_{{number}} AS WITH {{holders}} SELECT id, unit_id, since, until FROM holder;
CREATE TEMPORARY TABLE planning_tally_{{number}} AS
SELECT node, n.since, n.until, sum(n.total) AS total
FROM (
    SELECT p.node_id, s.since, s.until, count(*) AS total
    FROM planning_seat_{{number}} s JOIN duties_place p ON p.unit_id = s.unit_id GROUP BY p.node_id, s.since, s.until
) n
JOIN duties_place p ON p.unit_id = n.node_id CROSS JOIN LATERAL unnest(p.nodes) AS node
GROUP BY node, n.since, n.until
"""  # noqa: S608 - own text, values are parameters

COUNTS = f"""
SELECT n.node, w.opens, w.due, n.total FROM planning_tally_{{number}} n CROSS JOIN {PRESENT.format(row="n")}
"""  # noqa: S608 - own text

#: Changes after the run's mark: below it none turns up any more, so that their number tells whether there was another one.
LATER = "SELECT count(*) FROM organisation_change WHERE id > %s"

Asked = tuple[Any, ...]


@dataclass
class KeptSeats:
    """The seats kept in one run on one connection. `mark` is the run's last change that is certain."""

    mark: int
    _wanted: Counter[Asked] = field(default_factory=Counter)
    _made: dict[Asked, int] = field(default_factory=dict)
    _number: int = 0
    _later: int = 0

    @classmethod
    def of(cls, sets: Iterable[DutySet], mark: int) -> KeptSeats:
        """What is worth keeping for these sets: the seats that two of them or more ask."""
        return cls(mark, Counter(_asked(each) for each in sets if _keepable(each)))

    def outdated(self) -> bool:
        """Whether the organisation has changed since this was asked last; if so, nothing is kept any more. Hold the changes first."""
        with connection.cursor() as cursor:
            cursor.execute(LATER, [self.mark])
            (later,) = cursor.fetchone()
        if later == self._later:
            return False
        self._later = later
        self.forget()
        return True

    def target(self, each: DutySet) -> Target | None:
        """The statements of the set over the kept seats; None where none are kept."""
        if not _keepable(each) or self._wanted[_asked(each)] < 2:
            return None
        asked = _asked(each)
        if asked not in self._made:
            if len(self._made) >= LIMIT:
                self._drop(next(iter(self._made)))
            self._number += 1
            values = parameters(each.duty, (), scope_id=each.bound[0].unit_id, scope_path=each.bound[0].path, today=each.today)
            with connection.cursor() as cursor:
                cursor.execute(MAKE.format(number=self._number, holders=holders(each.duty)), values)
            self._made[asked] = self._number
        number = self._made[asked]
        common = f"{WINDOWS}, holder AS (SELECT * FROM planning_seat_{number})"  # noqa: S608 - own text
        return Target(common, PLAIN_TARGET, COUNTS.format(number=number))

    def forget(self) -> None:
        """Drop the tables."""
        for asked in list(self._made):
            self._drop(asked)

    def _drop(self, asked: Asked) -> None:
        number = self._made.pop(asked)
        with connection.cursor() as cursor:
            cursor.execute(DROP.format(number=number))


def _keepable(each: DutySet) -> bool:
    return each.fresh and each.duty.towards is None


def _asked(each: DutySet) -> Asked:
    """What the statement of the holders depends on."""
    units = each.duty.holder.units
    return each.seat_role, each.bound[0].unit_id, units.within, frozenset(units.kinds), frozenset(units.levels)
