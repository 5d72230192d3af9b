"""The quick entry: filled in, checked before saving, stored, or kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangze.conduct.actions import record, save_draft
from liangze.conduct.checks import all_wrong
from liangze.conduct.entry import RECORD
from liangze.conduct.queries.choices import choices, demand_recording, taken_over_together
from liangze.conduct.queries.entries import draft_content, readable_numbers
from liangze.core.doubts import days_late_entered
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.words import ActKind
from liangze.duties.queries import Preview, preview
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.organisation.policy import Permission
from liangze.organisation.words import name_of
from liangze.trust.attachments import FILES_LIMIT, earlier_uses, take_in
from liangze.trust.attachments.kinds import ENDINGS
from liangze.web import dates
from liangze.web.clock import now, today
from liangze.web.entries.filled import Filled, Kept, from_content, posted, token_of, with_kept
from liangze.web.ledger.asked import number
from liangze.web.refusals import Told
from liangze.web.refusals import each as told

TOGETHER = 20  # obligations that one form takes over at most
REDRAWS = frozenset({"kind", "holder", "on"})  # fields on which the topics and counterparts offered depend


@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: HttpRequest) -> HttpResponse:
    """A new entry. `do` says what the button asks for: save, draft, check, or only to draw the form again."""
    if request.method != "POST":
        return _form(request, _started(request))
    filled = posted(request, _unit(request))
    filled, wrong = _with_files(request, filled)
    do = request.POST.get("do", "check")
    if do == "draft":
        draft = save_draft(unit_id=filled.unit, content=filled.content(), by=request.acting, draft_id=filled.draft)
        messages.success(request, _("Kept as a draft. You find it above the list of records."))
        return redirect(f"{request.path}?draft={draft.pk}")
    if do in ("save", "check"):
        try:
            entry = filled.entry()
            found = all_wrong(entry, by=request.acting, today=today())
            if do == "save" and not found and not wrong:
                stored = record(entry=entry, by=request.acting, today=today(), now=now(), draft_id=filled.draft)
                messages.success(request, _("Recorded as %(number)s.") % {"number": stored.number})
                return redirect("entry", stored.pk)
            wrong = [*(each for refusal in found for each in told(refusal)), *wrong]
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as refused:
            wrong = [*told(refused), *wrong]
    note = ""
    if wrong and do == "save":
        filled, note = _kept_safe(request, filled)
    return _form(request, filled, wrong=wrong, note=note)


@require_POST
def entry_preview(request: HttpRequest) -> HttpResponse:
    """What the form as it stands would settle, as a fragment; with other topics and counterparts when they depend on it."""
    filled = posted(request, _unit(request))
    changed = request.htmx.trigger_name if request.htmx else None
    context = _context(request, filled) | {"redraw": changed in REDRAWS, "fragment": True}
    return render(request, "entries/parts/live.html", context)


@require_POST
def entry_autosave(request: HttpRequest) -> HttpResponse:
    """Keep the form as it stands as a draft, without its new files; as a fragment that says when, or why not."""
    filled = posted(request, _unit(request))
    try:
        draft = save_draft(unit_id=filled.unit, content=filled.content(), by=request.acting, draft_id=filled.draft, revive=False)
    except Refusal as refused:
        words = {"wrong": " ".join(f"{one.what} {one.remedy}" for one in told(refused))}
        return render(request, "entries/parts/saved.html", words, status=refused.status)
    return render(request, "entries/parts/saved.html", {"draft": draft.pk, "at": localtime(draft.saved_at)})


def _started(request: HttpRequest) -> Filled:
    """An empty form, a draft, or what an obligation hands over."""
    by, ask = request.acting, request.GET
    if draft := number(ask.get("draft")):
        content = draft_content(draft_id=draft, by=by)
        filled = from_content(content, by)
        return replace(filled, draft=draft)
    if owed := [each for text in ask.getlist("obligation")[:TOGETHER] if (each := number(text))]:
        taken = taken_over_together(obligation_ids=owed, by=by, today=today())
        return from_content({**taken, "on": today().isoformat()}, by)
    kind = ask.get("kind", "")
    kind = kind if kind in {each.value for each in ActKind} else ActKind.MEETING.value
    words = {"title": ask.get("title", "")[:120], "note": ask.get("note", "")[:1000]}  # from a page that knows what was to be done
    return Filled(unit=_unit(request), kind=kind, on=today().isoformat(), holder=number(ask.get("holder")), **words)


def _unit(request: HttpRequest) -> int:
    return number(request.POST.get("unit") or request.GET.get("unit")) or own_unit_id(request.acting, Permission.ENTRY_RECORD)


def _with_files(request: HttpRequest, filled: Filled) -> tuple[Filled, list[Told]]:
    """Take in what was chosen now; what is refused is told, the rest is kept."""
    taken, wrong = [], []
    files = request.FILES.getlist("files")
    if len(files) + len(filled.kept) > FILES_LIMIT:
        refusal = Refusal(
            "One record takes at most %(limit)s different files.", remedy="Leave out what is not needed as proof.",
            field="files", params={"limit": FILES_LIMIT},
        )
        return filled, list(told(refusal))
    demand_recording(by=request.acting, unit_id=filled.unit)
    for file in files:
        try:
            stored = take_in(file=file, name=file.name or "")
        except Refusal as refused:
            wrong += told(refused)
        else:
            token = token_of(request.acting, stored.id, stored.name, stored.size)
            taken.append(Kept(stored.id, stored.name, stored.size, token))
    return with_kept(filled, taken), wrong


def _kept_safe(request: HttpRequest, filled: Filled) -> tuple[Filled, str]:
    """What cannot be recorded yet is kept as a draft, so that nothing typed is lost."""
    try:
        draft = save_draft(unit_id=filled.unit, content=filled.content(), by=request.acting, draft_id=filled.draft)
    except Refusal:
        return filled, ""
    return replace(filled, draft=draft.pk), _("Everything else is kept as a draft and not lost.")


def _form(request: HttpRequest, filled: Filled, *, wrong: Sequence[Told] = (), note: str = "") -> HttpResponse:
    context = _context(request, filled) | {"wrong": wrong, "note": note, "errors": _by_field(wrong)}
    return render(request, "entries/new.html", context, status=422 if wrong else 200)


def _by_field(wrong: Sequence[Told]) -> dict[str, list[Told]]:
    fields: dict[str, list[Told]] = {}
    for each in wrong:
        fields.setdefault(each.field or "whole", []).append(each)
    return fields


def _context(request: HttpRequest, filled: Filled) -> dict[str, Any]:
    by, day = request.acting, filled.day or today()
    offered = choices(by=by, unit_id=filled.unit, kind=filled.kind, holder_id=filled.holder, day=day)
    holder = filled.holder if filled.holder in dict(offered.seats) else (offered.seats[0][0] if offered.seats else None)
    allowed = {key for key, _name in offered.topics}
    seen = Preview((), (), ())
    if holder and filled.day:
        last = min(filled.day, today()).isoformat()  # what has not come yet is shown as if it were mended to today
        shown = replace(filled, on=last, holder=holder, topics=tuple(key for key in filled.topics if key in allowed))
        seen = preview(shown.entry().deeds(), today(), makes_up=filled.makes_up)
    used = earlier_uses([each.attachment_id for each in filled.kept]) if filled.kept else {}
    numbers = readable_numbers({use.record_id for use in used.values() if use.record_type == RECORD}, by) if used else {}
    return {
        "filled": filled, "offered": offered, "holder": holder, "preview": seen, "kind_name": name_of(ActKind(filled.kind)),
        "files": [(each, used.get(each.attachment_id), _earlier(used.get(each.attachment_id), numbers)) for each in filled.kept],
        "accepted": ",".join(f".{each}" for each in ENDINGS), "files_limit": FILES_LIMIT, "today_iso": today().isoformat(),
        "today_said": dates.day(today()), "in_future": bool(filled.day and filled.day > today()),
        "late_days": days_late_entered(filled.day, today()) if filled.day else 0,
    }


def _earlier(use: Any, numbers: dict[int, str]) -> tuple[int, str] | None:
    """The record that stands on the file already, where the reader may see it."""
    return (use.record_id, numbers[use.record_id]) if use and use.record_type == RECORD and use.record_id in numbers else None
