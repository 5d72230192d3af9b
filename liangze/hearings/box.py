"""The ballot box: one sealed value that holds all spent tokens and all ballots, each list sorted by itself.

It is sealed (AES-256-GCM) under a key made of the server's secret and a salt of the ballot's own, padded to a size that only the number of
slips decides. So two states of the box look alike to whoever has the database, its log or its backups, and nobody there can say what the
last vote added. The salt is erased when the ballot is closed. See docs/adr/the-ballot-box.md.
"""

from __future__ import annotations

import hmac
import json
import secrets
from bisect import insort
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

__all__ = ["Box", "InvalidTag", "new_salt", "opened", "room_for", "sealed"]

NONCE = 12  # bytes
SALT = 32


@dataclass(frozen=True, slots=True)
class Box:
    """What lies in it. Both lists are sorted by their own text, so that no position tells when something came."""

    spent: tuple[str, ...] = ()
    ballots: tuple[str, ...] = ()

    def with_vote(self, hashed: str, ballot: str) -> Box:
        """The box after one vote."""
        spent, ballots = list(self.spent), list(self.ballots)
        insort(spent, hashed)
        insort(ballots, ballot)
        return Box(tuple(spent), tuple(ballots))


def new_salt() -> bytes:
    return secrets.token_bytes(SALT)


def sealed(box: Box, *, salt: bytes, room: int) -> bytes:
    """The box as it is stored. room: bytes to pad to."""
    plain = json.dumps([box.spent, box.ballots], separators=(",", ":")).encode()
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key(salt)).encrypt(nonce, plain.ljust(room), salt)


def opened(stored: bytes, *, salt: bytes) -> Box:
    """What lies in a stored box. Raises cryptography.exceptions.InvalidTag when it was changed from outside or the secret is another."""
    stored = bytes(stored)
    spent, ballots = json.loads(AESGCM(_key(salt)).decrypt(stored[:NONCE], stored[NONCE:], salt))
    return Box(tuple(spent), tuple(ballots))


def room_for(slips: int, longest: int) -> int:
    """Bytes that a box of so many slips can need, each ballot at most `longest` characters."""
    return 16 + slips * (64 + 3 + longest + 3)


def _key(salt: bytes) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"liangze.hearings.box" + bytes(salt), "sha256")
