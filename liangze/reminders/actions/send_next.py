"""Sending what is planned: one message, one attempt."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangze.core.reminding import next_allowed, retry_after
from liangze.reminders import ways
from liangze.reminders.models import Preference, Sending
from liangze.reminders.wording import message


def send_next(*, now: datetime) -> bool:
    """Try the message that has waited longest; whether there was one. Several workers never take the same.

    Just before it leaves it is looked at again: quiet hours that were changed since move it, what was settled since is left
    out, and when nothing is left, or the person switched the channel off, it is dropped.
    """
    with transaction.atomic():
        rows = Sending.objects.filter(next_at__lte=now).order_by("next_at").select_related("account")
        sending = rows.select_for_update(of=("self",), skip_locked=True).first()
        if sending is None:
            return False
        preference = Preference.objects.filter(account_id=sending.account_id).first()
        if preference is None or sending.channel not in preference.channels or not sending.account.is_active:
            return _drop(sending, now)
        later = next_allowed(timezone.localtime(now), preference.quiet)
        if later > now:
            sending.next_at = later
            sending.save(update_fields=["next_at"])
            return True
        text = message(sending, today=timezone.localtime(now).date())
        if text is None:
            return _drop(sending, now)
        sending.next_at, sending.claimed_at, sending.attempts = None, now, sending.attempts + 1
        sending.save(update_fields=["next_at", "claimed_at", "attempts"])
    try:
        ways.send(sending.channel, preference, text)
    except ways.NotTaken as failure:
        wait = retry_after(sending.attempts)
        sending.next_at, sending.error = now + wait if wait else None, str(failure)[:200]
    else:
        sending.sent_at, sending.error = now, ""
    sending.save(update_fields=["next_at", "sent_at", "error"])
    return True


def _drop(sending: Sending, now: datetime) -> bool:
    sending.next_at, sending.dropped_at = None, now
    sending.save(update_fields=["next_at", "dropped_at"])
    return True
