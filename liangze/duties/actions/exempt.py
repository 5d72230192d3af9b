"""Exemption: asked for by the unit with a reason, decided by the level above, ended when the reason is gone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from liangze.core.errors import Conflict, NotAllowed, NotFound
from liangze.duties import counters
from liangze.duties.actions.reasons import required
from liangze.duties.actions.settling import Locked, lock, moved
from liangze.duties.models import Exemption, Obligation
from liangze.duties.queries.doers import answers
from liangze.duties.queries.reach import reached
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def ask_exemption(*, obligation_id: int, reason: str, by: Acting, now: datetime) -> Exemption:
    """Ask the level above to exempt an obligation that is neither fulfilled nor withdrawn."""
    reason = required(reason, limit=1000)
    with transaction.atomic():
        obligation = reached(by, obligation_id)
        demand(by, Permission.EXEMPTION_ASK, obligation.unit)
        _with_account(by)
        (row,) = lock([obligation_id])
        _demand_owed(row)
        if Exemption.objects.filter(obligation_id=obligation_id, ended_at=None).exclude(approved=False).exists():
            raise Conflict("An exemption has been asked for or granted already.", remedy="See the item's own page for how it stands.")
        asked = Exemption.objects.create(obligation_id=obligation_id, reason=reason, asked_by_id=by.account_id, asked_at=now)
        append(
            by=by, action="duties.exemption.ask", thing=asked, unit_id=row.unit_id, after={"obligation": obligation_id}, reason=reason
        )
    return asked


def decide_exemption(*, exemption_id: int, approved: bool, opinion: str = "", by: Acting, now: datetime) -> None:
    """Grant or refuse, by somebody of the level above who did not ask. A refusal needs an opinion.

    Raises NotFound, NotAllowed; Conflict when it was decided already, or was done or withdrawn meanwhile and is to be granted.
    """
    opinion = opinion.strip() if approved else required(opinion, field="opinion", limit=1000)
    with transaction.atomic():
        asked, obligation = _exemption(exemption_id, by)
        demand(by, Permission.EXEMPTION_DECIDE, obligation.unit)
        _with_account(by)
        if asked.asked_by_id == by.account_id:
            raise NotAllowed("You asked for this exemption yourself.", remedy="Somebody else of the level above must decide.")
        if answers(by, obligation.holder):
            raise NotAllowed("You answer for this yourself.", remedy="Somebody else of the level above must decide.")
        if asked.approved is not None or asked.ended_at:
            raise Conflict("This has been decided already.", remedy="See the item's own page for how it stands.")
        asked.approved, asked.decided_by_id, asked.decided_at, asked.opinion = approved, by.account_id, now, opinion
        asked.save(update_fields=["approved", "decided_by", "decided_at", "opinion"])
        if approved:
            (row,) = lock([obligation.pk])
            _demand_owed(row)  # it may have been done or withdrawn since it was asked for
            _set(row, timezone.localtime(now).date())
        append(
            by=by, action="duties.exemption.approve" if approved else "duties.exemption.refuse", thing=asked,
            unit_id=obligation.unit_id, before={"approved": None}, after={"approved": approved, "obligation": obligation.pk},
            reason=opinion,
        )


def end_exemption(*, exemption_id: int, reason: str, by: Acting, now: datetime) -> None:
    """The reason is gone: it is owed again, by its old due day."""
    reason = required(reason)
    with transaction.atomic():
        granted, obligation = _exemption(exemption_id, by)
        demand(by, Permission.EXEMPTION_DECIDE, obligation.unit)
        if not granted.approved or granted.ended_at:
            raise Conflict("There is no exemption in force to end.", remedy="See the item's own page for how it stands.")
        granted.ended_at = now
        granted.save(update_fields=["ended_at"])
        (row,) = lock([obligation.pk])
        _set(row, None)
        append(
            by=by, action="duties.exemption.end", thing=granted, unit_id=obligation.unit_id, before={"ended_at": None},
            after={"ended_at": now, "obligation": obligation.pk}, reason=reason,
        )


def _exemption(exemption_id: int, by: Acting) -> tuple[Exemption, Obligation]:
    found = Exemption.objects.select_for_update().filter(pk=exemption_id).first()
    if found is None:
        raise NotFound("There is no such exemption.", remedy="Open it again from your work.")
    return found, reached(by, found.obligation_id)


def _demand_owed(row: Locked) -> None:
    if row.fulfilled_on:
        raise Conflict("This is done: there is nothing to be exempted from.", remedy="Void the record first if it is wrong.")
    if row.withdrawn_on:
        raise Conflict("This is not owed any more.", remedy="Nothing needs to be done.")


def _set(row: Locked, day: date | None) -> None:
    Obligation.objects.filter(pk=row.id).update(exempted_on=day)
    counters.add([moved(row, row.fulfilled_on, day)])


def _with_account(by: Acting) -> None:
    if by.account_id is None:
        raise NotAllowed("This needs somebody who answers for it.", remedy="Sign in with an account.")
