"""Paragraphs → sections: each labelled unit with the stretches of text that are its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from liangze.reading.headings import SENTENCE, SENTENCE_END, may_be_heading, stands_alone, unlabelled_headings
from liangze.reading.inline import labels_in
from liangze.reading.labels import ANNEX, ANNEX_LINE, ARTICLE, CIRC, CN, HEADING, NTH, NUM, OUTER, PCN, PNUM, Label, decimal_at, label_at
from liangze.reading.lines import DATE_LINE, Paragraph
from liangze.reading.tree import Tree

_INNER = (NUM, PNUM, CIRC, PCN)
_LOOK_AHEAD = 40


@dataclass(slots=True)
class Stretch:
    """Part of a paragraph: `paragraph.text[start:end]`."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


@dataclass(slots=True)
class Section:
    """A labelled unit. `heading` is the stretch on the label's line where that is a heading only."""

    path: tuple[str, ...]
    kind: str
    parent: Section | None
    heading: Stretch | None = None
    own: list[Stretch] = field(default_factory=list)
    label: Stretch | None = None
    doer: str | None = None  # whom a table names for this row


def sections(paragraphs: Sequence[Paragraph]) -> tuple[list[Section], list[Paragraph]]:
    """The sections of an instrument and its annexes in reading order, and the paragraphs that belong to none."""
    return _Builder(paragraphs).build()


def unlabelled(paragraphs: Sequence[Paragraph]) -> Section:
    """A text without any label as one section with an empty path."""
    return Section((), HEADING, None, own=[Stretch(paragraph, 0, len(paragraph.text)) for paragraph in paragraphs])


class _Builder:
    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.tree = Tree()
        self.sections: list[Section] = []
        self.by_path: list[Section] = []  # the sections on the current path
        self.loose: list[Paragraph] = []
        self.labels: list[list[Label]] = [_labels(p) for p in paragraphs]
        self._decimals()
        self.ahead = [label for found in self.labels for label in found]
        self.seen = 0
        self.titles = unlabelled_headings(paragraphs, self.labels)
        self.body: tuple[int, int] | None = None  # where its last label stands and where it ends, once it was asked for

    def build(self) -> tuple[list[Section], list[Paragraph]]:
        index = 0
        while index < len(self.paragraphs):
            paragraph, found = self.paragraphs[index], self.labels[index]
            if not (found and found[0].start == 0) and (annex := self._annex(index)):
                self.seen += len(found)  # 附件：1.…；2.…: titles, no clauses
                index = annex
                continue
            if not found and index in self.titles:
                self._heading_section(paragraph)
            elif not found or found[0].start > 0:
                self._unlabelled(index, found)
            else:
                self._labelled(paragraph, found)
            index += 1
        return self.sections, self.loose

    def _decimals(self) -> None:
        """Labels 1.1, 1.2, 2.1: those that follow on the number above them, or on the one before."""
        heads = {index: label for index, p in enumerate(self.paragraphs) if p.text[:1].isdigit() and (label := decimal_at(p.text))}
        part, last = "", 0
        for index in sorted(heads) if len(heads) > 1 else ():
            label = heads[index]
            prefix = label.printed.rpartition(".")[0]
            before = self.labels[max(0, index - 2 * _LOOK_AHEAD) : index]
            above = next((found[0].printed for found in reversed(before) if found and found[0].start == 0), "")
            follows = label.number == (last + 1 if prefix == part else 1)
            if follows and (prefix in (part, above) or above in ("", f"{part}.{last}")):
                self.labels[index] = labels_in(self.paragraphs[index].text, label)
                part, last = prefix, label.number

    # labelled text

    def _labelled(self, paragraph: Paragraph, found: list[Label]) -> None:
        for position, label in enumerate(found):
            end = found[position + 1].start if position + 1 < len(found) else len(paragraph.text)
            self.seen += 1
            if self.tree.restarts(label):
                self._restart()
            path = self.tree.add(label, self.ahead[self.seen : self.seen + _LOOK_AHEAD])
            section = self._open(path, self.tree.stack[-1].kind)
            section.label = Stretch(paragraph, label.start, label.end)
            stretch = _trimmed(paragraph, label.end, end)
            section.doer = paragraph.row.doer if paragraph.row else None
            if not paragraph.row and position + 1 == len(found) and position == 0 and stands_alone(stretch.text, label.kind):
                section.heading = stretch
            elif stretch.start < stretch.end:
                section.own.append(stretch)

    def _restart(self) -> None:
        """A second list begins: the heading line before it, if there is one, becomes its outermost label."""
        last = self.sections[-1] if self.sections else None
        if last and last.own and last.own[-1].start == 0 and may_be_heading(last.own[-1].text):
            stretch = last.own.pop()
            self._begin(HEADING, " ".join(stretch.text.split()), stretch)

    def _open(self, path: tuple[str, ...], kind: str) -> Section:
        del self.by_path[len(path) - 1 :]
        section = Section(path, kind, self.by_path[-1] if self.by_path else None)
        self.by_path.append(section)
        self.sections.append(section)
        return section

    def _begin(self, kind: str, printed: str, label: Stretch) -> Section:
        section = self._open(self.tree.restart(kind, printed), kind)
        section.label = label
        return section

    # text without a label

    def _unlabelled(self, index: int, found: list[Label]) -> None:
        paragraph = self.paragraphs[index]
        end = found[0].start if found else len(paragraph.text)
        section = self._owner(index)
        if section is None:
            if not found:
                self.loose.append(paragraph)
                return
        else:
            section.own.append(_trimmed(paragraph, 0, end))
        if found:
            if section is None:
                self.loose.append(Paragraph(paragraph.text[:end], paragraph.starts, paragraph.ats))
            self._labelled(paragraph, found)

    def _owner(self, index: int) -> Section | None:
        """The section that an unlabelled paragraph belongs to: the last one, or its parent for closing words."""
        if not self.sections:
            return None
        last = self.sections[-1]
        if last.kind not in _INNER or last.parent is None or not last.own:
            return last
        if not SENTENCE_END.search(last.own[-1].text) or last.own[-1].start == 0:
            return last
        if not SENTENCE_END.search(self.paragraphs[index].text) or self._goes_on(index, last.kind):
            return last
        siblings = [s for s in reversed(self.sections[-_LOOK_AHEAD:-1]) if s.parent is last.parent and s.kind == last.kind]
        if not siblings or any(len(sibling.own) > 1 for sibling in siblings):
            return last
        owner = last.parent
        while self._at_end(index) and owner.kind in _INNER and owner.parent is not None:
            owner = owner.parent  # the last words of all: of the whole part
        return owner

    def _at_end(self, index: int) -> bool:
        """Whether the paragraph stands in the body, and none of its clauses follows."""
        if self.body is None:
            annexes = (i for i, p in enumerate(self.paragraphs) if p.text.startswith("附") and ANNEX_LINE.match(p.text))
            end = next(annexes, len(self.paragraphs))
            self.body = max((i for i, found in enumerate(self.labels[:end]) if found), default=-1), end
        return self.body[0] < index < self.body[1]

    def _goes_on(self, index: int, kind: str) -> bool:
        """Whether the items of this kind go on behind the paragraph; an annex is another part."""
        above = {*OUTER, ARTICLE, CN, NTH} | {section.kind for section in self.by_path[:-1]}
        for later in range(index + 1, min(len(self.paragraphs), index + _LOOK_AHEAD)):
            label = next(iter(self.labels[later]), None)
            if label and label.kind == kind:
                return label.number > 1
            if label and label.kind in above:
                return False
            if ANNEX_LINE.match(self.paragraphs[later].text):
                return False
        return False

    # annexes

    def _annex(self, index: int) -> int | None:
        """Opens an annex that begins at `index`; the index behind its title, or None where none begins."""
        text = self.paragraphs[index].text
        match = ANNEX_LINE.match(text) if text.startswith("附") else None
        if match is None or len(text) > 60:
            return None
        again = index + 1 < len(self.paragraphs) and ANNEX_LINE.match(self.paragraphs[index + 1].text)
        if not match["title"] and again:
            self.loose.append(self.paragraphs[index])
            return index + 1  # 附件： with nothing behind it, and then the annex
        if match["title"] and not self._has_body(index):
            self.loose.append(self.paragraphs[index])  # it only announces the annex
            return self._behind_titles(index + 1)
        printed = "附" + match["word"] + match["no"]
        section = self._begin(ANNEX, printed, Stretch(self.paragraphs[index], 0, match.start("title")))
        if match["title"]:
            section.own.append(Stretch(self.paragraphs[index], match.start("title"), len(text)))
            return index + 1
        index += 1
        while index < len(self.paragraphs) and not self.labels[index] and may_be_heading(self.paragraphs[index].text):
            if len(section.own) > 2 or ANNEX_LINE.match(self.paragraphs[index].text):
                break
            section.own.append(_trimmed(self.paragraphs[index], 0, len(self.paragraphs[index].text)))
            index += 1
        return index

    def _behind_titles(self, index: int) -> int:
        """The index behind the numbered titles that go on from 附件：1.…"""
        number = 2
        while index < len(self.paragraphs) and len(self.paragraphs[index].text) <= 60:
            found = self.labels[index]
            if len(found) != 1 or found[0].kind != NUM or found[0].number != number or SENTENCE.search(self.paragraphs[index].text):
                break
            self.loose.append(self.paragraphs[index])
            self.seen += 1
            number += 1
            index += 1
        return index

    def _has_body(self, index: int) -> bool:
        """Whether text of its own follows a line 附件1：title, and not the next such line or the signature."""
        for later in range(index + 1, len(self.paragraphs)):
            text = self.paragraphs[later].text
            if text.startswith("附") and ANNEX_LINE.match(text):
                return False
            if DATE_LINE.match(text):
                return False
            if self.labels[later] and SENTENCE.search(text):
                return True
            if later - index > 6:
                return bool(SENTENCE.search(text))
        return False

    # headings without a label

    def _heading_section(self, paragraph: Paragraph) -> None:
        stretch = Stretch(paragraph, 0, len(paragraph.text))
        self._begin(HEADING, " ".join(paragraph.text.split()), stretch)


def _labels(paragraph: Paragraph) -> list[Label]:
    """The labels of a paragraph; the number of a row in a table is its label, and there are none inside."""
    row = paragraph.row
    if row:
        return [Label(NUM, row.number, str(row.number), 0, row.begins)]
    return labels_in(paragraph.text, label_at(paragraph.text))


def _trimmed(paragraph: Paragraph, start: int, end: int) -> Stretch:
    text = paragraph.text
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Stretch(paragraph, start, end)
