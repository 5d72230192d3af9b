"""Pages of entries: the list, one entry, its files, voiding."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.conduct.actions import drop_draft, void
from liangze.conduct.queries.entries import EntryFilter, drafts, entry, entry_list, readable_entry, recording_units
from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.core.words import ActKind
from liangze.organisation.words import names_of
from liangze.trust.attachments import open_use
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.refusals import each as told


@require_safe
def entry_list_page(request: HttpRequest) -> HttpResponse:
    """What has been recorded, the latest first, with filters; and one's own drafts."""
    ask = request.GET
    wanted = EntryFilter(
        text=ask.get("q", "").strip()[:60], kind=ask.get("kind", "") if ask.get("kind") in {kind.value for kind in ActKind} else "",
        unit=number(ask.get("unit")), since=_day(ask.get("since")), until=_day(ask.get("until")),
        standing=ask.get("standing", "") if ask.get("standing") in ("valid", "void") else "",
    )
    page, rows = entry_list(by=request.acting, wanted=wanted, page=number(ask.get("page")) or 1)
    context = {
        "rows": rows, "page": shown(page), "wanted": wanted, "kinds": names_of(ActKind),
        "drafts": drafts(request.acting) if request.acting.account_id else (),
        "may_record": bool(recording_units(request.acting, today())),
        "filtered": wanted != EntryFilter(),
    }
    return render(request, "entries/list.html", context)


@require_safe
def entry_page(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry with its proof and what it has settled."""
    return render(request, "entries/entry.html", {"entry": entry(entry_id=entry_id, by=request.acting, today=today())})


@require_POST
def entry_void(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Void it, with a reason."""
    try:
        void(entry_id=entry_id, reason=request.POST.get("reason", ""), by=request.acting, now=now())
    except (NotFound, Conflict):
        raise
    except Refusal as refused:
        found = entry(entry_id=entry_id, by=request.acting, today=today())
        context = {"entry": found, "refusals": told(refused), "reason": request.POST.get("reason", "")}
        return render(request, "entries/entry.html", context, status=refused.status)
    messages.success(request, _("The record is void. What it had settled is open again, and its files are free."))
    return redirect("entry", entry_id)


@require_safe
def entry_file(request: HttpRequest, entry_id: int, use_id: int) -> FileResponse:
    """A file of an entry, always as a download: nothing that was uploaded is shown inside the product."""
    used, content = open_use(use_id, record=readable_entry(entry_id=entry_id, by=request.acting))
    response = FileResponse(content, as_attachment=True, filename=used.name, content_type=used.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def draft_drop(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Throw a draft of one's own away."""
    drop_draft(draft_id=draft_id, by=request.acting)
    messages.success(request, _("The draft is gone."))
    return redirect("entries")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
