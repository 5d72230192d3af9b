"""Pairs that may be alike, by locality-sensitive hashing: two texts whose signatures agree in a whole band."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

BANDS, ROWS = 32, 4  # texts of which nine tenths agree are found with certainty for all purposes, of which a third, one in three
NEAREST = 6  # earlier texts with which one is compared: of a text that everybody copied each copy is found, not each pair


def candidates(signatures: NDArray[np.uint32], owners: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of rows (earlier, later). Rows stand in the order in which the texts came about; rows of one owner make no pair.

    Each row is paired with at most NEAREST earlier ones: those with which it shares most bands. The work therefore grows with the
    number of texts, also where thousands are the same.
    """
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for band in range(BANDS):
        rows = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        _, bucket = np.unique(rows.view([("", rows.dtype)] * ROWS).ravel(), return_inverse=True)
        order = np.argsort(bucket, kind="stable")
        edges = np.flatnonzero(np.diff(bucket[order])) + 1
        for group in np.split(order, edges):
            if len(group) > 1:
                _pair(group.tolist(), owners, shared)
    for later, found in sorted(shared.items()):
        for earlier, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:NEAREST]:
            yield earlier, later


def _pair(group: list[int], owners: Sequence[int], shared: dict[int, Counter[int]]) -> None:
    """Each of a bucket with the first ones of it, of other owners, and with the one just before it."""
    for place, later in enumerate(group[1:], 1):
        for earlier in {*group[: min(place, NEAREST)], group[place - 1]}:
            if owners[earlier] != owners[later]:
                shared[later][earlier] += 1
