"""Tokens of slips: one for each vote, from an alphabet without look-alikes, kept as keyed hashes only."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from django.conf import settings

#: 32 signs; no I, O, 0, 1: nobody has to guess what is printed.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH, GROUP = 20, 4  # 100 bits


def new_token() -> str:
    """A fresh token in groups: K7QF-…; never stored."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def bare(typed: str) -> str:
    """What was typed, without blanks and dashes, in capitals; "" when it cannot be a token."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs if len(signs) == LENGTH and all(sign in ALPHABET for sign in signs) else ""


def hash_of(token: str) -> str:
    """The keyed hash (HMAC-SHA-256 under a key that does not lie in the database) by which a token is known; hexadecimal."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"liangze.hearings.slip", "sha256")
    return hmac.new(key, bare(token).encode(), "sha256").hexdigest()


def among(hashed: str, known: Iterable[str]) -> bool:
    """Whether the hash is one of these. Every one is compared, in constant time each."""
    found = False
    for each in known:
        found |= hmac.compare_digest(hashed, each)
    return found
