"""Reminding by hand, with one click from any page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liangze.core.errors import Conflict
from liangze.reminders.actions import Sent, remind
from liangze.web.clock import now
from liangze.web.ledger.asked import number
from liangze.web.refusals import told


@require_POST
def reminder_send(request: HttpRequest) -> HttpResponse:
    """Fields: about, item (many) or unit (many), text, next. Back to where it was clicked, with what came of it."""
    ask = request.POST
    back = ask.get("next", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, None)  # a bare word would be looked up as the name of a page
    try:
        sent = remind(
            about=ask.get("about", ""), items=_numbers(ask.getlist("item")), unit_ids=_numbers(ask.getlist("unit")),
            text=ask.get("text", ""), by=request.acting, now=now(),
        )
    except Conflict as refused:
        messages.warning(request, str(told(refused)))
    else:
        messages.success(request, _said(sent))
    return redirect(back if safe else resolve_url("notices"))


def _said(sent: Sent) -> str:
    words = [ngettext("Reminded %(n)s person.", "Reminded %(n)s people.", sent.people) % {"n": sent.people}]
    if sent.earlier:
        words.append(_("%(n)s were reminded of today already and were left out.") % {"n": sent.earlier})
    if sent.unreachable:
        words.append(_("For %(n)s nobody has an account.") % {"n": sent.unreachable})
    return "".join(words) if not words[0].isascii() else " ".join(words)


def _numbers(texts: list[str]) -> list[int]:
    return [found for text in texts if (found := number(text))]
