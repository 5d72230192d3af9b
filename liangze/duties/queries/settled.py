"""What a record has settled: the obligations its deeds count for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.core.obligation import ObligationDates, state_on
from liangze.duties.models import Count
from liangze.duties.queries.words import ClauseRef, period_name


@dataclass(frozen=True, slots=True)
class SettledItem:
    """An obligation for which the record counts. `standing` counts, waiting, returned or withdrawn; `reason` of a return."""

    id: int
    title: str
    period: str
    unit_id: int
    state: str
    clause: ClauseRef
    standing: str
    reason: str


def settled_by(*, source: tuple[str, int], as_of: date) -> tuple[SettledItem, ...]:
    """One statement; the withdrawn ones too, for what the record meant before it was voided."""
    rows = (
        Count.objects.filter(deed__source_type=source[0], deed__source_id=source[1])
        .select_related("obligation__duty__clause", "obligation__duty__version__regulation", "obligation__counterpart")
        .order_by("obligation__due", "obligation_id")
    )
    found = {}
    for row in rows:
        owed = row.obligation
        duty, towards = owed.duty, owed.counterpart
        state = state_on(ObligationDates(owed.opens, owed.due, owed.times, owed.done, owed.fulfilled_on, owed.exempted_on), as_of)
        found[owed.pk] = SettledItem(
            id=owed.pk, title=f"{duty.title}：{towards.title}" if towards else duty.title,
            period=period_name(duty.every, owed.period_start, owed.due), unit_id=owed.unit_id, state=state.value,
            clause=ClauseRef(duty.clause_id, duty.version.cited, duty.clause.label), standing=_standing(row), reason=row.returned_reason,
        )
    return tuple(found.values())


def _standing(row: Count) -> str:
    if row.withdrawn_at:
        return "withdrawn"
    if row.returned_at:
        return "returned"
    return "waiting" if row.needs_acceptance and not row.accepted_at else "counts"
