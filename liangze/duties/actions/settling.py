"""Bringing obligations up to date with what counts for them: the one place that writes `done` and `fulfilled_on`.

Used by every action that adds or takes away a count. The order is always the same: lock the obligations by rising id, change the
counts, settle. Two writers of the same obligation queue at the lock, and the second sees the counts of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.core.matching import settle
from liangze.duties import counters
from liangze.duties.models import CloseOut, Count
from liangze.organisation.policy import Acting

LOCK = """
SELECT o.id, o.unit_id, o.duty_id, o.counterpart_id, du.version_id, du.kind, o.opens, o.due, o.times, o.done, o.fulfilled_on,
    o.exempted_on, o.withdrawn_on
FROM duties_obligation o
JOIN regulations_duty du ON du.id = o.duty_id
WHERE o.id = ANY(%s)
ORDER BY o.id
FOR UPDATE OF o
"""

#: The days of what counts: neither withdrawn nor returned, and accepted where somebody must accept it.
COUNTING = """
SELECT obligation_id, array_agg("on" ORDER BY "on")
FROM duties_count
WHERE obligation_id = ANY(%s) AND withdrawn_at IS NULL AND returned_at IS NULL
  AND (accepted_at IS NOT NULL OR NOT needs_acceptance)
GROUP BY obligation_id
"""

STORE = """
UPDATE duties_obligation o SET done = new.done, fulfilled_on = new.fulfilled_on
FROM unnest(%s::bigint[], %s::int[], %s::date[]) AS new (id, done, fulfilled_on)
WHERE o.id = new.id
"""


@dataclass(frozen=True, slots=True)
class Locked:
    """An obligation whose row this transaction holds, with what its counters need."""

    id: int
    unit_id: int
    duty_id: int
    counterpart_id: int | None
    version_id: int
    kind: str
    opens: date
    due: date
    times: int
    done: int
    fulfilled_on: date | None
    exempted_on: date | None
    withdrawn_on: date | None = None


def lock(ids: Iterable[int]) -> list[Locked]:
    """Lock these obligations, in the order in which everybody locks them."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [sorted(set(ids))])
        return [Locked(*row) for row in cursor.fetchall()]


def settle_locked(locked: Sequence[Locked]) -> list[int]:
    """Recompute the locked obligations from their counts; the ids of those that changed.

    Counters follow. What is taken away is taken away by `withdraw_counts`.
    """
    if not locked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(COUNTING, [[each.id for each in locked]])
        days = dict(cursor.fetchall())
        changed = []
        for old in locked:
            done, fulfilled_on = settle(old.times, days.get(old.id, ()))
            if (done, fulfilled_on) != (old.done, old.fulfilled_on):
                changed.append((old, done, fulfilled_on))
        if not changed:
            return []
        cursor.execute(STORE, [[old.id for old, *_ in changed], [n for _, n, _ in changed], [day for *_, day in changed]])
    counters.add([moved(old, fulfilled_on, old.exempted_on) for old, _, fulfilled_on in changed])
    return [old.id for old, *_ in changed]


def withdraw_counts(counts: QuerySet[Count], locked: Sequence[Locked], *, by: Acting, now: datetime, reason: str) -> list[int]:
    """Take these counts of the locked obligations back; the ids of the obligations that changed.

    A close-out confirms the acts that counted when it was made. Where one of them goes, it is reopened with `reason`, also when
    another act takes over: that one has been checked by nobody. Acts recorded or accepted after it reopen nothing.
    """
    confirmed = counts.filter(obligation_id=OuterRef("obligation_id"), returned_at=None, deed__entered_at__lte=OuterRef("at")).filter(
        Q(needs_acceptance=False) | Q(accepted_at__lte=OuterRef("at"))
    )
    CloseOut.objects.filter(Exists(confirmed), obligation_id__in=[each.id for each in locked], reopened_at=None).update(
        reopened_by_id=by.account_id, reopened_at=now, reopened_reason=reason
    )
    counts.update(withdrawn_at=now)
    return settle_locked(locked)


def moved(old: Locked, fulfilled_on: date | None, exempted_on: date | None) -> counters.CounterChange:
    """What the counters must hear: the obligation left one group and joined another."""
    before, after = _group(old.due, old.fulfilled_on, old.exempted_on), _group(old.due, fulfilled_on, exempted_on)
    counted = old.withdrawn_on is None  # what is no longer owed is in no figure
    steps = {name: counted * ((after == name) - (before == name)) for name in ("fulfilled", "late", "exempt")}
    return counters.CounterChange(old.unit_id, old.version_id, old.kind, old.opens, old.due, **steps)


def _group(due: date, fulfilled_on: date | None, exempted_on: date | None) -> str:
    if exempted_on:
        return "exempt"
    if not fulfilled_on:
        return ""
    return "fulfilled" if fulfilled_on <= due else "late"
