"""Using a content as proof of a record, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from liangze.core.errors import Refusal, Refusals
from liangze.trust.actor import Actor
from liangze.trust.attachments.queries import earlier_uses
from liangze.trust.attachments.store import FILES_LIMIT
from liangze.trust.models import Attachment, AttachmentUse


@dataclass(frozen=True, slots=True)
class Proof:
    """A content taken in, to be used. reused_reason  why it may prove this record too; empty when it is new."""

    attachment_id: int
    name: str
    reused_reason: str = ""


def attach(*, record: tuple[str, int], proofs: Sequence[Proof], by: Actor) -> list[AttachmentUse]:
    """Use the contents as proof of the record, in the caller's transaction, which also writes the audit entry.

    Raises Refusals: on "files" too many or the same twice, on "reason-<id>" already proof of another record without a reason.
    """
    if not proofs:
        return []
    ids = [proof.attachment_id for proof in proofs]
    if len(ids) > FILES_LIMIT or len(set(ids)) < len(ids):
        raise Refusals([
            Refusal(
                "One record takes at most %(limit)s different files.", remedy="Leave out what is not needed as proof.",
                field="files", params={"limit": FILES_LIMIT},
            )
        ])
    known = set(Attachment.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    if known != set(ids):
        raise Refusals([Refusal("A file is no longer here.", remedy="Choose it again.", field="files")])
    used = earlier_uses(ids)
    if wrong := reuse_objections(proofs):
        raise Refusals(wrong)
    return AttachmentUse.objects.bulk_create(
        AttachmentUse(
            attachment_id=proof.attachment_id, record_type=record[0], record_id=record[1], name=proof.name,
            uploaded_by=by.account_id or 0, reused_reason=proof.reused_reason.strip()[:200] if proof.attachment_id in used else "",
        )
        for proof in proofs
    )


def detach(*, record: tuple[str, int], now: datetime) -> int:
    """The record no longer stands: its files are free to prove another. The rows stay, marked. How many."""
    return AttachmentUse.objects.filter(record_type=record[0], record_id=record[1], withdrawn_at=None).update(withdrawn_at=now)


def reuse_objections(proofs: Sequence[Proof]) -> list[Refusal]:
    """Contents that prove another record already and come without a reason; the field is that of the reason. One statement."""
    used = earlier_uses([proof.attachment_id for proof in proofs]) if proofs else {}
    return [
        Refusal(
            "“%(name)s” is proof of another record already.", field=f"reason-{proof.attachment_id}", params={"name": proof.name},
            remedy="Choose the file of this act, or say why both share it; the ledger then marks it.",
        )
        for proof in proofs
        if proof.attachment_id in used and not proof.reused_reason.strip()
    ]
