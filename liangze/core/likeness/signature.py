"""Shingles of a plain text as numbers, and their MinHash."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from liangze.core.likeness.text import BREAK

SHINGLE = 5  # characters
PERMUTATIONS = 128
SEED, SCHEME = 1, "affine32"
Shingles = NDArray[np.uint32]
POWERS = np.array([pow(16777619, n, 2**32) for n in range(SHINGLE)], dtype=np.uint64)


def in_order(text: str) -> tuple[Shingles, NDArray[np.bool_]]:
    """The shingle that begins at each character, and whether it is one: none runs over the end of an item."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.bool_)
    windows = np.lib.stride_tricks.sliding_window_view(codes, SHINGLE)
    hashed = (windows * POWERS).sum(axis=1, dtype=np.uint64)
    mixed = (hashed ^ (hashed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(32)).astype(np.uint32), ~(windows == ord(BREAK)).any(axis=1)


def shingles(text: str) -> Shingles:
    """The different shingles of all items, sorted."""
    found, whole = in_order(text)
    return np.unique(found[whole])


def known_places(text: str, common: Shingles, least: int) -> NDArray[np.bool_]:
    """For each character whether it lies in a passage of at least so many characters made of common shingles only."""
    found, whole = in_order(text)
    gone = np.zeros(len(text), dtype=np.bool_)
    if not len(common) or not len(found):
        return gone
    known = whole & np.isin(found, common, assume_unique=False)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(np.int8), [0]))))
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start + SHINGLE - 1 >= least:
            gone[start : end + SHINGLE - 1] = True
    return gone


def without(found: Shingles, common: Shingles) -> Shingles:
    """Those that are not among the common ones (sorted)."""
    if not len(common) or not len(found):
        return found
    place = np.searchsorted(common, found)
    place[place == len(common)] = 0
    kept: Shingles = found[common[place] != found]
    return kept


def shingles_of(texts: Iterable[str]) -> Shingles:
    """All shingles of all the texts, sorted."""
    parts = [shingles(text) for text in texts]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.uint32)


def signature(found: Shingles) -> NDArray[np.uint32]:
    """The MinHash of the shingles."""
    made = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME, hashfunc=int, permutations=_permutations())
    made.update_batch(found.tolist())
    values: NDArray[np.uint32] = made.hashvalues
    return values


@lru_cache(maxsize=1)
def _permutations() -> object:
    return MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME).permutations
