"""Pages of study: the list, one session and its steps, the year's plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.study import Form, SessionState
from liangze.organisation.policy import Permission, may
from liangze.study.actions import cancel_plan, make_up, void_session
from liangze.study.queries.sessions import Wanted, readable_session, session_list, session_page
from liangze.study.words import NAMES, STATES
from liangze.trust.attachments import open_use
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.navigation import address
from liangze.web.paging import shown
from liangze.web.refusals import each as told
from liangze.web.study.form import day_of

FIRST_YEAR = 2000


@require_safe
def session_list_page(request: HttpRequest) -> HttpResponse:
    """The sessions of a year with filters. GET: year, form, state, q, unit, person, site, open, page."""
    ask = request.GET
    wanted = Wanted(
        year=year_of(request), text=ask.get("q", "").replace("\0", "").strip()[:60],
        form=_one_of(ask.get("form"), Form), state=_one_of(ask.get("state"), SessionState), unit=number(ask.get("unit")),
        person=number(ask.get("person")), site=number(ask.get("site")), open_only=ask.get("open") == "1",
    )
    page, rows = session_list(by=request.acting, wanted=wanted, today=today(), page=number(ask.get("page")) or 1)
    context = {
        "rows": rows, "page": shown(page), "wanted": wanted, "forms": [(form.value, str(NAMES[form])) for form in Form],
        "states": [(state.value, str(STATES[state])) for state in SessionState], "years": years(),
        "filtered": wanted != Wanted(year=wanted.year), "may_record": bool(may(request.acting, Permission.STUDY_RECORD, None)),
        "talks_url": address("talks"), "place": "list",
    }
    return render(request, "study/list.html", context)


@require_safe
def session_detail(request: HttpRequest, session_id: int) -> HttpResponse:
    """One session: who was there, materials, what it counts for."""
    return _page(request, session_id)


@require_POST
def session_cancel(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give a planned session up, with a reason."""
    return _step(
        request, session_id, "cancel", _("The session is cancelled; it stays in the plan, marked."),
        lambda: cancel_plan(session_id=session_id, reason=request.POST.get("reason", ""), by=request.acting, now=now()),
    )


@require_POST
def session_void(request: HttpRequest, session_id: int) -> HttpResponse:
    """Void a held session, with a reason."""
    return _step(
        request, session_id, "void", _("The record is void. What it had settled is open again, and its files are free."),
        lambda: void_session(session_id=session_id, reason=request.POST.get("reason", ""), by=request.acting, now=now()),
    )


@require_POST
def session_make_up(request: HttpRequest, session_id: int, attendee_id: int) -> HttpResponse:
    """Record that an absence was made up for."""
    form = request.POST
    return _step(
        request, session_id, f"up-{attendee_id}", _("Made up for: it counts as reached."),
        lambda: make_up(
            attendee_id=attendee_id, on=day_of(form.get("on")), how=form.get("how", ""), by=request.acting, today=today(), now=now()
        ),
    )


@require_safe
def session_file(request: HttpRequest, session_id: int, use_id: int) -> FileResponse:
    """A file of a session, always as a download: nothing that was uploaded is shown inside the product."""
    used, content = open_use(use_id, record=readable_session(session_id=session_id, by=request.acting))
    response = FileResponse(content, as_attachment=True, filename=used.name, content_type=used.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def year_of(request: HttpRequest) -> int:
    """The year asked about, this one for nonsense."""
    year = number(request.GET.get("year")) or today().year
    return year if FIRST_YEAR <= year <= today().year + 1 else today().year


def years() -> range:
    """The years offered: next, this and the three before."""
    return range(today().year + 1, today().year - 4, -1)


def _page(request: HttpRequest, session_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    page = session_page(session_id=session_id, by=request.acting, today=today())
    return render(request, "study/session.html", {"page": page, "day": today(), **more}, status=status)


def _step(request: HttpRequest, session_id: int, what: str, done: str, step: Any) -> HttpResponse:
    """Do it and go back to the session; where it was refused, the page with the words and what was typed."""
    try:
        step()
    except (NotFound, NotAllowed, Conflict):
        raise
    except (Refusal, Refusals) as refused:
        return _page(request, session_id, status=422, refusals=told(refused), refused_step=what, posted=request.POST)
    messages.success(request, done)
    return redirect("study-session", session_id)


def _one_of(text: str | None, words: type[Form] | type[SessionState]) -> str:
    return text if text and text in {word.value for word in words} else ""
