"""What there is to plan in a year: one set for each duty in force, and whether it is planned already."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liangze.core.duty import Duty
from liangze.core.windows import Window, binds, windows
from liangze.core.words import SEAT_OF
from liangze.duties.models import PlanSet
from liangze.duties.planning import whys
from liangze.duties.planning.changes import Changes
from liangze.duties.planning.shapes import adoption_value, duty_value
from liangze.regulations import models


@dataclass(frozen=True, slots=True)
class Bound:
    """One adoption of a duty's version, with the windows of the year that it asks for."""

    adoption_id: int
    unit_id: int
    path: str
    windows: tuple[Window, ...]
    today: date

    @property
    def digest(self) -> str:
        """Another one when the adoption's days or the calendar make other windows."""
        days = [(w.period.start, w.period.end, w.opens, w.due) for w in self.windows]
        return hashlib.md5(repr((self.unit_id, days)).encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class DutySet:
    """One duty in one year. What is to be done: nothing, everything, or the holders in `only` these units.

    why    one of `whys`.  fresh  whether nothing of it can be there yet.
    """

    row: models.Duty
    duty: Duty
    bound: tuple[Bound, ...]
    why: str
    today: date
    fresh: bool = False
    only: tuple[int, ...] | None = None

    @property
    def seat_role(self) -> str:
        """The role of the seats that owe it."""
        role = self.duty.holder.role
        return SEAT_OF.get(role, role).value

    @property
    def current(self) -> bool:
        return self.why == whys.CURRENT


def sets_of(year: int, *, changes: Changes) -> list[DutySet]:
    """All sets of the year, those included that no rule asks for any longer. A constant number of statements."""
    planned: dict[int, dict[int, PlanSet]] = defaultdict(dict)
    for plan in PlanSet.objects.filter(year=year):
        planned[plan.duty_id][plan.adoption_id] = plan
    adoptions: dict[int, list[models.Adoption]] = defaultdict(list)
    for adoption in models.Adoption.objects.select_related("version", "unit").order_by("id"):
        adoptions[adoption.version_id].append(adoption)
    duties = models.Duty.objects.select_related("version__regulation", "clause").order_by("version_id", "position", "id")
    found = []
    for row in duties:
        duty = duty_value(row)
        bound = _bound(duty, adoptions[row.version_id], year, changes.today) if row.version_id in adoptions else ()
        if bound or row.pk in planned:
            found.append(_judged(row, duty, bound, planned.get(row.pk, {}), changes))
    return found


def _bound(duty: Duty, adoptions: Sequence[models.Adoption], year: int, today: date) -> tuple[Bound, ...]:
    candidates = windows(duty, year)
    found = []
    for adoption in adoptions:
        value = adoption_value(adoption)
        asked = tuple(w for w in candidates if value and binds(w, value.span.since, value.span.until))
        if asked:
            found.append(Bound(adoption.pk, adoption.unit_id, adoption.unit.path, asked, today))
    return tuple(found)


def _judged(row: models.Duty, duty: Duty, bound: tuple[Bound, ...], planned: dict[int, PlanSet], changes: Changes) -> DutySet:
    if not planned:
        # Two adoptions may ask the same of one seat; a due day that rolls may have brought an obligation here from another year.
        return DutySet(row, duty, bound, whys.FIRST, changes.today, fresh=len(bound) == 1 and duty.roll is None)
    if {each.adoption_id: each.digest for each in bound} != {key: plan.digest for key, plan in planned.items()}:
        return DutySet(row, duty, bound, whys.RULE, changes.today)
    since = min(plan.change_id for plan in planned.values())
    affected = changes.since(since)
    if affected is None:
        return DutySet(row, duty, bound, whys.ORGANISATION, changes.today)
    moved = changes.portfolios(duty, {plan.planned_on for plan in planned.values()})
    if affected or moved:
        why = whys.ORGANISATION if affected else whys.PORTFOLIO
        return DutySet(row, duty, bound, why, changes.today, only=tuple(sorted(affected | moved)))
    return DutySet(row, duty, bound, whys.CURRENT, changes.today)
