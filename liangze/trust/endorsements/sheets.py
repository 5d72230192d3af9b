"""Laying a record out to be signed, and voiding what was laid out."""

from __future__ import annotations

import io
from datetime import datetime

from django.db import connection, transaction

from liangze.core.errors import Conflict, Refusal
from liangze.documents.paper import Rendered
from liangze.trust import models
from liangze.trust.actions import append
from liangze.trust.actor import Actor
from liangze.trust.attachments.store import TakenIn, take_in
from liangze.trust.endorsements.queries import shaped
from liangze.trust.endorsements.values import Record, Sheet

USE = "trust.sheet"  # keeps the bytes from being swept away as leftovers


@transaction.atomic
def lay_out(*, record: Record, rendered: Rendered, by: Actor, now: datetime) -> Sheet:
    """Make `rendered` the document of the record that is signed. An older one is voided together with its signatures; both are kept.

    The same bytes laid out again change nothing.
    """
    alone(record)
    newest = models.Sheet.objects.select_for_update().filter(record_type=record[0], record_id=record[1]).order_by("-number").first()
    kept = keep(rendered.content)
    if newest and newest.voided_at is None:
        if newest.original == kept.sha256:
            return shaped([newest])[0]
        _void(newest, "A newer version was laid out.", by, now)
    sheet = models.Sheet.objects.create(
        record_type=record[0], record_id=record[1], number=newest.number + 1 if newest else 1, original=kept.sha256, digest=kept.sha256,
        content_id=kept.id, pages=rendered.pages, laid_out_at=now, laid_out_by=by.account_id,
        boxes={key: [box.page, box.left, box.bottom, box.right, box.top] for key, box in rendered.boxes.items()},
    )
    use(sheet, kept, by)
    after = {"record": f"{record[0]} {record[1]}", "number": sheet.number, "digest": sheet.digest, "pages": sheet.pages}
    append(by=by, action="trust.sheet.lay_out", thing=sheet, after=after)
    return shaped([sheet])[0]


@transaction.atomic
def void(*, record: Record, reason: str, by: Actor, now: datetime) -> None:
    """The document no longer counts, nor do its signatures; all is kept. Nothing happens when there is none that counts.

    Raises Refusal on "reason" when it is empty.
    """
    if not reason.strip():
        raise Refusal("The reason is missing.", remedy="Say why the document no longer counts.", field="reason")
    alone(record)
    standing = models.Sheet.objects.select_for_update().filter(record_type=record[0], record_id=record[1], voided_at=None).first()
    if standing:
        _void(standing, reason.strip()[:200], by, now)


def keep(content: bytes) -> TakenIn:
    """Store the bytes by their digest."""
    return take_in(file=io.BytesIO(content), name="document.pdf", field="document")


def use(sheet: models.Sheet, kept: TakenIn, by: Actor) -> None:
    """Note that the sheet stands on these bytes."""
    models.AttachmentUse.objects.create(
        attachment_id=kept.id, record_type=USE, record_id=sheet.pk, name=f"sheet-{sheet.pk}.pdf", uploaded_by=by.account_id or 0
    )


def alone(record: Record) -> None:
    """One at a time on a record, also when it has no sheet yet that could be locked; until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"trust.sheet {record[0]} {record[1]}"])


def _void(sheet: models.Sheet, reason: str, by: Actor, now: datetime) -> None:
    if sheet.voided_at is not None:
        raise Conflict("The document is void already.", remedy="Open the newest version.")
    sheet.voided_at, sheet.void_reason = now, reason
    sheet.save(update_fields=["voided_at", "void_reason"])
    append(by=by, action="trust.sheet.void", thing=sheet, before={"voided_at": None}, after={"voided_at": now}, reason=reason)
