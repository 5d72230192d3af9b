"""The bell of the top bar: asked for by itself after the page, so that no page waits for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from liangze.reminders.queries.notices import COUNTED, unread


@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """The bell with how many notices wait, as it shows and says it."""
    waiting = unread(request.acting.account_id)
    name = gettext("Notices: none unread")
    if waiting:
        name = ngettext("Notices: %(n)s unread", "Notices: %(n)s unread", waiting) % {"n": waiting}
    return render(request, "reminders/bell.html", {"name": name, "waiting": f"{COUNTED}+" if waiting > COUNTED else waiting})
