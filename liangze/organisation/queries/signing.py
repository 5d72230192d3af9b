"""Who signs as what, and the keys of signers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q

from liangze.organisation.models import Account, Appointment
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.policy.acting import in_force
from liangze.organisation.queries.in_reach import accounts_in_reach
from liangze.trust.endorsements import Signer
from liangze.trust.models import SigningKey

PAGE = 50


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as the security administrator sees it: what its certificate says, never the key."""

    id: int
    username: str
    name: str
    seat: str
    unit: str
    source: str
    custody: str
    serial: str
    until: datetime
    revoked_at: datetime | None
    revoked_reason: str
    expired: bool


def signer_of(by: Acting, *, today: date) -> Signer:
    """The person behind the account, with the first seat held today; the unit of the first grant where no seat is held. Two statements."""
    account = Account.objects.select_related("person").get(pk=by.account_id)
    unit = by.home.unit_name if by.home else ""
    if account.person is None:
        return Signer(account.pk, account.name, "", unit)
    held = Appointment.objects.filter(in_force(today), person=account.person).select_related("post__unit")
    first = held.order_by("post__position", "since", "id").first()
    if first is None:
        return Signer(account.pk, account.person.name, "", unit)
    return Signer(account.pk, account.person.name, first.post.title, first.post.unit.name)


def signing_keys(
    *, by: Acting, now: datetime, search: str = "", page: int | str = 1
) -> tuple[list[KeyRow], Page[SigningKey]]:
    """Keys of the accounts in reach, the newest first, those whose names or serial hold `search`. Three statements. Raises NotAllowed."""
    demand(by, Permission.SIGNATURE_MANAGE, None)
    mine = Account.objects.filter(accounts_in_reach(by, Permission.SIGNATURE_MANAGE)).order_by()
    rows = SigningKey.objects.filter(account_id__in=mine.values("pk"))
    if search:
        named = mine.filter(username__icontains=search).values("pk")
        rows = rows.filter(Q(name__icontains=search) | Q(serial__startswith=search.lower()) | Q(account_id__in=named))
    found = Paginator(rows.order_by("-made_at", "-id"), PAGE).get_page(page)
    names = dict(Account.objects.filter(pk__in=[each.account_id for each in found]).values_list("pk", "username"))
    return [row(each, names.get(each.account_id, ""), now) for each in found], found


def signing_key(*, by: Acting, key_id: int, now: datetime) -> KeyRow | None:
    """One of them, None when there is none in reach. Raises NotAllowed. Two statements."""
    demand(by, Permission.SIGNATURE_MANAGE, None)
    key = SigningKey.objects.filter(pk=key_id).first()
    account = key and Account.objects.filter(accounts_in_reach(by, Permission.SIGNATURE_MANAGE), pk=key.account_id).first()
    return row(key, account.username, now) if key and account else None


def row(key: SigningKey, username: str, now: datetime) -> KeyRow:
    """A key as shown."""
    return KeyRow(
        key.pk, username, key.name, key.seat, key.unit, key.source, key.custody, key.serial, key.until, key.revoked_at,
        key.revoked_reason, key.until <= now,
    )
