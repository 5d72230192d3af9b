"""Files chosen in a form: taken in at once and kept when something else is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from liangze.core.errors import Refusal
from liangze.trust.attachments import FILES_LIMIT, Proof, earlier_uses, take_in
from liangze.trust.attachments.kinds import ENDINGS
from liangze.web.entries.filled import Kept, opened, token_of
from liangze.web.refusals import Told
from liangze.web.refusals import each as told


def files_of(request: HttpRequest) -> tuple[list[Kept], list[Told]]:
    """Those kept from before without the one dropped, and those chosen now. The caller has asked who may bring files in."""
    kept, wrong = [], []
    for token in request.POST.getlist("kept"):
        each = opened(token, request.acting)
        if each and str(each.attachment_id) != request.POST.get("drop"):
            reason = request.POST.get(f"reason-{each.attachment_id}", "").strip()
            kept.append(Kept(each.attachment_id, each.name, each.size, token, reason))
    chosen = request.FILES.getlist("files")
    if len(chosen) + len(kept) > FILES_LIMIT:
        return kept, list(told(Refusal(
            "One record takes at most %(limit)s different files.", remedy="Leave out what is not needed as proof.", field="files",
            params={"limit": FILES_LIMIT},
        )))
    for file in chosen:
        try:
            stored = take_in(file=file, name=file.name or "")
        except Refusal as refused:
            wrong += told(refused)
        else:
            if all(each.attachment_id != stored.id for each in kept):
                kept.append(Kept(stored.id, stored.name, stored.size, token_of(request.acting, stored.id, stored.name, stored.size)))
    return kept, wrong


def proofs(kept: Sequence[Kept]) -> tuple[Proof, ...]:
    """As the room takes them."""
    return tuple(Proof(each.attachment_id, each.name, each.reason) for each in kept)


def file_context(kept: Sequence[Kept]) -> dict[str, Any]:
    """What the part entries/parts/files.html needs."""
    used = earlier_uses([each.attachment_id for each in kept]) if kept else {}
    return {
        "files": [(each, used.get(each.attachment_id), None) for each in kept], "accepted": ",".join(f".{each}" for each in ENDINGS),
        "files_limit": FILES_LIMIT,
    }
