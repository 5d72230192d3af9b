"""Keys of signers: made here or brought along, given another passphrase, revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.documents.signatures.authority import issue
from liangze.documents.signatures.certificate import said
from liangze.documents.signatures.keys import new_key, normal
from liangze.documents.signatures.pkcs12_bounded import read_pkcs12_bounded
from liangze.trust.actions import append
from liangze.trust.actor import Actor
from liangze.trust.endorsements.authority import in_use, issuer_of
from liangze.trust.endorsements.passphrases import demand_good
from liangze.trust.endorsements.unlock import locked_away, unlock
from liangze.trust.endorsements.values import Signer
from liangze.trust.models import Custody, SigningKey, Source

REASONS = ("lost", "forgotten", "replaced", "left", "other")


@dataclass(frozen=True, slots=True)
class Protection:
    """How a new key is to be kept: custody, and the passphrase or PIN typed twice."""

    custody: str
    passphrase: str
    again: str


@transaction.atomic
def make_key(*, signer: Signer, protection: Protection, by: Actor, now: datetime) -> SigningKey:
    """A key for the signer, its certificate issued by the installation. An expired one is replaced; one still good must be revoked first.

    Raises Refusal on "custody", "new", "again"; Conflict when there is a key already.
    """
    _demand_protection(protection, signer)
    _make_room(signer.account_id, by=by, now=now)
    authority = in_use(by=by, now=now)
    key = new_key()
    place = settings.REVOCATION_ADDRESS
    list_url = f"{place}/signatures/authority/{authority.number}/revoked.crl" if place else ""
    certificate = issue(
        issuer_of(authority), public_key=key.public_key(), name=signer.name, seat=signer.seat, unit=signer.unit, now=now, list_url=list_url
    )
    return _store(signer, protection, certificate, key, by, now, source=Source.OWN, authority=authority)


@transaction.atomic
def bring_key(*, signer: Signer, file: bytes, password: str, protection: Protection, by: Actor, now: datetime) -> SigningKey:
    """A key out of a PKCS#12 file of the signer's, under a passphrase of this installation.

    Raises Refusal on "file", "password", "custody", "new", "again"; Conflict when there is a key already.
    """
    brought = read_pkcs12_bounded(file, password, now=now)
    named = said(brought.certificate).name
    if not _made_out_to(named, signer.name):
        raise Refusal(
            "The certificate in the file is made out to %(named)s, not to %(name)s.", field="file",
            params={"named": named, "name": signer.name}, remedy="Use a key of your own, or have the name of your account put right.",
        )
    _demand_protection(protection, signer)
    _make_room(signer.account_id, by=by, now=now)
    chain = [each.hex() for each in brought.chain]
    return _store(signer, protection, brought.certificate, brought.key, by, now, source=Source.BROUGHT, chain=chain)


@transaction.atomic
def change_passphrase(*, account_id: int, old: str, protection: Protection, by: Actor, now: datetime) -> SigningKey:
    """Seal one's key anew. Raises Refusal on "passphrase" (the old one), "custody", "new", "again"; NotFound without a key."""
    key = SigningKey.objects.select_for_update().filter(account_id=account_id, revoked_at=None).first()
    if key is None:
        raise NotFound("You have no signing key yet.", remedy="Make a key under “My signature”.")
    _demand_protection(protection, Signer(account_id, key.name))
    opened = unlock(key, old, now=now)
    before, key.custody = key.custody, protection.custody
    key.sealed = locked_away(opened, protection.passphrase)
    key.save(update_fields=["sealed", "custody"])
    append(by=by, action="trust.signing_key.change_passphrase", thing=key, before={"custody": before}, after={"custody": key.custody})
    return key


@transaction.atomic
def revoke_key(*, key_id: int, reason: str, note: str, by: Actor, now: datetime) -> SigningKey:
    """From now on the key signs nothing more and stands on the revocation list; what it signed before stays as it was.

    reason  one of REASONS. Who may is decided by the caller. Raises NotFound, Refusal on "reason" or "note", Conflict when revoked.
    """
    if reason not in REASONS:
        raise Refusal("The reason is missing.", remedy="Choose why the key is revoked.", field="reason")
    if reason == "other" and not note.strip():
        raise Refusal("The reason is missing.", remedy="Say in words why the key is revoked.", field="note")
    key = SigningKey.objects.select_for_update().filter(pk=key_id).first()
    if key is None:
        raise NotFound("There is no such key.", remedy="Open the list of keys.")
    if key.revoked_at is not None:
        raise Conflict("The key was revoked already.", remedy="Nothing needs to be done.")
    _revoke(key, reason, note, by, now)
    return key


def _revoke(key: SigningKey, reason: str, note: str, by: Actor, now: datetime) -> None:
    key.revoked_at, key.revoked_by, key.revoked_reason, key.revoked_note = now, by.account_id, reason, note.strip()[:200]
    key.save(update_fields=["revoked_at", "revoked_by", "revoked_reason", "revoked_note"])
    after = {"revoked_at": now, "serial": key.serial, "reason": reason}
    append(by=by, action="trust.signing_key.revoke", thing=key, before={"revoked_at": None}, after=after, reason=note)


def _demand_protection(protection: Protection, signer: Signer) -> None:
    if protection.custody not in Custody.values:
        raise Refusal("How the key is kept was not chosen.", remedy="Choose passphrase or PIN.", field="custody")
    if protection.custody == Custody.SERVER and not settings.SIGNING_PIN:
        raise Refusal("Keys under a PIN are switched off in this installation.", remedy="Choose a passphrase.", field="custody")
    demand_good(protection.passphrase, protection.again, protection.custody, about=(signer.name,))


def _letters(name: str) -> str:
    return "".join(normal(name).decode().split()).lower()


def _made_out_to(named: str, name: str) -> bool:
    """Whether a certificate's name is the person's, perhaps with a number beside it; 王五 is not 王五一."""
    before, found, after = _letters(named).partition(_letters(name))
    return bool(found) and not (before[-1:].isalpha() or after[:1].isalpha())


def _make_room(account_id: int, *, by: Actor, now: datetime) -> None:
    present = SigningKey.objects.select_for_update().filter(account_id=account_id, revoked_at=None).first()
    if present is None:
        return
    if present.until > now:
        raise Conflict("You have a signing key already.", remedy="Revoke it first if it is to be replaced.")
    _revoke(present, "replaced", "", by, now)


def _store(
    signer: Signer, protection: Protection, certificate: bytes, key: Any, by: Actor, now: datetime, *, source: str, **columns: Any
) -> SigningKey:
    words = said(certificate)
    if SigningKey.objects.filter(fingerprint=words.fingerprint).exists():
        raise Conflict("This key is in use here already.", remedy="Choose another key file, or make a key.", field="file")
    try:
        with transaction.atomic():
            stored = SigningKey.objects.create(
                account_id=signer.account_id, name=signer.name[:60], seat=signer.seat[:120], unit=signer.unit[:120], source=source,
                custody=protection.custody, certificate=certificate, serial=words.serial, fingerprint=words.fingerprint,
                since=words.since, until=words.until, made_at=now, sealed=locked_away(key, protection.passphrase), **columns,
            )
    except IntegrityError:
        raise Conflict("You have a signing key already.", remedy="Revoke it first if it is to be replaced.") from None
    after = {"serial": words.serial, "fingerprint": words.fingerprint, "custody": protection.custody, "until": words.until}
    if source == Source.OWN:
        append(by=by, action="trust.signing_key.make", thing=stored, after=after)
    else:
        append(by=by, action="trust.signing_key.bring", thing=stored, after=after)
    return stored
