"""What a session remembers, and when it is over before its time."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext

from liangze.organisation.policy import Acting

GRANTED, SEEN = "granted", "seen"
STEP = 300  # seconds: how exactly a pause is known; a session is written at most once in so long


@receiver(user_logged_in)
def first_seen(request: HttpRequest, **_: Any) -> None:
    """A session begins as seen now."""
    request.session[SEEN] = int(time.time())


def begin(session: SessionBase, by: Acting) -> None:
    """Remember that the person had rights, so that the session ends with the last of them."""
    session[GRANTED] = bool(by.grants)


def ended(session: SessionBase, by: Acting) -> str:
    """Why the session is over, in words for the person; nothing while it holds."""
    now, seen = int(time.time()), session.get(SEEN)
    if seen is not None and now - seen > settings.SESSION_PAUSE * 60:
        return gettext("You were signed out because nothing was asked for %(minutes)s minutes.") % {"minutes": settings.SESSION_PAUSE}
    if session.get(GRANTED) and not by.grants:
        return gettext("You were signed out because your last grant has ended.")
    if seen is None or now - seen > STEP:
        session[SEEN] = now
    return ""
