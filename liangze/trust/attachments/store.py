"""Taking files in: checked, hashed, stored once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from liangze.core.errors import Refusal
from liangze.trust.attachments.kinds import ENDINGS, ending, media_type
from liangze.trust.models import Attachment

FILES_LIMIT = 10  # files of one record
NAME_LIMIT = 120  # characters of a name
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A stored content with the name under which it came; not yet proof of anything. `size` in bytes."""

    id: int
    sha256: str
    size: int
    media_type: str
    name: str


def take_in(*, file: BinaryIO, name: str, field: str = "files") -> TakenIn:
    """Check and store one file. The same content is stored once, whoever brings it.

    Raises Refusal on `field`: empty, larger than ATTACHMENT_LIMIT, of a kind not allowed, or content unlike its name.
    """
    name = Path(name.replace("\\", "/")).name.strip()
    digest, size = _measured(file)
    kind = media_type(file) if 0 < size <= settings.ATTACHMENT_LIMIT else None
    wrong = _objection(name, size, kind)
    if wrong:
        what, remedy = wrong
        limit = settings.ATTACHMENT_LIMIT // (1024 * 1024)
        raise Refusal(what, remedy=remedy, field=field, params={"name": name, "limit": limit, "kinds": ", ".join(ENDINGS)})
    path = path_of(digest)
    if not path.exists():
        _write(path, file)
    with transaction.atomic():
        stored, _ = Attachment.objects.get_or_create(sha256=digest, defaults={"size": size, "media_type": kind})
    return TakenIn(stored.pk, digest, size, stored.media_type, name)


def path_of(sha256: str) -> Path:
    """Where a content lies: two levels of folders keep every folder small."""
    return Path(settings.ATTACHMENTS) / sha256[:2] / sha256[2:4] / sha256


def sweep(*, now: datetime, after: timedelta = timedelta(days=30)) -> int:
    """Throw away contents that never became proof of anything: the leftovers of abandoned forms. How many."""
    left = Attachment.objects.filter(uses=None, stored_at__lt=now - after)
    gone = list(left.values_list("sha256", flat=True))
    for sha256 in gone:
        with transaction.atomic():
            deleted, _ = Attachment.objects.filter(sha256=sha256, uses=None).delete()
            if deleted:
                path_of(sha256).unlink(missing_ok=True)
    return len(gone)


def _objection(name: str, size: int, kind: str | None) -> tuple[str, str] | None:
    if not name or len(name) > NAME_LIMIT or any(ord(letter) < 32 for letter in name):
        return "A file has no usable name.", "Give it a plain name of at most 120 characters and choose it again."
    if size == 0:
        return "“%(name)s” is empty.", "Choose the file that holds the content."
    if size > settings.ATTACHMENT_LIMIT:
        return "“%(name)s” is larger than %(limit)s MB.", "Scan at a lower resolution or split it into several files."
    if ending(name) not in ENDINGS:
        return "“%(name)s” is of a kind that is not taken.", "Save it as one of: %(kinds)s."
    if kind != ENDINGS[ending(name)]:
        return (
            "The content of “%(name)s” is not what its name says, or it carries macros.",
            "Open it in its own program and save it again in the right format.",
        )
    return None


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _measured(file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(file):
        size += len(chunk)
        if size > settings.ATTACHMENT_LIMIT:
            break
        digest.update(chunk)
    return digest.hexdigest(), size


def _write(path: Path, file: BinaryIO) -> None:
    """Whole or not at all: written beside and renamed, so that a crash leaves no half content under a good name."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            for chunk in _chunks(file):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).rename(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
