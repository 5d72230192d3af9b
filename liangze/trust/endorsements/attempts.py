"""Guessing a passphrase: counted, and after five wrong ones the key rests for a quarter of an hour."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta

from django.db import DEFAULT_DB_ALIAS, connections

from liangze.core.errors import Refusal
from liangze.trust.models import WrongPassphrase

LIMIT, REST = 5, timedelta(minutes=15)
INSERT = "INSERT INTO trust_wrongpassphrase (key, at) VALUES (%s, %s)"


class Resting(Refusal):
    """The key is locked for a while."""

    status = 429


def demand_awake(key_id: int, *, now: datetime) -> int:
    """How many tries are left. Raises Resting when there are none."""
    times = list(WrongPassphrase.objects.filter(key=key_id, at__gt=now - REST, at__lte=now).order_by("at").values_list("at", flat=True))
    if len(times) < LIMIT:
        return LIMIT - len(times)
    left = max(1, -int(-((times[-LIMIT] + REST - now).total_seconds()) // 60))
    raise Resting(
        "The key is locked because of %(count)s wrong passphrases.", field="passphrase", params={"count": LIMIT, "minutes": left},
        remedy="Try again in %(minutes)s minutes. If you have forgotten it, revoke the key under “My signature” and make a new one.",
    )


def note_wrong(key_id: int, *, now: datetime) -> None:
    """Write the failure down over a connection of its own: it must stay when the transaction of the attempt is rolled back."""
    with closing(connections.create_connection(DEFAULT_DB_ALIAS)) as apart, apart.cursor() as cursor:
        cursor.execute(INSERT, [key_id, now])


def forget(key_id: int) -> None:
    """The passphrase was right: earlier slips no longer count."""
    WrongPassphrase.objects.filter(key=key_id).delete()
