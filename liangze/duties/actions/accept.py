"""Acceptance: where the clause says who must accept, a deed counts from the acceptance on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, NotFound
from liangze.duties.actions.reasons import required
from liangze.duties.actions.settling import Locked, lock, settle_locked
from liangze.duties.models import Count
from liangze.duties.queries.doers import SPEAK_FOR, doers
from liangze.duties.queries.reach import reached
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def accept_count(*, count_id: int, by: Acting, now: datetime) -> None:
    """Accept what was handed up: it counts with its own day. Raises NotFound, NotAllowed, Conflict."""
    with transaction.atomic():
        count, locked = _waiting(count_id, by)
        count.accepted_at, count.accepted_by_id = now, by.account_id
        count.save(update_fields=["accepted_at", "accepted_by"])
        settle_locked(locked)
        append(
            by=by, action="duties.count.accept", thing=count, unit_id=locked[0].unit_id,
            before={"accepted_at": None}, after={"accepted_at": now, "obligation": count.obligation_id, "deed": count.deed_id},
        )


def return_count(*, count_id: int, reason: str, by: Acting, now: datetime) -> None:
    """Hand it back with a reason: it does not count, and stands at the unit as returned."""
    reason = required(reason)
    with transaction.atomic():
        count, locked = _waiting(count_id, by)
        count.returned_at, count.returned_by_id, count.returned_reason = now, by.account_id, reason
        count.save(update_fields=["returned_at", "returned_by", "returned_reason"])
        settle_locked(locked)
        append(
            by=by, action="duties.count.return", thing=count, unit_id=locked[0].unit_id, before={"returned_at": None},
            after={"returned_at": now, "obligation": count.obligation_id, "deed": count.deed_id}, reason=reason,
        )


def speaks_for(by: Acting, accept: str, unit: Unit) -> bool:
    """Whether the person acts for the organ above `unit` that the duty names (a stationed group acts for it as well)."""
    roles = SPEAK_FOR.get(accept)
    return by.is_console or any(
        (roles is None or held.role in roles)
        and unit.path.startswith(held.path)
        and (unit.path != held.path or held.origin == "stationing")
        for held in by.grants
    )


def _waiting(count_id: int, by: Acting) -> tuple[Count, list[Locked]]:
    """The count, if this person may decide on it now, and its obligation. The obligation is locked first, as everywhere."""
    count = Count.objects.select_related("deed").filter(pk=count_id).first()
    if count is None:
        raise NotFound("There is nothing here to accept.", remedy="Open it again from your work.")
    obligation = reached(by, count.obligation_id)
    demand(by, Permission.DEED_ACCEPT, obligation.unit)
    if not speaks_for(by, obligation.duty.accept, obligation.unit):
        raise NotAllowed(
            "Only the organ above %(unit)s that the clause names accepts this.", params={"unit": obligation.unit.name},
            remedy="Leave it to the office or discipline organ of the level above.", clause=obligation.duty.clause.label,
        )
    if by.account_id in {count.deed.entered_by_id, *doers(obligation.pk)}:  # one person may hold a seat below and a grant above
        raise NotAllowed("You recorded or did this yourself.", remedy="Somebody else of the level above must accept it.")
    locked = lock([count.obligation_id])
    count.refresh_from_db(fields=("accepted_at", "returned_at", "withdrawn_at"))
    if not count.needs_acceptance or count.accepted_at or count.returned_at or count.withdrawn_at:
        raise Conflict("This does not wait for acceptance any more.", remedy="Open the item again and see how it stands.")
    return count, locked
