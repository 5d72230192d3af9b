"""Lines of a text → paragraphs: broken lines are joined, page furniture is set aside, every character stays accounted for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from liangze.reading.labels import ANNEX_LINE, label_at
from liangze.reading.noise import is_noise
from liangze.reading.table import Row, rows
from liangze.reading.wrap import ENDS, Line, Wrap

_DAY = r"(?:\d{4}|[一二三四五六七八九零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
DATE_LINE = re.compile(rf"^（?\s*{_DAY}\s*）?$")
#: The number of a document stands alone on its line.
_NUMBER_LINE = re.compile(r"^[\u4e00-\u9fff]{2,14}\s*[〔［\[（【(]\s*\d{4}\s*[〕］\]）】)]\s*第?\s*\d{1,4}\s*号$")
_OPEN = re.compile(r"(?:[，、（《“]|[和与及或的])$")
_SENTENCE = re.compile(r"[。；！？]")
_PULL = ("●", "■", "◆", "★", "▲", "※")


@dataclass(slots=True)
class Paragraph:
    """A paragraph in one width, joined from lines. `source(i)` is the place of its i-th character in the document."""

    text: str
    starts: list[int]  # of each line, in the document
    ats: list[int] = field(default_factory=lambda: [0])  # of each line, in the paragraph
    blank_before: bool = False
    row: Row | None = None

    def source(self, index: int) -> int:
        """The document offset of character `index`; at the end, the offset behind the last character."""
        if len(self.ats) == 1:
            return self.starts[0] + index
        line = bisect_right(self.ats, index) - 1
        return self.starts[line] + index - self.ats[line]

    def source_end(self, index: int) -> int:
        """The document offset behind character `index - 1`."""
        return self.source(index - 1) + 1 if index else self.starts[0]


def paragraphs(text: str) -> tuple[list[Paragraph], list[Line]]:
    """Paragraphs of a text in one width, and the lines set aside as page furniture."""
    lines, aside = _lines(text)
    wrap = Wrap.of(lines)
    indents = wrap is not None and sum(line.indented for line in lines) > 2
    found: list[Paragraph] = []
    parts: list[str] = []
    previous: Line | None = None
    table = rows([line.text for line in lines])
    for index, line in enumerate(lines):
        apart = index in table or index - 1 in table
        if previous is not None and not apart and _goes_on(previous, parts, line, wrap, indents=indents):
            last = found[-1]
            last.ats.append(sum(map(len, parts[-1:])) + last.ats[-1])
            last.starts.append(line.start)
            parts.append(line.text)
        else:
            if len(parts) > 1:
                found[-1].text = "".join(parts)
            found.append(Paragraph(line.text, [line.start], blank_before=line.blank_before, row=table.get(index)))
            parts = [line.text]
        previous = line
    if len(parts) > 1:
        found[-1].text = "".join(parts)
    return found, aside


def _lines(text: str) -> tuple[list[Line], list[Line]]:
    kept: list[Line] = []
    aside: list[Line] = []
    start, blank = 0, False
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            indent = len(raw) - len(raw.lstrip())
            line = Line(body, start + indent, indent >= 2, blank)
            if is_noise(body):
                aside.append(line)
                blank = True  # a page may have been cut here
            else:
                kept.append(line)
                blank = False
        else:
            blank = True
        start += len(raw) + 1
    return kept, aside


def _goes_on(previous: Line, parts: list[str], line: Line, wrap: Wrap | None, *, indents: bool) -> bool:
    """Whether `line` is the rest of the paragraph that `previous` belongs to."""
    last, text = previous.text, line.text
    full = wrap is not None and wrap.fills(previous)
    ended = ENDS.search(last, max(0, len(last) - 8)) is not None
    if _stands_alone(text) or _stands_alone(last) or text.startswith(_PULL) or last.startswith(_PULL):
        return False
    if text.startswith("附") and ANNEX_LINE.match(text) and len(text) < 60 and not (full and not ended):
        return False
    if label_at(text) is not None:
        return False
    if full and not line.blank_before:
        return not (indents and line.indented)
    if ended:
        return False
    if full:
        return not _like_heading(parts)
    if wrap and not line.blank_before:
        return False
    if _OPEN.search(last, max(0, len(last) - 2)):
        return not _like_heading(parts)
    return not _like_heading(parts) and not (line.indented and not line.blank_before and len(parts) == 1 and previous.indented)


def _stands_alone(text: str) -> bool:
    """Whether a line is a date or the number of the document."""
    if len(text) >= 40:
        return False
    return ("日" in text and DATE_LINE.match(text) is not None) or ("号" in text and _NUMBER_LINE.match(text) is not None)


def _like_heading(parts: list[str]) -> bool:
    """Whether what stands so far may well be a heading or a line of a title: short, and no sentence in it."""
    if len(parts) > 3:
        return False
    text = "".join(parts)
    if _SENTENCE.search(text):
        return False
    return len(text) <= 40 if "，" not in text or label_at(text) is not None else len(text) <= 28
