"""What changed in the organisation since a set was planned: which units' holders must be looked at again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

from liangze.core.duty import Duty
from liangze.core.words import Towards
from liangze.organisation.models import Change

#: With more units than this everything is planned again: one pass over a set costs less than so many single looks.
MANY = 5000

#: A change of a unit can alter what is owed by its own seats, by those of the unit above, by members in charge of either,
#: and by stationed groups in either.
AFFECTED = """
WITH changed AS (SELECT DISTINCT unit_id FROM organisation_change WHERE id > %(since)s),
near AS (
    SELECT unit_id AS id FROM changed
    UNION SELECT u.parent_id FROM changed c JOIN organisation_unit u ON u.id = c.unit_id WHERE u.parent_id IS NOT NULL
)
SELECT id FROM near
UNION SELECT s.unit_id FROM near n JOIN organisation_portfolio p ON p.unit_id = n.id JOIN organisation_post s ON s.id = p.post_id
UNION SELECT st.group_id FROM near n JOIN organisation_stationing st ON st.unit_id = n.id
"""

#: Units of whose members one took over or gave up a portfolio, or the seat that has it, on a day in `(first, last]`.
PASSED = """
SELECT DISTINCT s.unit_id FROM organisation_portfolio p JOIN organisation_post s ON s.id = p.post_id
WHERE p.unit_id IS NOT NULL
  AND EXISTS (
    SELECT FROM unnest(ARRAY[p.since, p.until, s.since, s.until]) AS day WHERE day > %(first)s AND day <= %(last)s
  )
"""


@dataclass
class Changes:
    """The changes up to `mark`, as of `today`; each question is asked of the database once."""

    mark: int
    today: date
    _since: dict[int, frozenset[int] | None] = field(default_factory=dict)
    _passed: dict[tuple[date, date], frozenset[int]] = field(default_factory=dict)

    def since(self, change_id: int) -> frozenset[int] | None:
        """Units whose holders may owe something else than when `change_id` was the last change; None means all of them."""
        if change_id >= self.mark:
            return frozenset()
        if change_id not in self._since:
            later = Change.objects.filter(id__gt=change_id)
            if later.filter(unit_id=None).exists():
                self._since[change_id] = None
            else:
                units = _ids(AFFECTED, {"since": change_id})
                self._since[change_id] = units if len(units) <= MANY else None
        return self._since[change_id]

    def portfolios(self, duty: Duty, planned_on: set[date]) -> frozenset[int]:
        """Units in which a portfolio passed on between the days of planning and today, where the duty depends on that."""
        days = {*planned_on, self.today}
        first, last = min(days), max(days)
        if duty.towards is not Towards.PORTFOLIO_UNITS or first == last:
            return frozenset()
        if (first, last) not in self._passed:
            self._passed[first, last] = _ids(PASSED, {"first": first, "last": last})
        return self._passed[first, last]


def hold_changes() -> None:
    """Let the organisation stay as it is until the present transaction ends: who changes it waits, who looks does not."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE organisation_change IN SHARE MODE")


@transaction.atomic
def changes_until_now(today: date) -> Changes:
    """The last change that is certain: the lock waits for writers on their way, so that none turns up below it later."""
    hold_changes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM organisation_change")
        (mark,) = cursor.fetchone()
    return Changes(int(mark), today)


def _ids(statement: str, values: dict[str, object]) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return frozenset(number for (number,) in cursor.fetchall())
