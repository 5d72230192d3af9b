"""Pairs that may be alike: texts whose signatures agree in a whole band (locality-sensitive hashing), or that have whole items in common.

The first finds texts that are alike as a whole, the second a few items taken over into a longer text of other words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from liangze.core.likeness.text import BREAK

BANDS, ROWS = 32, 4  # texts of which nine tenths agree are found with certainty for all purposes, of which a third, one in three
ITEM = 16  # characters from which on a whole item says something
NEAREST = 6  # earlier texts with which one is compared: of a text that everybody copied each copy is found, not each pair


def candidates(signatures: NDArray[np.uint32], texts: Sequence[str], owners: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of rows (earlier, later). Rows stand in the order in which the texts came about; rows of one owner make no pair.

    Each row is paired with at most NEAREST earlier ones: those with which it shares most bands and items. The work therefore grows with the
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
    for same in _same_items(texts):
        _pair(same, owners, shared)
    for later, found in sorted(shared.items()):
        for earlier, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:NEAREST]:
            yield earlier, later


def _same_items(texts: Sequence[str]) -> Iterator[list[int]]:
    """Rows that have an item of some length in common, item by item."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        for item in set(text.split(BREAK)):
            if len(item) >= ITEM:
                rows[item].append(row)
    return (group for group in rows.values() if len(group) > 1)


def _pair(group: list[int], owners: Sequence[int], shared: dict[int, Counter[int]]) -> None:
    """Each of a bucket with the first ones of it, of other owners, and with the one just before it."""
    for place, later in enumerate(group[1:], 1):
        for earlier in {*group[: min(place, NEAREST)], group[place - 1]}:
            if owners[earlier] != owners[later]:
                shared[later][earlier] += 1
