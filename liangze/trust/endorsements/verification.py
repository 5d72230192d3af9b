"""What the installation itself knows for verifying: its authorities, registered certificates, revocations, and the bytes it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from liangze.documents.signatures.authority import Revoked
from liangze.documents.signatures.verify import Trusted
from liangze.trust.models import Authority, Endorsement, Sheet, SigningKey, Source


@dataclass(frozen=True, slots=True)
class Kept:
    """The file is, byte for byte, a state of a document that is kept here. further  how many have signed since."""

    number: int
    voided_at: datetime | None
    further: int


def trusted() -> Trusted:
    """Whom this installation trusts. Three statements."""
    roots = tuple(bytes(each) for each in Authority.objects.order_by("-number").values_list("certificate", flat=True))
    brought = SigningKey.objects.filter(source=Source.BROUGHT)
    gone = SigningKey.objects.filter(revoked_at__isnull=False).values_list("fingerprint", "serial", "revoked_at", "revoked_reason")
    return Trusted(
        roots, tuple(bytes(each) for each in brought.values_list("certificate", flat=True)), (),
        {fingerprint: Revoked(int(serial, 16), at, reason) for fingerprint, serial, at, reason in gone},
    )


def kept(digest: str) -> Kept | None:
    """What is known of a file by its SHA-256; None when it is none of ours. Two statements."""
    last = Endorsement.objects.filter(after=digest, key__isnull=False).select_related("sheet").first()
    sheet = last.sheet if last else Sheet.objects.filter(original=digest).order_by("-number").first()
    if sheet is None:
        return None
    since = sheet.endorsements.filter(key__isnull=False, id__gt=last.pk if last else 0).count()
    return Kept(sheet.number, sheet.voided_at, since)
