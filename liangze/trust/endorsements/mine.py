"""A person's own keys and signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from liangze.trust.endorsements.attempts import LIMIT, REST
from liangze.trust.endorsements.queries import endorsed
from liangze.trust.endorsements.values import Endorsed
from liangze.trust.models import Endorsement, SigningKey, WrongPassphrase

LATEST = 20


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key of one's own. usable  neither revoked nor expired. locked  too many wrong passphrases, for a while."""

    id: int
    name: str
    seat: str
    unit: str
    source: str
    custody: str
    serial: str
    fingerprint: str
    since: datetime
    until: datetime
    revoked_at: datetime | None
    revoked_reason: str
    usable: bool
    locked: bool
    days_left: int


def keys_of(account_id: int | None, *, now: datetime) -> tuple[OwnKey, ...]:
    """All keys that the account ever had, the newest first. Two statements."""
    rows = list(SigningKey.objects.filter(account_id=account_id).order_by("-made_at", "-id"))
    wrong = WrongPassphrase.objects.filter(key__in=[each.pk for each in rows if each.revoked_at is None], at__gt=now - REST, at__lte=now)
    locked = wrong.count() >= LIMIT
    return tuple(
        OwnKey(
            each.pk, each.name, each.seat, each.unit, each.source, each.custody, each.serial, each.fingerprint, each.since, each.until,
            each.revoked_at, each.revoked_reason, usable := each.revoked_at is None and each.since <= now < each.until, usable and locked,
            max(0, (each.until - now).days),
        )
        for each in rows
    )


def signed_by(account_id: int | None) -> tuple[tuple[Endorsed, str], ...]:
    """The latest endorsements of the account with the type of their record, the newest first. One statement."""
    rows = Endorsement.objects.filter(account_id=account_id or 0).select_related("sheet").order_by("-id")[:LATEST]
    return tuple((endorsed(each, voided=each.sheet.voided_at is not None), each.sheet.record_type) for each in rows)
