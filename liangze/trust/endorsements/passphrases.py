"""What a passphrase or a PIN must be."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from liangze.core.errors import Refusal
from liangze.trust.models import Custody

LEAST = 10  # characters of a passphrase, which alone protects the key
PIN_LEAST = 6  # digits of a PIN, which opens the key only together with the server's secret
MOST = 128
COMMON = frozenset({"1234567890", "0123456789", "password123", "qwertyuiop", "1q2w3e4r5t", "administrator", "passw0rd123"})


def demand_good(passphrase: str, again: str, custody: str, *, about: tuple[str, ...] = ()) -> None:
    """Raise Refusal on "new" or "again" for a passphrase that is too easy or typed differently. about  words it must not consist of."""
    plain = unicodedata.normalize("NFKC", passphrase)
    if what := _objection(plain, custody, about):
        remedy = "At least 10 characters, and neither one character repeated, a run like 123456789, nor your name."
        if custody == Custody.SERVER:
            remedy = "At least 6 digits, neither one digit repeated nor a run like 123456."
        raise Refusal(what, remedy=remedy, field="new")
    if passphrase != again:
        raise Refusal("The two are not the same.", remedy="Type the new passphrase twice.", field="again")


def _objection(plain: str, custody: str, about: tuple[str, ...]) -> str:
    least = PIN_LEAST if custody == Custody.SERVER else LEAST
    if len(plain) < least:
        return "The passphrase is too short."
    if len(plain) > MOST:
        return "The passphrase is too long."
    steps = {ord(right) - ord(left) for left, right in pairwise(plain)}
    if len(set(plain)) < 3 or steps in ({1}, {-1}) or plain.lower() in COMMON:
        return "The passphrase is too easy to guess."
    if any(word and plain.lower() == word.lower() for word in about):
        return "The passphrase must not be your name."
    return ""
