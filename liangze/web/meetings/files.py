"""Files of a form that is filled in over several steps: taken in once, then referred to by a signed token."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import FileResponse, HttpRequest

from liangze.core.errors import Refusal
from liangze.trust.attachments import FILES_LIMIT, Proof, earlier_uses, open_use, take_in
from liangze.trust.attachments.kinds import ENDINGS
from liangze.web.entries.filled import Kept, opened, token_of


def kept_files(request: HttpRequest) -> tuple[list[Kept], list[Refusal]]:
    """What was taken in on earlier steps and what was chosen now, and what of it is refused."""
    dropped, kept, wrong = request.POST.get("drop", ""), [], []
    for token in request.POST.getlist("kept"):
        found = opened(token, request.acting)
        if found and str(found.attachment_id) != dropped:
            kept.append(replace(found, reason=request.POST.get(f"reason-{found.attachment_id}", "").strip()))
    files = request.FILES.getlist("files")
    if len(files) + len(kept) > FILES_LIMIT:
        return kept, [Refusal(
            "One record takes at most %(limit)s different files.", remedy="Leave out what is not needed as proof.", field="files",
            params={"limit": FILES_LIMIT},
        )]
    known = {each.attachment_id for each in kept}
    for file in files:
        try:
            stored = take_in(file=file, name=file.name or "")
        except Refusal as refused:
            wrong.append(refused)
        else:
            if stored.id not in known:
                known.add(stored.id)
                kept.append(Kept(stored.id, stored.name, stored.size, token_of(request.acting, stored.id, stored.name, stored.size)))
    return kept, wrong


def proofs(kept: list[Kept]) -> tuple[Proof, ...]:
    """As a room takes them."""
    return tuple(Proof(each.attachment_id, each.name, each.reason) for each in kept)


def shown_files(kept: list[Kept]) -> dict[str, Any]:
    """What the part of the form about files asks for. One statement, or none."""
    used = earlier_uses([each.attachment_id for each in kept]) if kept else {}
    return {
        "files": [(each, used.get(each.attachment_id), None) for each in kept], "files_limit": FILES_LIMIT,
        "accepted": ",".join(f".{each}" for each in ENDINGS),
    }


def sent(use_id: int, record: tuple[str, int]) -> FileResponse:
    """A file of a record, always as a download: nothing that was uploaded is shown inside the product."""
    used, content = open_use(use_id, record=record)
    response = FileResponse(content, as_attachment=True, filename=used.name, content_type=used.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
