"""Reading attachments. Who may read the record decides who may read its files: that is the caller's business."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from liangze.core.errors import NotFound
from liangze.trust.attachments.store import TakenIn, path_of
from liangze.trust.models import Attachment, AttachmentUse


@dataclass(frozen=True, slots=True)
class EarlierUse:
    """A record of which a content is proof already."""

    attachment_id: int
    record_type: str
    record_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Used:
    """A file of a record. `size` in bytes. reused_reason  not empty: the content proves another record as well."""

    id: int
    name: str
    size: int
    media_type: str
    sha256: str
    uploaded_at: datetime
    reused_reason: str


def earlier_uses(attachment_ids: Collection[int]) -> dict[int, EarlierUse]:
    """For each of these contents the first record that still stands on it; contents free to use are missing."""
    rows = AttachmentUse.objects.filter(attachment_id__in=attachment_ids, withdrawn_at=None).order_by("-id")
    return {
        row[0]: EarlierUse(*row) for row in rows.values_list("attachment_id", "record_type", "record_id", "name")
    }


def taken_in(names: Mapping[int, str]) -> list[TakenIn]:
    """Contents taken in earlier, under these names by their ids; those that are gone are left out."""
    rows = Attachment.objects.filter(pk__in=names).values_list("pk", "sha256", "size", "media_type")
    return sorted((TakenIn(*row, names[row[0]]) for row in rows), key=lambda each: list(names).index(each.id))


def read_taken_in(attachment_id: int) -> bytes | None:
    """A content taken in earlier, or None when it is gone. Who may have it is the caller's business."""
    sha256 = Attachment.objects.filter(pk=attachment_id).values_list("sha256", flat=True).first()
    path = path_of(sha256) if sha256 else None
    return path.read_bytes() if path and path.exists() else None


def uses_of(record_type: str, record_ids: Collection[int]) -> dict[int, list[Used]]:
    """The files of each of these records, also of voided ones, in the order in which they were attached. One statement."""
    return {number: found for (_type, number), found in uses_of_records([(record_type, number) for number in record_ids]).items()}


def uses_of_records(records: Collection[tuple[str, int]]) -> dict[tuple[str, int], list[Used]]:
    """The same for records of several types. One statement."""
    wanted = set(records)
    rows = (
        AttachmentUse.objects.filter(record_type__in={kind for kind, _ in wanted}, record_id__in={number for _, number in wanted})
        .order_by("id")
        .values_list(
            "record_type", "record_id", "id", "name", "attachment__size", "attachment__media_type", "attachment__sha256", "uploaded_at",
            "reused_reason",
        )
    )
    found: dict[tuple[str, int], list[Used]] = defaultdict(list)
    for record_type, record_id, *rest in rows:
        if (record_type, record_id) in wanted:
            found[record_type, record_id].append(Used(*rest))
    return found


def open_use(use_id: int, *, record: tuple[str, int]) -> tuple[Used, BinaryIO]:
    """A file of that record and its content, open for reading. Raises NotFound, also when the content is gone from the disk."""
    found = next((each for each in uses_of(record[0], [record[1]]).get(record[1], []) if each.id == use_id), None)
    if found is None or not path_of(found.sha256).is_file():
        raise NotFound("There is no such file.", remedy="Open the record and choose one of its files.")
    return found, path_of(found.sha256).open("rb")
