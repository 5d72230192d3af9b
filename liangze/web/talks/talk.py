"""One talk: what happened, what comes next, and the small forms of its steps."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.talks.actions import (
    conclude_inquiry,
    decide_admonition,
    end_access,
    follow_up,
    give_access,
    reply_matter,
    void_talk,
)
from liangze.talks.queries.page import talk_page
from liangze.web.clock import now, today
from liangze.web.refusals import each
from liangze.web.talks.asked import day, numbers
from liangze.web.talks.looks import LOOKS


@require_safe
def detail(request: HttpRequest, talk_id: int) -> HttpResponse:
    """The talk: with what was said for those with need to know."""
    return _shown(request, talk_id)


@require_POST
def decide(request: HttpRequest, talk_id: int) -> HttpResponse:
    """Decide about an admonition. POST approve ("yes" or "no"), opinion, meeting_on."""
    posted = request.POST
    given = {"approve": posted.get("approve") == "yes", "opinion": posted.get("opinion", ""), "meeting_on": day(posted.get("meeting_on"))}

    def act() -> object:
        if posted.get("approve") not in ("yes", "no"):
            raise Refusals([Refusal("No decision is chosen.", remedy="Choose whether it is approved.", field="approve")])
        return decide_admonition(talk_id=talk_id, **given, by=request.acting, today=today(), now=now())

    return _step(request, talk_id, "decide", act, _("Your decision is recorded."))


@require_POST
def reply(request: HttpRequest, talk_id: int) -> HttpResponse:
    """Reply to whoever passed the matter on. POST reply."""
    return _step(
        request, talk_id, "reply",
        lambda: reply_matter(talk_id=talk_id, reply=request.POST.get("reply", ""), by=request.acting, today=today(), now=now()),
        _("The reply is sent: whoever passed the matter on can read it now."),
    )


@require_POST
def conclude(request: HttpRequest, talk_id: int) -> HttpResponse:
    """Conclude an inquiry. POST conclusion."""
    return _step(
        request, talk_id, "conclude",
        lambda: conclude_inquiry(
            talk_id=talk_id, conclusion=request.POST.get("conclusion", ""), by=request.acting, today=today(), now=now()
        ),
        _("The inquiry is concluded."),
    )


@require_POST
def follow(request: HttpRequest, talk_id: int) -> HttpResponse:
    """Say what came of it. POST result, kept (once for each commitment that was kept)."""
    return _step(
        request, talk_id, "follow",
        lambda: follow_up(
            talk_id=talk_id, result=request.POST.get("result", ""), kept=numbers(request.POST.getlist("kept")), by=request.acting,
            today=today(), now=now(),
        ),
        _("What came of it is recorded."),
    )


@require_POST
def access(request: HttpRequest, talk_id: int) -> HttpResponse:
    """Name somebody who may read what was said. POST username, why."""
    return _step(
        request, talk_id, "access",
        lambda: give_access(
            talk_id=talk_id, username=request.POST.get("username", "")[:60], why=request.POST.get("why", ""), by=request.acting, now=now()
        ),
        _("This person can read it now; that you named them stays on record."),
    )


@require_POST
def access_end(request: HttpRequest, talk_id: int, access_id: int) -> HttpResponse:
    """Take a need to know back."""
    end_access(talk_id=talk_id, access_id=access_id, by=request.acting, now=now())
    messages.success(request, _("This person cannot read it any more."))
    return redirect("talk", talk_id)


@require_POST
def void(request: HttpRequest, talk_id: int) -> HttpResponse:
    """Void it, with a reason."""
    return _step(
        request, talk_id, "void",
        lambda: void_talk(talk_id=talk_id, reason=request.POST.get("reason", ""), by=request.acting, now=now()),
        _("The record is void. What it had settled is open again, and its files are free."),
    )


def _step(request: HttpRequest, talk_id: int, verb: str, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, talk_id, refused, verb)
    messages.success(request, done)
    return redirect("talk", talk_id)


def _shown(request: HttpRequest, talk_id: int, refused: Refusal | Refusals | None = None, verb: str = "") -> HttpResponse:
    page = talk_page(talk_id=talk_id, by=request.acting, today=today())
    told = each(refused) if refused else ()
    context = {
        "page": page, "look": LOOKS.get(page.stage), "refusals": told, "wrong": {one.field: one for one in told}, "verb": verb,
        "posted": request.POST if refused else {}, "day": today(),
    }
    status = 200 if refused is None else refused.status if refused.status == 409 else 422
    return render(request, "talks/talk.html", context, status=status)
