"""Who is told: those who hold the seat, else those who record for the unit; above, the office of the nearest level that has one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liangze.core.words import UnitKind
from liangze.organisation.models import Appointment, Grant, GrantRole, Unit
from liangze.organisation.policy.acting import in_force
from liangze.reminders.sources import Owed

#: Who is told in a unit, and who is told at the level above: the first role that somebody holds there.
IN_UNIT = (GrantRole.LIAISON, GrantRole.LEADER, GrantRole.OFFICE)
ABOVE = (GrantRole.OFFICE, GrantRole.LEADER)


@dataclass(frozen=True, slots=True)
class Receivers:
    """Ids of accounts for the items it was made for."""

    seats: dict[int, tuple[int, ...]]  # by post
    granted: dict[tuple[int, str], tuple[int, ...]]  # by unit and role
    units: dict[int, Unit]

    def holders(self, owed: Owed) -> tuple[int, ...]:
        """Who holds the seat; for a body, or a holder without an account, who answers for the unit. Perhaps nobody."""
        if owed.post_id and (found := self.seats.get(owed.post_id)):
            return found
        unit = self.units[owed.unit_id]
        places = [unit.pk, *([unit.parent_id] if unit.kind == UnitKind.OFFICE and unit.parent_id else [])]
        return next((found for place in places for role in IN_UNIT if (found := self.granted.get((place, role)))), ())

    def above(self, owed: Owed) -> tuple[int, ...]:
        """The office, else the leaders, of the nearest unit above that has an account for it."""
        over = reversed(self.units[owed.unit_id].ancestor_ids[:-1])
        return next((found for place in over for role in ABOVE if (found := self.granted.get((place, role)))), ())


def receivers_of(items: Iterable[Owed], today: date) -> Receivers:
    """Three statements, however many items."""
    items = list(items)
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={owed.unit_id for owed in items})}
    places = {place for unit in units.values() for place in unit.ancestor_ids}
    seats: dict[int, list[int]] = defaultdict(list)
    held = Appointment.objects.filter(in_force(today), post_id__in={owed.post_id for owed in items if owed.post_id})
    for post_id, account_id in held.filter(person__account__is_active=True).values_list("post_id", "person__account__id"):
        seats[post_id].append(account_id)
    granted: dict[tuple[int, str], list[int]] = defaultdict(list)
    grants = Grant.objects.filter(in_force(today), unit_id__in=places, role__in=IN_UNIT, account__is_active=True).order_by("account_id")
    for unit_id, role, account_id in grants.values_list("unit_id", "role", "account_id").distinct():
        granted[unit_id, role].append(account_id)
    return Receivers(
        {post: tuple(found) for post, found in seats.items()}, {place: tuple(found) for place, found in granted.items()}, units
    )
