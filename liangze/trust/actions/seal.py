"""Sealing the audit chain: a block over all entries whose transactions have ended."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from liangze.trust.models import AuditBlock, AuditEntry
from liangze.trust.queries.clusters import clusters
from liangze.trust.queries.horizon import horizon

LOCK = 0x4C5A_5345_414C  # "LZSEAL": one sealer at a time
FIRST = b"\0" * 32


def seal() -> tuple[AuditBlock, ...]:
    """Seal what can be sealed; the new blocks, none when nothing waits.

    Entries of a transaction that is still open wait, and so do all that began after it. Entries that came
    with a restored copy from another cluster get a block of their own first.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT system_identifier FROM pg_control_system()")
        (here,) = cursor.fetchone()
        until = horizon()
        others_first = sorted(clusters(), key=lambda cluster: (cluster == here, cluster))
        blocks = [_block(cluster, until if cluster == here else None) for cluster in others_first]
    return tuple(block for block in blocks if block is not None)


def _block(cluster: int, until: int | None) -> AuditBlock | None:
    mine = AuditBlock.objects.filter(cluster=cluster).order_by("-number").first()
    start = mine.to_xid if mine else 0
    waiting = AuditEntry.objects.filter(cluster=cluster, xid__gte=start)
    if until is not None:
        waiting = waiting.filter(xid__lt=until)
    rows = list(waiting.order_by("id").values_list("id", "digest", "xid"))
    if not rows:
        return None
    last = AuditBlock.objects.order_by("-number").first()
    block = AuditBlock(
        number=last.number + 1 if last else 1,
        cluster=cluster,
        from_xid=start,
        to_xid=until if until is not None else max(xid for *_, xid in rows) + 1,
        ids=[number for number, *_ in rows],
        previous=bytes(last.digest) if last else FIRST,
        sealed_at=timezone.now(),
    )
    block.digest = block_digest(block, [bytes(digest) for _, digest, _ in rows])
    block.seal = hmac.digest(key(), block.digest, "sha256")
    block.save(force_insert=True)
    return block


def block_digest(block: AuditBlock, digests: Sequence[bytes]) -> bytes:
    """SHA-256 over number, cluster, range, the block before, and each entry's id and digest in order."""
    total = hashlib.sha256()
    total.update(f"{block.number}|{block.cluster}|{block.from_xid}|{block.to_xid}|".encode())
    total.update(bytes(block.previous))
    for number, digest in zip(block.ids, digests, strict=True):
        total.update(number.to_bytes(8, "big"))
        total.update(digest)
    return total.digest()


def key() -> bytes:
    """The key of the seals, kept outside the database."""
    return str(settings.AUDIT_KEY).encode()
