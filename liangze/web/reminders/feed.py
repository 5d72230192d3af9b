"""The calendar of a person, for programs that read calendars: no sign-in, a secret in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from liangze.reminders.queries.calendar import calendar
from liangze.web.clock import now, today
from liangze.web.middleware import public


@public
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Titles and due days; nothing that was done, no names."""
    response = HttpResponse(calendar(secret=secret, today=today(), now=now()), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    return response
