"""One's own notices: what the bell counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from liangze.reminders.actions import read, read_all
from liangze.reminders.queries.notices import notices_of, unread
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.navigation import address_with
from liangze.web.paging import shown
from liangze.web.reminders.links import log_url

TONE_ICONS = {
    "ahead": "clock-exclamation", "today": "calendar-due", "overdue": "alert-triangle", "above": "arrow-up-circle", "by_hand": "message",
}


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """The latest first, with all their items; unread ones only when asked for."""
    only = request.GET.get("show") == "unread"
    page, rows = notices_of(by=request.acting, page=number(request.GET.get("page")) or 1, only_unread=only, today=today())
    waiting = unread(request.acting.account_id)
    context = {
        "rows": [(row, TONE_ICONS[row.tone], [(line, _link(line.page, line.item)) for line in row.lines]) for row in rows],
        "page": shown(page), "only_unread": only, "unread": waiting, "log_url": log_url(request.acting),
        "lede": ngettext("%(n)s notice is unread.", "%(n)s notices are unread.", waiting) % {"n": waiting} if waiting else "",
    }
    return render(request, "reminders/notices.html", context)


@require_POST
def notice_read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one as read."""
    read(notice_id=notice_id, by=request.acting, now=now())
    return redirect(f"{reverse('notices')}?{request.GET.urlencode()}" if request.GET else "notices")


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    read_all(by=request.acting, now=now())
    return redirect("notices")


def _link(page: str, item: int) -> str:
    return (address_with(page, item) if page else "") or ""
