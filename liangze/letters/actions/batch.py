"""Ordering letters of a level, and taking a broken batch up again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.core.letter import LetterOrder
from liangze.core.words import Level
from liangze.letters.actions.writing import demand_preamble
from liangze.letters.models import Batch, LetterKind
from liangze.letters.queries.batch import SILENT
from liangze.letters.queries.candidates import HAVE, Survey, Wanted, listed, put_into, survey
from liangze.letters.queries.reach import the_batch
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.trust.actions import append

TASK = "letters.work_off"
REFUSED_KEPT = 1000


def demand_wanted(wanted: Wanted, by: Acting, today: date) -> Unit:
    """The unit, if the person may issue its letters. Raises NotFound, NotAllowed, Refusal for year, kind and level."""
    unit = Unit.objects.filter(visible(by, Permission.ORGANISATION_READ), pk=wanted.unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those that you may see.", remedy="Look for it in the units.")
    demand(by, Permission.LETTER_ISSUE, unit)
    if not today.year - 1 <= wanted.year <= today.year + 1:
        raise Refusal(
            "Letters are issued for last year, this year or the next.", remedy="Choose one of these years.", field="year"
        )
    if wanted.kind not in LetterKind.values:
        raise Refusal("The kind of letter is unknown.", remedy="Choose one of the kinds offered.", field="kind")
    if wanted.level and wanted.level not in set(Level):
        raise Refusal("The level is unknown.", remedy="Choose one of the levels offered.", field="level")
    return unit


def order_batch(*, wanted: Wanted, order: str, preamble: str, by: Acting, today: date, now: datetime) -> Batch:
    """Order letters for all whom the gate lets through and who have none; a job lays them out. Whom it keeps out is kept with the reason.

    Raises NotFound, NotAllowed, Refusal; Refusal too when there is nobody to whom a letter could be issued.
    """
    unit = demand_wanted(wanted, by, today)
    if order not in set(LetterOrder):
        raise Refusal("The order of signing is unknown.", remedy="Choose who signs first.", field="order")
    preamble = demand_preamble(preamble)
    with transaction.atomic():
        found = survey(wanted, unit, today)
        if not found.due:
            raise nobody(found)
        kept_out = [each for each in listed(found, last=0, few=REFUSED_KEPT) if not each.basis]
        batch = Batch.objects.create(
            unit=unit, below=wanted.below, year=wanted.year, kind=wanted.kind, order=order, preamble=preamble, by_id=by.account_id,
            at=now, beat_at=now, asked={"level": wanted.level, "units": list(wanted.units)},
            refused=[[each.unit, each.seat, each.basis.why, each.basis.params.get("clause", "")] for each in kept_out[:REFUSED_KEPT]],
        )
        seats = put_into(batch.pk, found)
        append(
            by=by, action="letters.batch.order", thing=batch, unit_id=unit.pk,
            after={**asdict(wanted), "order": order, "seats": seats, "refused": found.out},
        )
        _defer(batch)
    return batch


def resume_batch(*, batch_id: int, by: Acting, now: datetime) -> Batch:
    """Take up a batch whose job was killed: what is laid out stays. Raises NotFound, Conflict while it is under way or when it is done."""
    with transaction.atomic():
        batch = the_batch(batch_id, by)
        Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.ended_at is not None:
            raise Conflict("This batch is done.", remedy="Order another for what is still to be issued.")
        if now - batch.beat_at < SILENT:
            raise Conflict("This batch is under way.", remedy="Wait; if nothing moves for two minutes, take it up again.")
        Batch.objects.filter(pk=batch.pk).update(beat_at=now)
        append(by=by, action="letters.batch.resume", thing=batch, unit_id=batch.unit_id)
        _defer(batch)
    return batch


def nobody(found: Survey) -> Refusal:
    """Why there is nobody, by the first reason that is."""
    if found.places.get(HAVE):
        return Refusal("Everybody who may be asked has a letter for this year already.", remedy="Open the letters to see them.")
    kept_out = next(iter(found.reasons.values()), None)
    if kept_out is not None and found.out == sum(found.places.values()):
        return Refusal(
            kept_out.why, remedy=kept_out.remedy, params=kept_out.params, clause=kept_out.params.get("clause")
        )
    return Refusal("There is nobody who could be asked.", remedy="Check unit, kind and level, and that the seats have holders.")


def _defer(batch: Batch) -> None:
    app.configure_task(TASK).defer(batch_id=batch.pk)
