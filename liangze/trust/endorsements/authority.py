"""The installation's own certification authority: the one in use, the retired ones, their revocation lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from liangze.core.errors import NotFound, Refusal
from liangze.documents.signatures import authority as made
from liangze.documents.signatures.certificate import Said, said
from liangze.documents.signatures.keys import plain, unseal_plain, unwrap, wrap
from liangze.trust.actions import append
from liangze.trust.actor import Actor
from liangze.trust.models import Authority, SigningKey

LOCK = 0x4C5A_4155_5448  # "LZAUTH": one authority is made at a time
NAME = "两责签字根证书"
PURPOSE = "authority"


@dataclass(frozen=True, slots=True)
class Root:
    """An authority as shown: what its certificate says, how many keys stand under it."""

    number: int
    certificate: bytes
    said: Said
    made_at: datetime
    retired_at: datetime | None
    retired_reason: str
    keys: int
    revoked: int


def in_use(*, by: Actor, now: datetime) -> Authority:
    """The authority that issues now; made on first use. In the caller's transaction."""
    found = Authority.objects.filter(retired_at=None).first()
    if found is None:
        _alone()
        found = Authority.objects.filter(retired_at=None).first() or _make(NAME, by, now)
    return found


def issuer_of(authority: Authority) -> made.Issuer:
    """The authority able to issue. Raises Refusal when the installation's signing secret is another than it was."""
    key = unwrap(bytes(authority.sealed), secret=settings.SIGNING_KEY, purpose=PURPOSE)
    return made.Issuer(bytes(authority.certificate), unseal_plain(key))


@transaction.atomic
def rotate(*, name: str, reason: str, by: Actor, now: datetime) -> Authority:
    """Retire the authority in use and make a new one. What was signed stays verifiable; keys issued before go on until they expire.

    Who may is decided by the caller. Raises Refusal on "name" or "reason" when empty.
    """
    for field, value in (("name", name), ("reason", reason)):
        if not value.strip():
            raise Refusal("This is missing.", remedy="Fill it in.", field=field)
    _alone()
    for each in Authority.objects.select_for_update().filter(retired_at=None):
        each.retired_at, each.retired_reason = now, reason.strip()[:200]
        each.save(update_fields=["retired_at", "retired_reason"])
        append(by=by, action="trust.authority.retire", thing=each, before={"retired_at": None}, after={"retired_at": now}, reason=reason)
    return _make(name.strip()[:64], by, now)


def revocation_list(number: int, *, now: datetime) -> bytes:
    """The revocation list (DER) of the authority of that number as of now. Raises NotFound."""
    authority = _of(number)
    gone = SigningKey.objects.filter(authority=authority, revoked_at__isnull=False).order_by("revoked_at")
    revoked = [made.Revoked(int(each.serial, 16), each.revoked_at, each.revoked_reason) for each in gone]
    return made.revocation_list(issuer_of(authority), revoked=revoked, now=now)


def roots() -> tuple[Root, ...]:
    """All authorities, the one in use first. Two statements."""
    counts: dict[int, list[bool]] = {}
    for authority_id, revoked in SigningKey.objects.exclude(authority=None).values_list("authority_id", "revoked_at"):
        counts.setdefault(authority_id, []).append(revoked is not None)
    return tuple(
        Root(
            each.number, bytes(each.certificate), said(bytes(each.certificate)), each.made_at, each.retired_at, each.retired_reason,
            len(counts.get(each.pk, ())), sum(counts.get(each.pk, ())),
        )
        for each in Authority.objects.order_by("-number")
    )


def root_of(number: int) -> bytes:
    """The root certificate (DER) of that number. Raises NotFound."""
    return bytes(_of(number).certificate)


def _of(number: int) -> Authority:
    found = Authority.objects.filter(number=number).first()
    if found is None:
        raise NotFound("There is no such root certificate.", remedy="Choose one on the page for verifying documents.")
    return found


def _make(name: str, by: Actor, now: datetime) -> Authority:
    number = (Authority.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    fresh = made.make_authority(name=name, now=now)
    words = said(fresh.certificate)
    stored = Authority.objects.create(
        number=number, certificate=fresh.certificate, fingerprint=words.fingerprint, made_at=now,
        sealed=wrap(plain(fresh.key), secret=settings.SIGNING_KEY, purpose=PURPOSE),
    )
    after = {"number": number, "name": name, "fingerprint": words.fingerprint, "until": words.until}
    append(by=by, action="trust.authority.make", thing=stored, after=after)
    return stored


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
