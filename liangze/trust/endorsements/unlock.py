"""Opening a signer's key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from liangze.core.errors import Refusal
from liangze.documents.signatures.keys import WrongPassphrase, seal, unseal, unwrap, wrap
from liangze.trust.endorsements.attempts import LIMIT, demand_awake, forget, note_wrong
from liangze.trust.models import SigningKey

PURPOSE = "signer"


def usable(account_id: int, *, now: datetime) -> SigningKey:
    """The account's key, locked for the caller's transaction. Raises Refusal on "passphrase": none, revoked, expired, not valid yet."""
    rows = SigningKey.objects.select_for_update().filter(account_id=account_id)
    key = rows.filter(revoked_at=None).first()
    if key is None:
        revoked = rows.order_by("-revoked_at").first()
        what = "Your signing key was revoked." if revoked else "You have no signing key yet."
        raise Refusal(what, remedy="Make a key under “My signature”, then sign.", field="passphrase")
    if now >= key.until:
        raise Refusal(
            "Your signing key has expired.", remedy="Make a new key under “My signature”, then sign; earlier signatures stay valid.",
            field="passphrase",
        )
    if now < key.since:
        raise Refusal(
            "Your signing key is not valid yet.", field="passphrase",
            remedy="Ask the system administrator to check the clock of the server.",
        )
    return key


def unlock(key: SigningKey, passphrase: str, *, now: datetime) -> Any:
    """The private key. Raises Refusal on "passphrase": missing, wrong with the tries left, or locked. Wrong ones are counted."""
    if not passphrase:
        raise Refusal("The passphrase is missing.", remedy="Type the passphrase of your signing key.", field="passphrase")
    left = demand_awake(key.pk, now=now)
    sealed = unwrap(bytes(key.sealed), secret=settings.SIGNING_KEY, purpose=PURPOSE)
    try:
        opened = unseal(sealed, passphrase)
    except WrongPassphrase:
        note_wrong(key.pk, now=now)
        if left == 1:
            demand_awake(key.pk, now=now)
        raise Refusal(
            "The passphrase is not right; nothing was signed.", field="passphrase", params={"left": left - 1, "limit": LIMIT},
            remedy="Type it again; %(left)s tries are left.",
        ) from None
    if left < LIMIT:
        forget(key.pk)
    return opened


def locked_away(key: Any, passphrase: str) -> bytes:
    """The private key as it is stored."""
    return wrap(seal(key, passphrase), secret=settings.SIGNING_KEY, purpose=PURPOSE)
