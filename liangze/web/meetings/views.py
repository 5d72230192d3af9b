"""The list of meetings, one meeting, its files and papers, cancelling and voiding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.meeting import MeetingKind, MeetingState
from liangze.meetings.actions import cancel_meeting, void_meeting
from liangze.meetings.queries.book import MeetingFilter, meeting_list
from liangze.meetings.queries.invitation import invitation
from liangze.meetings.queries.page import meeting_page
from liangze.meetings.queries.paper import minutes_paper
from liangze.meetings.queries.reach import the_meeting
from liangze.meetings.record import RECORD
from liangze.meetings.words import names_of
from liangze.organisation.policy import Permission, may
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.meetings.files import sent
from liangze.web.paging import shown
from liangze.web.papers import demand_known_form, download
from liangze.web.refusals import each

YEARS = 4  # offered in the filter


@require_safe
def meetings_page(request: HttpRequest) -> HttpResponse:
    """Meetings, the latest first. GET: q, kind, unit, year, state, page."""
    ask = request.GET
    year = number(ask.get("year"))
    wanted = MeetingFilter(
        text=ask.get("q", "").replace("\0", "").strip()[:60], kind=ask.get("kind", "") if ask.get("kind") in set(MeetingKind) else "",
        unit=number(ask.get("unit")), year=year if year and 2000 <= year <= 2100 else None,
        state=ask.get("state", "") if ask.get("state") in set(MeetingState) else "",
    )
    page, rows = meeting_list(by=request.acting, wanted=wanted, today=today(), page=number(ask.get("page")) or 1)
    context = {
        "rows": rows, "page": shown(page), "wanted": wanted, "filtered": wanted != MeetingFilter(), "kinds": names_of(MeetingKind),
        "states": names_of(MeetingState), "years": range(today().year + 1, today().year - YEARS, -1),
        "may_record": bool(may(request.acting, Permission.MEETING_RECORD, None)),
    }
    return render(request, "meetings/list.html", context)


@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting: the plan, or what was held and what it settled."""
    return _page(request, meeting_id)


@require_POST
def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """It will not take place. POST reason."""
    try:
        cancel_meeting(meeting_id=meeting_id, reason=request.POST.get("reason", ""), by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _page(request, meeting_id, refused, "cancel")
    messages.success(request, _("The meeting is cancelled. Send the calendar file once more: it takes the entry out of calendars."))
    return redirect("meeting", meeting_id)


@require_POST
def void(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The record should not stand. POST reason, seen."""
    form = request.POST
    try:
        void_meeting(meeting_id=meeting_id, reason=form.get("reason", ""), seen=number(form.get("seen")), by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _page(request, meeting_id, refused, "void")
    messages.success(request, _("The record is void. What it had settled is open again, and its files are free."))
    return redirect("meeting", meeting_id)


@require_safe
def calendar(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The invitation as a calendar file."""
    text = invitation(
        meeting_id=meeting_id, by=request.acting, address=request.build_absolute_uri(reverse("meeting", args=(meeting_id,)))
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"meeting-{meeting_id}.ics") or "attachment"
    return response


@require_safe
def export(request: HttpRequest, meeting_id: int, form: str) -> HttpResponse:
    """The minutes as a paper; of a planned meeting, its notice."""
    demand_known_form(form)
    row = the_meeting(meeting_id, request.acting)
    return download(minutes_paper(meeting_id=meeting_id, by=request.acting, today=today()), form, f"{row.unit.name}{row.title}")


@require_safe
def file(request: HttpRequest, meeting_id: int, use_id: int) -> FileResponse:
    """A file of the meeting's materials."""
    the_meeting(meeting_id, request.acting)
    return sent(use_id, (RECORD, meeting_id))


def _page(request: HttpRequest, meeting_id: int, refused: Refusal | Refusals | None = None, verb: str = "") -> HttpResponse:
    page = meeting_page(meeting_id=meeting_id, by=request.acting, today=today())
    context: dict[str, Any] = {
        "page": page, "meeting": page.meeting, "refusals": each(refused) if refused else (), "verb": verb,
        "reason": request.POST.get("reason", "") if refused else "",
    }
    return render(request, "meetings/meeting.html", context, status=refused.status if refused else 200)
