"""The width at which a text was broken into lines by hand, by a printer or by a mail program."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

ENDS = re.compile(r"[。！？；：…][”’」』》）\"']*$")
_NARROW = re.compile(r"[\x20-\x7e]")
_INDENT = 4  # columns of the usual indent


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    start: int
    indented: bool
    blank_before: bool


@dataclass(frozen=True, slots=True)
class Wrap:
    """`width` in characters, or in columns, of which a figure or Latin letter takes one and any other character two."""

    width: int
    columns: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Wrap | None:
        """How a text was broken, or None where its lines are paragraphs."""
        characters = _of_characters([line.text for line in lines])
        if characters:
            return cls(characters, columns=False)
        columns = _of_columns(lines)
        return cls(columns, columns=True) if columns else None

    def fills(self, line: Line) -> bool:
        """Whether a line reaches the width, so that it may have been broken there."""
        if self.columns:
            return self.width - 3 <= _columns(line) <= self.width + 1
        return self.width - 1 <= len(line.text) <= self.width + 1


def _columns(line: Line) -> int:
    return 2 * len(line.text) - len(_NARROW.findall(line.text)) + (_INDENT if line.indented else 0)


def _of_characters(lines: Sequence[str]) -> int:
    """The width at which a text was broken into lines by hand or by a printer, or 0 where lines are paragraphs."""
    lengths = Counter(len(line) for line in lines if len(line) >= 12)
    total = sum(lengths.values())
    longest = max(lengths, default=0)
    if 16 <= longest <= 60:  # a short text: few lines are full, but none is longer
        full = [line for line in lines if longest - 1 <= len(line) <= longest]
        if len(full) > 1 and all(len(line) == longest for line in full) and sum(not ENDS.search(line) for line in full) >= 0.6 * len(full):
            return longest
    if total < 6:
        return 0
    longer = 0
    for width in sorted(lengths, reverse=True)[:40]:
        near = lengths[width] + lengths.get(width - 1, 0)
        if width <= 80 and near >= max(4, 0.35 * total) and longer <= 0.03 * total:
            full = [line for line in lines if width - 1 <= len(line) <= width]
            if sum(not ENDS.search(line) for line in full) >= 0.6 * len(full):
                return width
        longer += lengths[width]
    return 0


def _of_columns(lines: Sequence[Line]) -> int:
    """Nearly all lines that end within a sentence, and go on in the next line, are equally broad, and hardly any is broader."""
    if not any(line.indented for line in lines):
        return 0
    broken = Counter(
        _columns(line)
        for line, following in pairwise(lines)
        if not (following.blank_before or following.indented or len(line.text) < 12 or ENDS.search(line.text[-8:]))
    )
    total = sum(broken.values())
    if total < 6:
        return 0
    width = max(broken, key=lambda value: sum(broken[value - less] for less in range(4)))
    near = sum(broken[width - less] for less in range(4))
    broader = sum(_columns(line) > width + 1 for line in lines)
    return width if width <= 120 and near >= 0.6 * total and broader <= 0.05 * len(lines) else 0
