"""Where reminders lead."""

from __future__ import annotations

from liangze.organisation.policy import Acting, Permission, may
from liangze.web.navigation import address


def log_url(by: Acting) -> str:
    """The log's address for those who may read it, else nothing."""
    return (address("reminder-log") or "") if may(by, Permission.REMINDER_SEND, None) else ""
