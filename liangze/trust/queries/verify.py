"""Verifying the audit chain: every entry, every block, and the first place where something is wrong."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from liangze.trust.actions.seal import FIRST, block_digest, key
from liangze.trust.canonical import digest
from liangze.trust.models import AuditBlock, AuditEntry
from liangze.trust.queries.clusters import clusters, unsealed

COLUMNS = (
    "at",
    "account_id",
    "account_name",
    "address",
    "request",
    "action",
    "object_type",
    "object_id",
    "unit_id",
    "before",
    "after",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome. `fault` is None when all is well, else an English msgid naming the first place, with `params`."""

    blocks: int
    entries: int
    unsealed: int
    fault: str | None = None
    params: dict[str, Any] | None = None


def verify(*, anchor: tuple[int, bytes] | None = None) -> Verdict:
    """Recompute the whole chain. `anchor` (number, digest) is a block noted down earlier, outside the database."""
    previous, count, blocks = FIRST, 0, 0
    for block in AuditBlock.objects.order_by("number").iterator(200):
        blocks += 1
        if fault := _block_fault(block, blocks, previous):
            return Verdict(blocks, count, 0, *fault)
        if anchor and anchor[0] == block.number and not hmac.compare_digest(anchor[1], bytes(block.digest)):
            return Verdict(blocks, count, 0, "Block %(number)s is not the one that was noted down.", {"number": block.number})
        previous, count = bytes(block.digest), count + len(block.ids)
    if anchor and anchor[0] > blocks:
        return Verdict(blocks, count, 0, "Block %(number)s, noted down earlier, is gone.", {"number": anchor[0]})
    unsealed = 0
    for entry in _unsealed():
        unsealed += 1
        if not _true(entry):
            return Verdict(blocks, count, unsealed, "Entry %(id)s, not yet sealed, was changed.", {"id": entry.pk})
    return Verdict(blocks, count, unsealed)


def _block_fault(block: AuditBlock, expected: int, previous: bytes) -> tuple[str, dict[str, Any]] | None:
    where = {"number": block.number}
    if block.number != expected:
        return "Block %(number)s is missing.", {"number": expected}
    if bytes(block.previous) != previous:
        return "Block %(number)s does not follow the block before it.", where
    entries = AuditEntry.objects.filter(cluster=block.cluster, xid__gte=block.from_xid, xid__lt=block.to_xid)
    found = {entry.pk: entry for entry in entries}
    for number in block.ids:
        if number not in found:
            return "Entry %(id)s of block %(number)s was removed.", where | {"id": number}
        if not _true(found[number]):
            return "Entry %(id)s of block %(number)s was changed.", where | {"id": number}
    if added := sorted(found.keys() - set(block.ids)):
        return "Entry %(id)s was slipped into block %(number)s.", where | {"id": added[0]}
    computed = block_digest(block, [bytes(found[number].digest) for number in block.ids])
    if not hmac.compare_digest(computed, bytes(block.digest)):
        return "Block %(number)s was changed.", where
    if not hmac.compare_digest(hmac.digest(key(), computed, "sha256"), bytes(block.seal)):
        return "The seal of block %(number)s was not made with this installation's key.", where
    return None


def _unsealed() -> Iterator[AuditEntry]:
    for cluster in clusters():
        yield from unsealed(cluster).order_by("id").iterator(2000)


def _true(entry: AuditEntry) -> bool:
    return hmac.compare_digest(digest({name: getattr(entry, name) for name in COLUMNS}), bytes(entry.digest))
