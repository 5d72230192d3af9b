"""Reading sheets. Who may read a record decides who may read its sheets: that is the caller's business."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from liangze.core.errors import NotFound
from liangze.documents.paper import Box
from liangze.trust import models
from liangze.trust.attachments.store import path_of
from liangze.trust.endorsements.values import Endorsed, Opinion, Record, Sheet


def sheet_of(record: Record) -> Sheet | None:
    """The newest sheet of the record, voided or not; None when it was never laid out. Two statements."""
    row = models.Sheet.objects.filter(record_type=record[0], record_id=record[1]).order_by("-number").first()
    return shaped([row])[0] if row else None


def sheets_of(record: Record) -> tuple[Sheet, ...]:
    """All sheets of the record, the newest first, with the voided ones. Two statements."""
    return shaped(models.Sheet.objects.filter(record_type=record[0], record_id=record[1]).order_by("-number"))


def sheet_by_id(sheet_id: int) -> Sheet:
    """One sheet. Raises NotFound."""
    row = models.Sheet.objects.filter(pk=sheet_id).first()
    if row is None:
        raise NotFound("There is no such document.", remedy="Open the record and choose its document there.")
    return shaped([row])[0]


def records_of(record_type: str, record_ids: Collection[int]) -> dict[int, Sheet]:
    """The newest sheet of each of these records of one type, by record id; those never laid out are missing. Two statements."""
    rows = models.Sheet.objects.filter(record_type=record_type, record_id__in=record_ids)
    rows = rows.order_by("record_id", "-number").distinct("record_id")
    return {each.record[1]: each for each in shaped(rows)}


def content(sheet: Sheet) -> bytes:
    """The PDF as it was when `sheet` was read, with the signatures it had then. Raises NotFound when it is gone from the disk."""
    return content_of(sheet.digest)


def content_of(digest: str) -> bytes:
    """Bytes by their SHA-256. Raises NotFound when they are gone from the disk."""
    path = path_of(digest)
    if not path.is_file():
        raise NotFound("The file of this document is missing.", remedy="Tell the system administrator to restore the attachments.")
    return path.read_bytes()


def shaped(rows: Iterable[models.Sheet]) -> tuple[Sheet, ...]:
    """Rows as values, with their endorsements in one statement."""
    rows = list(rows)
    said = defaultdict(list)
    for each in models.Endorsement.objects.filter(sheet__in=rows).order_by("id"):
        said[each.sheet_id].append(each)
    return tuple(
        Sheet(
            row.pk, (row.record_type, row.record_id), row.number, row.original, row.digest, row.pages,
            {key: Box(int(page), *place) for key, (page, *place) in row.boxes.items()}, row.laid_out_at, row.voided_at, row.void_reason,
            tuple(endorsed(each, voided=row.voided_at is not None) for each in said[row.pk]),
        )
        for row in rows
    )


def endorsed(row: models.Endorsement, *, voided: bool) -> Endorsed:
    """A row as a value."""
    return Endorsed(
        row.pk, row.sheet_id, row.box, row.role, row.account_id, row.name, row.seat, row.unit, Opinion(row.opinion), row.comments,
        row.at, row.key_id, voided,
    )
