"""Major matters: laid before a meeting, shown with order of speaking and votes, decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.major_matter import Majority, MatterKind, Voice, Vote
from liangze.meetings.actions import NotLast, decide_matter, put_matter
from liangze.meetings.checks.matter import SPEAKS_LAST
from liangze.meetings.queries.matter import MatterPage, VoiceView, matter_page
from liangze.meetings.queries.reach import the_matter, the_meeting
from liangze.meetings.record import MATTER, Discussion, NewMatter, VoiceRow
from liangze.meetings.words import names_of
from liangze.organisation.policy import Permission, demand
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.meetings.asked import by_field, day, sum_of, told_all
from liangze.web.meetings.files import kept_files, proofs, sent, shown_files


@require_http_methods(["GET", "HEAD", "POST"])
def matter_new(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Lay a matter before a meeting. POST kind, title, amount, circulated_on, proposal, files."""
    meeting = the_meeting(meeting_id, request.acting)
    demand(request.acting, Permission.MEETING_RECORD, meeting.unit)
    form, kept, refused, status = request.POST, [], [], 200
    if request.method == "POST":
        kept, wrong = kept_files(request)
        refused, status = [*wrong], 422
        amount, readable = sum_of(form.get("amount", ""))
        if not readable:
            refused.append(Refusal("This is no sum.", remedy="Write it in yuan as a number, for example 1200000.", field="amount"))
        circulated = day(form.get("circulated_on"))
        if circulated is None:
            refused.append(Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="circulated_on"))
        if form.get("do", "save") == "save" and not refused and circulated:
            new = NewMatter(form.get("kind", ""), form.get("title", ""), circulated, amount, form.get("proposal", ""), proofs(kept))
            try:
                made = put_matter(meeting_id=meeting_id, matter=new, by=request.acting, now=now())
            except (NotAllowed, NotFound):
                raise
            except (Refusal, Refusals) as error:
                refused.append(error)
                status = 409 if isinstance(error, Conflict) else 422
            else:
                messages.success(request, _("The matter is laid before the meeting."))
                return redirect("meeting-matter", made.pk)
        status = status if refused else 200
    told = told_all(refused)
    context = {
        "meeting": meeting, "kinds": names_of(MatterKind), "posted": form, "wrong": told, "errors": by_field(told),
        "today_iso": today().isoformat(), **shown_files(kept),
    }
    return render(request, "meetings/matter-new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    """One matter. POST: how it was discussed and decided; `warned` when the warning about the order of speaking has been seen."""
    page = matter_page(matter_id=matter_id, by=request.acting)
    if request.method != "POST":
        return _shown(request, page)
    demand(request.acting, Permission.MEETING_RECORD, page.matter.meeting.unit)
    seen = number(request.POST.get("seen")) or 0
    try:
        decide_matter(matter_id=matter_id, talk=_discussion(request, page), seen=seen, by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, page, refused)
    messages.success(request, _("The discussion and the decision are recorded."))
    return redirect("meeting-matter", matter_id)


@require_safe
def matter_file(request: HttpRequest, matter_id: int, use_id: int) -> FileResponse:
    """A file of the matter's materials."""
    the_matter(matter_id, request.acting)
    return sent(use_id, (MATTER, matter_id))


def _discussion(request: HttpRequest, page: MatterPage) -> Discussion:
    form = request.POST
    rows = []
    for one in page.voices:
        vote, spoke = form.get(f"vote-{one.seat}", ""), number(form.get(f"spoke-{one.seat}"))
        voice = Voice(one.seat, spoke or None, Vote(vote) if vote in set(Vote) else None, form.get(f"recused-{one.seat}") == "1")
        rows.append(VoiceRow(voice, form.get(f"said-{one.seat}", ""), form.get(f"why-{one.seat}", ""), form.get(f"dissent-{one.seat}", "")))
    return Discussion(tuple(rows), form.get("decision", ""), form.get("majority", ""), form.get("warned") == "1")


def _shown(request: HttpRequest, page: MatterPage, refused: Refusal | Refusals | None = None) -> HttpResponse:
    told = told_all([refused] if refused else [])
    errors = by_field(told)
    form = request.POST if refused else {}
    rows: Sequence[tuple[VoiceView, Any]] = [(_typed(one, form), errors.get(f"voice-{one.seat}", ())) for one in page.voices]
    context = {
        "page": page, "matter": page.matter, "meeting": page.matter.meeting, "rows": rows, "votes": names_of(Vote),
        "majorities": names_of(Majority), "posted": form, "wrong": told, "errors": errors, "not_last": isinstance(refused, NotLast),
        "places": range(1, len(page.voices) + 1), "speaks_last": SPEAKS_LAST,
        "seen": number(form.get("seen")) or 0 if refused else page.matter.edition,
    }
    status = 422 if isinstance(refused, Refusals) else refused.status if refused else 200
    return render(request, "meetings/matter.html", context, status=status)


def _typed(one: VoiceView, form: Any) -> VoiceView:
    """The seat as it was typed, where a form came back."""
    if not form:
        return one
    return replace(
        one, spoke=number(form.get(f"spoke-{one.seat}")), said=form.get(f"said-{one.seat}", ""), vote=form.get(f"vote-{one.seat}", ""),
        recused=form.get(f"recused-{one.seat}") == "1", recused_reason=form.get(f"why-{one.seat}", ""),
        dissent=form.get(f"dissent-{one.seat}", ""),
    )
