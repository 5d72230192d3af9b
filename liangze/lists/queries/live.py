"""The state of what is owed behind items: counted from the obligations, never kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from liangze.core.obligation import ObligationDates, state_on
from liangze.core.words import Role, State
from liangze.duties.models import Obligation


@dataclass(frozen=True, slots=True)
class Live:
    """How many obligations are in which state; `worst` is the state that asks for attention first, "" for none."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts.get(State.FULFILLED, 0) + self.counts.get(State.LATE, 0)

    @property
    def worst(self) -> str:
        order = (State.OVERDUE, State.DUE_SOON, State.OPEN, State.UPCOMING, State.LATE, State.FULFILLED, State.EXEMPT)
        return next((state.value for state in order if self.counts.get(state)), "")

    def plus(self, other: Live) -> Live:
        return Live(dict(Counter(self.counts) + Counter(other.counts)))


def live(unit_id: int, year: int, duties: Iterable[int], day: date) -> dict[int, Live]:
    """By duty: the obligations of the unit, and of the stationed groups that it sends, that fall due in the year. One statement."""
    here = Q(unit=unit_id) | Q(unit__parent=unit_id, holder__role=Role.STATIONED_GROUP)
    rows = Obligation.objects.filter(here, duty__in=set(duties), year=year, withdrawn_on=None)
    found: dict[int, Counter[str]] = {}
    for duty, *dates in rows.values_list("duty", "opens", "due", "times", "done", "fulfilled_on", "exempted_on"):
        found.setdefault(duty, Counter())[state_on(ObligationDates(*dates), day).value] += 1
    return {duty: Live(dict(counts)) for duty, counts in found.items()}
