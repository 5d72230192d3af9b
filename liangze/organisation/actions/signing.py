"""Keys and the authority, with the rights that they need: one's own key needs none, those of others and the authority do."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import NotAllowed, NotFound, Refusal
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.queries.in_reach import at_the_top
from liangze.organisation.queries.signing import signer_of, signing_key
from liangze.trust.endorsements import authority, keys
from liangze.trust.models import Authority, SigningKey


def make_own_key(*, protection: keys.Protection, by: Acting, today: date, now: datetime) -> SigningKey:
    """See trust.endorsements.keys.make_key."""
    return keys.make_key(signer=signer_of(_person(by), today=today), protection=protection, by=by, now=now)


def bring_own_key(
    *, file: bytes, password: str, protection: keys.Protection, by: Acting, today: date, now: datetime
) -> SigningKey:
    """See trust.endorsements.keys.bring_key."""
    signer = signer_of(_person(by), today=today)
    return keys.bring_key(signer=signer, file=file, password=password, protection=protection, by=by, now=now)


def change_own_passphrase(*, old: str, protection: keys.Protection, by: Acting, now: datetime) -> SigningKey:
    """See trust.endorsements.keys.change_passphrase."""
    return keys.change_passphrase(account_id=_person(by).account_id or 0, old=old, protection=protection, by=by, now=now)


@transaction.atomic
def revoke_own_key(*, reason: str, note: str, by: Acting, now: datetime) -> SigningKey:
    """Revoke the one key that one has. Raises NotFound without one, Refusal on "reason" or "note"."""
    key = SigningKey.objects.filter(account_id=_person(by).account_id, revoked_at=None).first()
    if key is None:
        raise NotFound("You have no signing key.", remedy="There is nothing to revoke.")
    return keys.revoke_key(key_id=key.pk, reason=reason, note=note, by=by, now=now)


@transaction.atomic
def revoke_key(*, key_id: int, reason: str, note: str, by: Acting, now: datetime) -> SigningKey:
    """Revoke somebody's key, as security administrator, with words on why.

    Raises NotAllowed, NotFound for keys of accounts out of reach, Refusal on "reason" or "note", Conflict when revoked already.
    """
    if signing_key(by=by, key_id=key_id, now=now) is None:
        raise NotFound("There is no such key, or it is outside your reach.", remedy="Go back to the list of keys.")
    if not note.strip():
        raise Refusal("The reason is missing.", remedy="Say in words why the key is revoked.", field="note")
    return keys.revoke_key(key_id=key_id, reason=reason, note=note, by=by, now=now)


def rotate_authority(*, name: str, reason: str, by: Acting, now: datetime) -> Authority:
    """A new root certificate in place of the one in use, by a security administrator at the top. Raises NotAllowed, Refusal."""
    demand_authority(by)
    return authority.rotate(name=name, reason=reason, by=by, now=now)


def demand_authority(by: Acting) -> None:
    """Raise NotAllowed unless the person manages signatures for the whole installation."""
    demand(by, Permission.SIGNATURE_MANAGE, None)
    if not at_the_top(by, Permission.SIGNATURE_MANAGE):
        raise NotAllowed(
            "The root certificate concerns the whole installation: only a grant at the top of the tree allows it.",
            remedy="Ask the security administrator at the top.",
        )


def _person(by: Acting) -> Acting:
    if by.account_id is None:
        raise NotAllowed("Only a person can have a signing key.", remedy="Sign in with an account.")
    return by
