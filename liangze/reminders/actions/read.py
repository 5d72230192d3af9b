"""Marking notices as read. One's own note to oneself, not a record, so the audit chain does not hear of it."""

from __future__ import annotations

from datetime import datetime

from liangze.core.errors import NotFound
from liangze.organisation.policy import Acting
from liangze.reminders.models import Notice


def read(*, notice_id: int, by: Acting, now: datetime) -> None:
    """Raises NotFound for a notice of somebody else."""
    mine = Notice.objects.filter(pk=notice_id, account_id=by.account_id)
    if not mine.exists():
        raise NotFound("There is no such notice of yours.", remedy="Open it from your notices.")
    mine.filter(read_at=None).update(read_at=now)


def read_all(*, by: Acting, now: datetime) -> int:
    """All of mine; how many were unread."""
    return Notice.objects.filter(account_id=by.account_id, read_at=None).update(read_at=now)
