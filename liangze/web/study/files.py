"""Files of a session's form: taken in on this step, or kept from an earlier one."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest

from liangze.core.errors import Refusal
from liangze.study.checks import recording_unit
from liangze.trust.attachments import FILES_LIMIT, take_in
from liangze.web.entries.filled import Kept, opened, token_of
from liangze.web.refusals import Told, each


def kept_files(request: HttpRequest) -> tuple[Kept, ...]:
    """Those that the form refers to, but for the one that is taken out."""
    dropped, found = request.POST.get("drop", ""), []
    for token in request.POST.getlist("kept"):
        kept = opened(token, request.acting)
        if kept and str(kept.attachment_id) != dropped:
            found.append(replace(kept, reason=request.POST.get(f"reason-{kept.attachment_id}", "").strip()))
    return tuple(found)


def with_new_files(request: HttpRequest, kept: tuple[Kept, ...], unit: int) -> tuple[tuple[Kept, ...], list[Told]]:
    """Take in what was chosen now; what is refused is told, the rest is kept."""
    files = request.FILES.getlist("files")
    if not files:
        return kept, []
    if len(files) + len(kept) > FILES_LIMIT:
        refusal = Refusal(
            "One record takes at most %(limit)s different files.", remedy="Leave out what is not needed as proof.", field="files",
            params={"limit": FILES_LIMIT},
        )
        return kept, list(each(refusal))
    recording_unit(unit, request.acting)
    found, wrong = {one.attachment_id: one for one in kept}, []
    for file in files:
        try:
            stored = take_in(file=file, name=file.name or "")
        except Refusal as refused:
            wrong += each(refused)
        else:
            token = token_of(request.acting, stored.id, stored.name, stored.size)
            found.setdefault(stored.id, Kept(stored.id, stored.name, stored.size, token))
    return tuple(found.values()), wrong
