"""Which passages two texts share, exactly, wherever they stand in either."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from liangze.core.likeness.text import BREAK, Plain

LEAST = 12  # characters: shorter agreement is how everybody writes
SEED = 8
NEAR = 80.0  # percent of an item that must agree before small changes within it are looked through
SMALLEST = 3  # characters of a piece of such an item that is marked


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in both: (item, from, to) in the first and in the second text, places of the texts as written."""

    first: tuple[int, int, int]
    second: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """How much of each text is shared with the other, 0 to 1, how many characters, and where."""

    share_first: float
    share_second: float
    shared: int
    passages: tuple[Passage, ...]


def align(first: Plain, second: Plain) -> Aligned:
    """Whole passages in any order first, then items that differ only a little from one another."""
    runs = _exact(first.text, second.text)
    runs += _nearly(first.text, second.text, runs)
    runs.sort()
    shared = sum(length for _, _, length in runs)
    return Aligned(
        shared / first.size if first.size else 0.0, shared / second.size if second.size else 0.0, shared,
        tuple(Passage(_place(first, a, length), _place(second, b, length)) for a, b, length in runs),
    )


def _exact(first: str, second: str) -> list[tuple[int, int, int]]:
    """(place in the first, place in the second, length) of the longest shared passages; no character is used twice."""
    places: dict[str, list[int]] = defaultdict(list)
    for b in range(len(second) - SEED + 1):
        seed = second[b : b + SEED]
        if BREAK not in seed:
            places[seed].append(b)
    used = bytearray(len(second))
    runs, a = [], 0
    while a + SEED <= len(first):
        best = max(((_run(first, second, a, b, used), -b) for b in places.get(first[a : a + SEED], ())), default=(0, 0))
        if best[0] >= LEAST:
            b = -best[1]
            used[b : b + best[0]] = b"\1" * best[0]
            runs.append((a, b, best[0]))
            a += best[0]
        else:
            a += 1
    return runs


def _run(first: str, second: str, a: int, b: int, used: bytearray) -> int:
    length = 0
    while (
        a + length < len(first) and b + length < len(second) and first[a + length] == second[b + length] != BREAK and not used[b + length]
    ):
        length += 1
    return length


def _nearly(first: str, second: str, runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Further pieces of items that are nearly the same but cut up by small changes, outside what was found already."""
    used_first = {place for a, _, length in runs for place in range(a, a + length)}
    used_second = {place for _, b, length in runs for place in range(b, b + length)}
    found, taken = [], set()
    items = _items(second)
    for start, item in _items(first):
        if len(item) < LEAST or (start in used_first and start + len(item) - 1 in used_first):
            continue
        scored = ((fuzz.ratio(item, other, score_cutoff=NEAR), -at, other) for at, other in items if at not in taken)
        score, place, other = max(scored, default=(0.0, 0, ""))
        if score < NEAR:
            continue
        taken.add(-place)
        for piece in Indel.opcodes(item, other):
            a, b, length = start + piece.src_start, -place + piece.dest_start, piece.src_end - piece.src_start
            free = not any(a + n in used_first or b + n in used_second for n in range(length))
            if piece.tag == "equal" and length >= SMALLEST and free:
                found.append((a, b, length))
    return found


def _items(text: str) -> list[tuple[int, str]]:
    """(place, item) of all items."""
    found, place = [], 0
    for item in text.split(BREAK):
        if item:
            found.append((place, item))
        place += len(item) + 1
    return found


def _place(text: Plain, start: int, length: int) -> tuple[int, int, int]:
    item, begins = text.written(start)
    return item, begins, text.written(start + length - 1)[1] + 1
