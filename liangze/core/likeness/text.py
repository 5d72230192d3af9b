"""Texts as they are compared: without what a copier changes first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: The end of a unit's name, by which people also call it: 云川市财政局 is said as 财政局 and 市财政局.
TAILS = (
    "委员会", "办公室", "街道办事处", "街道", "人民政府", "局", "委", "办", "镇", "乡", "县", "区", "市", "厅", "公司", "中心", "院", "村",
)
#: What makes no difference: words for "our unit", everything that is no letter, and numerals in every way of writing.
NOISE = re.compile(r"(?:[本我](?:单位|[局委办镇乡县区市厅村])|全[局镇乡县区市村]|[^\w]|[\d_]|[〇零一二三四五六七八九十百千万两第])+")
GONE = "\0"  # in the place of each character of a name
BREAK = "\n"  # between two items of a plain text: no passage runs over it


@dataclass(frozen=True, slots=True)
class Doc:
    """A text to compare. `key` is the caller's; items are the unit's own words, one text each; names are those of the unit.

    of  whose it is: texts of one owner are not compared with each other.
    """

    key: int
    of: int
    items: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """What is left of a text, its items apart by BREAK. Piece n begins at starts[n]; there it was written at places[n] (item, place)."""

    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """Characters without the breaks."""
        return len(self.text) - self.text.count(BREAK)

    def written(self, at: int) -> tuple[int, int]:
        """Where the character was written: (item, place in the item)."""
        piece = bisect_right(self.starts, at) - 1
        item, place = self.places[piece]
        return item, place + at - self.starts[piece]

    def kept(self, runs: Iterable[tuple[int, int]]) -> Plain:
        """Only these runs (from, to) of it, in order."""
        texts, starts, places, length = [], [], [], 0
        for begin, end in runs:
            first, last = bisect_right(self.starts, begin) - 1, bisect_right(self.starts, end - 1)
            for cut in (begin, *self.starts[first + 1 : last]):
                starts.append(length + cut - begin)
                places.append(self.written(cut))
            texts.append(self.text[begin:end])
            length += end - begin
        return Plain("".join(texts), tuple(starts), tuple(places))


def plain(doc: Doc) -> Plain:
    """The document as it is compared."""
    names = ways_to_say(doc.names)
    texts, starts, places, length = [], [], [], 0
    for number, item in enumerate(doc.items):
        for place, piece in _pieces(item, names):
            texts.append(piece)
            starts.append(length)
            places.append((number, place))
            length += len(piece)
        if texts and texts[-1] != BREAK:
            texts.append(BREAK)
            starts.append(length)
            places.append((number, len(item)))
            length += 1
    return Plain("".join(texts), tuple(starts), tuple(places))


def ways_to_say(names: Iterable[str]) -> tuple[str, ...]:
    """The names and the short ways of saying them, the longest first."""
    said: set[str] = set()
    for name in map(str.strip, names):
        if len(name) > 1:
            said |= {name, *(name[start:] for start in range(1, len(name) - 2) if name.endswith(TAILS))}
    return tuple(sorted(said, key=lambda each: (-len(each), each)))


def _pieces(item: str, names: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(place, words) of what counts in an item, in small letters."""
    small = item.lower()
    words = small if len(small) == len(item) else item  # a few letters of other scripts grow when made small: places must not move
    for name in names:
        if name in words:
            words = words.replace(name, GONE * len(name))
    place = 0
    for noise in NOISE.finditer(words):
        if noise.start() > place:
            yield place, words[place : noise.start()]
        place = noise.end()
    if place < len(words):
        yield place, words[place:]
