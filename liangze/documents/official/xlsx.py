"""A Paper as a workbook: a sheet for each grid, what is said before it above, ready to print."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liangze.documents.official.words import dated, numbered, plain
from liangze.documents.paper import Block, Column, Facts, Grid, Heading, Paper, Paragraph

_NAME = re.compile(r"[\[\]:*?/\\'\U00010000-\U0010ffff]")
_CHARACTERS = {False: 88.0, True: 128.0}  # width of a printed page in characters of the standard font, upright and across
_LIMIT = 32_767  # characters in a cell


def xlsx(paper: Paper) -> bytes:
    """The workbook: A4, one page wide, heads repeated, numbers — 1 —. Everything is written as text: nothing that a person
    typed becomes a formula, a link or a number (007 stays 007)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    moment = datetime(2000, 1, 1) if paper.day is None else datetime(paper.day.year, paper.day.month, paper.day.day)  # noqa: DTZ001 - xlsxwriter writes it as UTC and takes no zone
    book.set_properties({"title": _fit(paper.title), "author": _fit(paper.issuer), "created": moment})
    parts = _parts(paper.blocks)
    taken: set[str] = set()
    for at, (before, grid, after) in enumerate(parts):
        sheet = _Sheet(book, book.add_worksheet(_sheet_name(_called(before, grid) if len(parts) > 1 else paper.title, taken)), paper, grid)
        if at == 0:
            sheet.head()
        sheet.say(before)
        sheet.grid()
        sheet.say(after)
        if at == len(parts) - 1:
            sheet.tail()
    book.close()
    return out.getvalue()


def _parts(blocks: Sequence[Block]) -> list[tuple[list[Block], Grid | None, list[Block]]]:
    """(what stands before, the grid, what stands after the last grid) for each grid; one part without a grid when there is none."""
    parts: list[tuple[list[Block], Grid | None, list[Block]]] = []
    waiting: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            parts.append((waiting, block, []))
            waiting = []
        else:
            waiting.append(block)
    if not parts:
        return [(waiting, None, [])]
    parts[-1][2].extend(waiting)
    return parts


def _called(before: Sequence[Block], grid: Grid | None) -> str:
    """What a sheet of several is called: by its grid, else by the last heading above it."""
    headings = [block.text for block in before if isinstance(block, Heading)]
    return (grid.caption if grid else "") or (headings[-1] if headings else "")


class _Sheet:
    """One worksheet, written from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, page: Worksheet, paper: Paper, grid: Grid | None) -> None:
        self.book, self.page, self.paper, self.block = book, page, paper, grid
        self.columns = grid.columns if grid else (Column("", 1), Column("", 3))
        self.line = 0
        self.width = _CHARACTERS[paper.wide]
        total = sum(column.width for column in self.columns)
        self.widths = [max(4.0, column.width / total * self.width) for column in self.columns]
        for at, width in enumerate(self.widths):
            page.set_column(at, at, width)
        page.set_landscape() if paper.wide else page.set_portrait()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(*((1.38, 1.46, 1.1, 1.02) if paper.wide else (1.1, 1.02, 1.46, 1.38)))
        page.set_footer('&C&"宋体,常规"&14— &P —')
        self.formats: dict[tuple[object, ...], Format] = {}

    def head(self) -> None:
        paper = self.paper
        if paper.number:
            self.across(numbered(paper.number), face="仿宋_GB2312", size=12, align="center")
        self.across(paper.title, face="方正小标宋简体", size=18, align="center")
        if paper.subtitle:
            self.across(paper.subtitle, face="楷体_GB2312", size=12, align="center")
        if paper.addressee:
            self.across(paper.addressee)

    def say(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block:
                case Heading(text, level):
                    self.across(text, face="黑体" if level == 1 else "楷体_GB2312", size=12)
                case Paragraph(text):
                    self.across("　　" + text)
                case Facts(rows):
                    for name, value in rows:
                        self.fact(name, value)

    def grid(self) -> None:
        if self.block is None:
            return
        if self.block.caption:
            self.across(self.block.caption, face="黑体", size=12, align="center")
        first = self.line
        for at, column in enumerate(self.columns):
            self.page.write_string(first, at, _fit(column.title), self.format("黑体", 10.5, "center", border=1))
        for row in self.block.rows:
            self.line += 1
            for at, (words, column) in enumerate(zip(row, self.columns, strict=True)):
                self.page.write_string(self.line, at, _fit(words), self.format("仿宋_GB2312", 10.5, column.align, border=1))
        self.page.repeat_rows(first)
        self.page.freeze_panes(first + 1, 0)
        self.page.autofilter(first, 0, self.line, len(self.columns) - 1)
        self.line += 1

    def tail(self) -> None:
        paper = self.paper
        for at, name in enumerate(paper.attachments, 1):
            self.across(f"附件：{name}" if len(paper.attachments) == 1 else f"附件{at}：{name}")
        for box in paper.signatures:
            self.across(f"{box.role}：{box.name}　　　　　　　　签名：", size=12)
        for words in (paper.issuer, dated(paper.day)):
            if words:
                self.across(words, align="right")
        if paper.note:
            self.across(paper.note, size=9)

    def across(self, words: str, *, face: str = "仿宋_GB2312", size: float = 12, align: str = "left") -> None:
        """A line over all columns, as high as its words need: Excel does not do so for merged cells."""
        fit = _fit(words)
        shape = self.format(face, size, align)
        last = len(self.columns) - 1
        if last:
            self.page.merge_range(self.line, 0, self.line, last, "", shape)
        self.page.write_string(self.line, 0, fit, shape)
        room = self.width * 11 / size
        lines = sum(max(1, math.ceil(_columns(line) / room)) for line in fit.split("\n"))
        self.page.set_row(self.line, min(409, lines * size * 1.4 + 6))
        self.line += 1

    def fact(self, name: str, value: str) -> None:
        last = len(self.columns) - 1
        named, valued = self.format("黑体", 10.5, "left", border=1), self.format("仿宋_GB2312", 10.5, "left", border=1)
        if last == 0:
            self.page.write_string(self.line, 0, f"{_fit(name)}：{_fit(value)}", valued)
        else:
            self.page.write_string(self.line, 0, _fit(name), named)
            if last > 1:
                self.page.merge_range(self.line, 1, self.line, last, "", valued)
            self.page.write_string(self.line, 1, _fit(value), valued)
            lines = math.ceil(max(_columns(name) / self.widths[0], _columns(value) / sum(self.widths[1:]), 1))
            self.page.set_row(self.line, min(409, lines * 15 + 5))
        self.line += 1

    def format(self, face: str, size: float, align: str, border: int = 0) -> Format:
        key = (face, size, align, border)
        if key not in self.formats:
            values = {"font_name": face, "font_size": size, "align": align, "valign": "vcenter", "text_wrap": True, "border": border}
            self.formats[key] = self.book.add_format(values)
        return self.formats[key]


def _fit(words: str) -> str:
    return plain(words)[:_LIMIT]


def _columns(words: str) -> int:
    """Width in characters of the standard font: a Chinese one takes two."""
    return sum(1 if character < "\u2000" else 2 for character in words)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """At most 31 characters, none that Excel refuses, no name twice."""
    base = _NAME.sub("", _fit(wanted).replace("\n", " ")).strip()[:27].strip() or "表"
    base = "表" if base.lower() == "history" else base
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base}（{number}）"
    taken.add(name.lower())
    return name
