"""The secret in the address of a person's calendar."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from liangze.core.errors import NotAllowed
from liangze.organisation.policy import Acting
from liangze.reminders.models import Preference
from liangze.trust.actions import append


@transaction.atomic
def make_calendar(*, by: Acting, now: datetime) -> str:
    """A new secret, shown once; an earlier one ends. Whoever has it can read titles and due days of this person, and no more."""
    if by.account_id is None:
        raise NotAllowed("Only a person can be reminded.", remedy="Sign in with an account.")
    kept, _ = Preference.objects.select_for_update().get_or_create(account_id=by.account_id, defaults={"changed_at": now})
    secret = secrets.token_urlsafe(24)
    kept.calendar = digest(secret)
    kept.save(update_fields=["calendar"])
    append(by=by, action="reminders.calendar.make", thing=kept, after={"at": now})
    return secret


def digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode(errors="backslashreplace")).hexdigest()
