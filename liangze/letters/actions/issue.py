"""Laying letters out one by one: each in a transaction of its own, so that a batch can be killed at any moment and go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from liangze.core.errors import Conflict, Refusal
from liangze.core.gate import Permit
from liangze.core.letter import LetterStage
from liangze.core.words import Instrument
from liangze.letters.actions.writing import demand_basis, put_on_sheet, step
from liangze.letters.models import Batch, BatchSeat, Letter
from liangze.letters.queries.contents import Contents
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Permit as PermitRow
from liangze.regulations.queries.permits import permits_over
from liangze.trust.actions import append

log = logging.getLogger(__name__)
TOGETHER = 50  # seats read at once
BROKEN = Refusal("The letter could not be laid out.", remedy="Tell the system administrator; the other letters are not concerned.")


@dataclass(slots=True)
class Drawing:
    """What the letters of one batch share: contents of units, permits over issuers."""

    batch: Batch
    day: date
    contents: Contents
    permits: dict[int, tuple[Permit, ...]] = field(default_factory=dict)
    rows: dict[int, PermitRow] = field(default_factory=dict)

    def permit(self, number: int) -> PermitRow:
        """The row behind a permit, with its clause and regulation."""
        if number not in self.rows:
            rows = PermitRow.objects.select_related("clause", "version__regulation").defer("version__pack")
            self.rows[number] = rows.get(pk=number)
        return self.rows[number]

    def permits_of(self, issuer: Unit) -> Sequence[Permit]:
        if issuer.pk not in self.permits:
            self.permits[issuer.pk] = permits_over(issuer, Instrument.LETTER, self.day)
        return self.permits[issuer.pk]


def work_off_batch(*, batch_id: int, by: Acting, clock: Callable[[], datetime]) -> int:
    """Lay out what still waits; how many letters were made now. A second worker at the same batch goes away at once.

    A letter that cannot be laid out leaves its reason with its seat; the others go on.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"letters.batch {batch_id}"])
        if not cursor.fetchone()[0]:
            return 0
        try:
            return _work_off(batch_id, by, clock)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"letters.batch {batch_id}"])


def _work_off(batch_id: int, by: Acting, clock: Callable[[], datetime]) -> int:
    batch = Batch.objects.select_related("unit").get(pk=batch_id)
    if batch.ended_at is not None:
        return 0
    today = clock().date()
    drawing = Drawing(batch, today, Contents(batch.year, today))
    made, waiting = 0, batch.seats.filter(letter__isnull=True, problem__isnull=True).order_by("id")
    while seats := list(waiting.values_list("pk", flat=True)[:TOGETHER]):
        for seat_id in seats:
            made += lay_out_seat(seat_id=seat_id, drawing=drawing, by=by, now=clock())
    Batch.objects.filter(pk=batch.pk, ended_at=None).update(ended_at=clock())
    return made


def lay_out_seat(*, seat_id: int, drawing: Drawing, by: Acting, now: datetime) -> bool:
    """One letter, or the reason why not. Whether a letter was made: never two for a seat, a person and a year."""
    try:
        with transaction.atomic():
            seat = BatchSeat.objects.select_for_update().get(pk=seat_id)
            if seat.letter_id or seat.problem:
                return False
            letter = issue(seat=seat, drawing=drawing, by=by, now=now)
            BatchSeat.objects.filter(pk=seat.pk).update(letter=letter)
            _beat(drawing.batch, now)
    except Refusal as refusal:
        _problem(seat_id, drawing.batch, refusal, now)
        return False
    except IntegrityError:
        taken = Conflict("This holder has a letter for the year already.", remedy="Open the letters to see it.")
        _problem(seat_id, drawing.batch, taken, now)
        return False
    except Exception:  # whatever broke this letter must not stop the others; the log has it
        log.exception("The letter of seat %s of batch %s broke off", seat_id, drawing.batch.pk)
        _problem(seat_id, drawing.batch, BROKEN, now)
        return False
    return True


def issue(*, seat: BatchSeat, drawing: Drawing, by: Acting, now: datetime) -> Letter:
    """Draw the letter and lay it out, in the caller's transaction. Raises NotAllowed, Refusal, IntegrityError for a second letter."""
    posts = Post.objects.select_related("unit").in_bulk([seat.issuer_post_id, seat.post_id])
    issuer, holder = posts[seat.issuer_post_id], posts[seat.post_id]
    demand(by, Permission.LETTER_ISSUE, issuer.unit)
    permit = demand_basis(issuer.unit, holder, drawing.permits_of(issuer.unit))
    rows = Appointment.objects.filter(in_force(drawing.day), post__in=posts).select_related("person")
    held = {row.post_id: row.person for row in rows}
    if issuer.pk not in held or holder.pk not in held or held[holder.pk].pk != seat.person_id:
        raise Conflict("The seat has changed hands since the batch was ordered.", remedy="Order another batch for whoever holds it now.")
    content = drawing.contents.of(issuer, holder)
    if not content["duties"] and not content["tasks"]:
        raise Refusal(
            "Neither a list item nor a task of the year stands behind this letter.",
            remedy="Draw up the responsibility list of %(unit)s first.", params={"unit": holder.unit.name},
        )
    batch = drawing.batch
    letter = Letter.objects.create(
        year=batch.year, kind=batch.kind, issuer_unit=issuer.unit, issuer_post=issuer, issuer_person=held[issuer.pk],
        holder_unit=holder.unit, holder_post=holder, holder_person=held[holder.pk], permit=drawing.permit(permit.number),
        order=batch.order, preamble=batch.preamble, content=content, day=drawing.day, drafted_by_id=by.account_id, drafted_at=now,
    )
    step(letter, LetterStage.DRAFTED, by=by, now=now)
    put_on_sheet(letter, by=by, now=now)
    append(
        by=by, action="letters.letter.issue", thing=letter, unit_id=holder.unit_id,
        after={
            "year": letter.year, "kind": letter.kind, "issuer": letter.issuer_post_id, "holder": letter.holder_post_id,
            "person": letter.holder_person_id, "permit": letter.permit_id, "batch": batch.pk,
        },
    )
    return letter


def _beat(batch: Batch, now: datetime) -> None:
    """Say that the job works: what is silent can be taken up again."""
    Batch.objects.filter(pk=batch.pk).update(beat_at=now)


@transaction.atomic
def _problem(seat_id: int, batch: Batch, refusal: Refusal, now: datetime) -> None:
    _beat(batch, now)
    told = {"what": refusal.what, "remedy": refusal.remedy, "params": {key: str(value) for key, value in refusal.params.items()}}
    BatchSeat.objects.filter(pk=seat_id, letter=None).update(problem=told)
