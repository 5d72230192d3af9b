"""The text of a document in paragraphs, exactly as it stands, with marks over the words that drafts rest on.

Nothing is left out but line breaks and the white space around them: a line broken by a mail program or a PDF is
joined again. Pieces are plain text; escaping is the template's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

ENDS = "。！？；：:;.!?」”）)】〕"
WRAPPED = 18  # a line shorter than this is not the upper part of a broken one
LEAD = 28  # a first sentence up to this length is printed bold, as the genre has it
LONG = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `text[start:end]` that carry the time of the drafts `numbers`; `current` when one of them is open."""

    start: int
    end: int
    numbers: tuple[int, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. kind: "" plain, "strong" label or lead, "mark"; numbers: drafts noted behind it."""

    text: str
    kind: str = ""
    numbers: tuple[int, ...] = ()
    current: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """tag: h2, h3 or p.  anchor: id of the clause that begins here, or ""."""

    tag: str
    pieces: tuple[Piece, ...]
    anchor: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Part of the text that belongs to one clause, its label included; `clause` is its position, None before the first."""

    clause: int | None
    start: int
    body: int
    end: int


def anchor_of(position: int) -> str:
    """Id of a clause on the page."""
    return f"c-{position}"


def paragraphs(
    text: str, clauses: Sequence[Mapping[str, Any]], marks: Sequence[Mark], *, current: int | None = None
) -> tuple[Paragraph, ...]:
    """All paragraphs. `current`: position of the clause whose draft is open."""
    found: list[Paragraph] = []
    for block in blocks(text, clauses):
        clause = clauses[block.clause] if block.clause is not None else None
        for n, lines in enumerate(joined(text, lines_of(text, block))):
            first = n == 0 and clause is not None
            strong = _strong(text, block, lines, clause) if first and clause is not None else None
            tag = "p"
            if first and clause is not None and strong is not None and strong >= lines[-1][1]:
                tag = "h2" if len(clause["path"]) == 1 else "h3"
            pieces = tuple(piece for a, b in lines for piece in pieces_of(text, a, b, marks, strong if strong else a))
            anchor = anchor_of(block.clause) if first and block.clause is not None else ""
            found.append(Paragraph(tag, pieces, anchor, block.clause is not None and block.clause == current))
    return tuple(found)


def blocks(text: str, clauses: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The text cut at the labels of the clauses; together the blocks are the whole text."""
    starts: list[int] = []
    before = 0
    for clause in clauses:
        starts.append(label_start(text, before, clause["start"]))
        before = max(clause["end"], clause["start"])
    ends = [*starts[1:], len(text)] if starts else []
    found = [Block(n, s, max(s, c["start"]), max(s, e)) for n, (s, e, c) in enumerate(zip(starts, ends, clauses, strict=True))]
    first = starts[0] if starts else len(text)
    return [Block(None, 0, first, first), *found] if first else found


def label_start(text: str, after: int, start: int) -> int:
    """Where the label before `start` begins: the last run of words between the clause before and this one."""
    gap = text[after:start]
    kept = gap.rstrip()
    line = max(kept.rfind("\n"), kept.rfind("\r")) + 1
    while line < len(kept) and kept[line].isspace():
        line += 1
    return after + line if kept else start


def lines_of(text: str, block: Block) -> list[tuple[int, int, bool]]:
    """(start, end, indented) of each line with words in it, without the white space around."""
    found, a = [], block.start
    for raw in text[block.start : block.end].splitlines(keepends=True):
        words = raw.strip()
        if words:
            left = len(raw) - len(raw.lstrip())
            found.append((a + left, a + left + len(words), left > 0 and a != block.start))
        a += len(raw)
    return found


def joined(text: str, lines: Sequence[tuple[int, int, bool]]) -> list[list[tuple[int, int]]]:
    """Lines that belong to one paragraph, together: one is continued when it is long and does not end a sentence."""
    found: list[list[tuple[int, int]]] = []
    for a, b, indented in lines:
        last = found[-1][-1] if found else None
        if last and not indented and last[1] - last[0] >= WRAPPED and text[last[1] - 1] not in ENDS:
            found[-1].append((a, b))
        else:
            found.append([(a, b)])
    return found


def pieces_of(text: str, start: int, end: int, marks: Sequence[Mark], strong: int) -> list[Piece]:
    """`text[start:end]` cut at marks; what lies before `strong` is bold. Joined again, the pieces are the text."""
    cuts = {start, end, min(max(strong, start), end)}
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    for mark in inside:
        cuts |= {max(mark.start, start), min(mark.end, end)}
    found, edges = [], sorted(cuts)
    for a, b in pairwise(edges):
        over = [mark for mark in inside if mark.start <= a and b <= mark.end]
        numbers = tuple(sorted({n for mark in over if mark.end == b for n in mark.numbers}))
        kind = "mark" if over else "strong" if b <= strong else ""
        found.append(Piece(text[a:b], kind, numbers, any(mark.current for mark in over), b - a > LONG))
    return found


def _strong(text: str, block: Block, lines: Sequence[tuple[int, int]], clause: Mapping[str, Any]) -> int | None:
    """Up to where the first paragraph is bold: label, heading, or a short first sentence with more behind it."""
    a, b = lines[0][0], lines[-1][1]
    if clause.get("heading"):
        return b if len(lines) == 1 else max(block.body, a)
    if block.end >= b and b - a <= LEAD and not text[a:b].rstrip().endswith(tuple("。；;")):
        return b
    stop = text.find("。", block.body, b)
    if 0 <= stop < b - 1 and stop - block.body <= LEAD:
        return stop + 1
    return max(block.body, a) if block.body <= b else a
