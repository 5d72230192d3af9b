"""The sample of a look-back (回头看): drawn so that anybody with the list and the seed comes to the same problems."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def rank(seed: str, number: int) -> str:
    """The place of a problem in the draw: SHA-256 of "<seed>:<number>" in hexadecimal digits."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def sample(numbers: Iterable[int], *, seed: str, size: int) -> tuple[int, ...]:
    """The `size` of the numbers that come first in the order of their ranks; all of them where there are fewer."""
    return tuple(sorted(set(numbers), key=lambda number: (rank(seed, number), number))[: max(size, 0)])
