"""A Paper as a Word document: the page of GB/T 9704-2012, real styles and the typefaces' names that officials know.

Word replaces a typeface that a machine has not got; the names stay, so the same file is right where they are installed.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx as word
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from liangze.documents.official import docx_styles as styles
from liangze.documents.official import docx_tables as tables
from liangze.documents.official.docx_parts import element, field
from liangze.documents.official.titles import title_lines
from liangze.documents.official.words import dated, numbered, plain
from liangze.documents.paper import Facts, Grid, Heading, Paper, Paragraph


def docx(paper: Paper) -> bytes:
    """The document; tables repeat their head, pages are numbered — 1 — at the outer edge."""
    document = word.Document()
    styles.define(document)
    _page(document, paper)
    _properties(document, paper)
    _head(document, paper)
    for block in paper.blocks:
        _add(document, block)
    _tail(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document, paper: Paper) -> None:
    """天头37 订口28 版心156×225; across: the sheet turned by a quarter. 22 lines of 28 characters."""
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if paper.wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if paper.wide else WD_ORIENT.PORTRAIT
    margins = (28, 26, 35, 37) if paper.wide else (37, 35, 28, 26)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (Mm(each) for each in margins)
    section.footer_distance = Mm(margins[1] - 7 - 5)
    grid = section._sectPr.find(qn("w:docGrid"))  # python-docx has no name for the grid of a section
    if grid is not None:
        section._sectPr.remove(grid)
    section._sectPr.append(element("w:docGrid", type="linesAndChars", linePitch=str(styles.PITCH), charSpace=str(styles.CHAR_SPACE)))
    document.settings.odd_and_even_pages_header_footer = True
    right, left = (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left")
    for footer, side, edge in (right, left):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style, line.alignment = document.styles["页码"], side
        line._p.get_or_add_pPr().insert_element_before(element("w:ind", **{f"{edge}Chars": "100", edge: "280"}), "w:jc")
        line.add_run("— ")
        field(line, "PAGE")
        line.add_run(" —")


def _properties(document: Document, paper: Paper) -> None:
    core = document.core_properties
    core.title, core.author, core.language, core.comments = plain(paper.title), plain(paper.issuer), "zh-CN", plain(paper.note)
    day = paper.day
    core.created = core.modified = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)


def _head(document: Document, paper: Paper) -> None:
    if paper.number:
        if paper.issuer:
            mark = _line(document, paper.issuer, "发文机关标志")
            for run in mark.runs:
                run.font.size = Pt(max(16, min(48, 420 // len(paper.issuer))))
        _line(document, numbered(paper.number), "发文字号")
    _line(document, title_lines(plain(paper.title), room=29 if paper.wide else 20), "Title")
    if paper.subtitle:
        _line(document, paper.subtitle, "Subtitle")
    _line(document, "", "无缩进")
    if paper.addressee:
        _line(document, paper.addressee, "无缩进")


def _add(document: Document, block: Heading | Paragraph | Facts | Grid) -> None:
    match block:
        case Heading(text, level):
            _line(document, text, f"Heading {min(max(level, 1), 4)}")
        case Paragraph(text):
            for line in text.splitlines() or [""]:
                _line(document, line, "Normal")
        case Facts(rows):
            tables.facts(document, rows)
        case Grid():
            tables.grid(document, block)


def _tail(document: Document, paper: Paper) -> None:
    """Attachments, signatures, name and day, note; kept on one page with the line before them."""
    first = max(len(document.paragraphs) - 1, 0)
    several = len(paper.attachments) > 1
    for index, name in enumerate(paper.attachments):
        if index == 0:
            _line(document, "", "无缩进")
        number = f"{index + 1}. " if several else ""
        line = _line(document, ("附件：" if index == 0 else "") + number + name, "无缩进")
        line.paragraph_format.left_indent = Pt(5 * 16 + (24 if several else 0))
        line.paragraph_format.first_line_indent = Pt((-3 * 16 if index == 0 else 0) - (24 if several else 0))
    if paper.signatures:
        _line(document, "", "无缩进")
        tables.signatures(document, paper.signatures)
    day = dated(paper.day)
    if paper.issuer or day:
        _line(document, "", "无缩进")
        _signed_by(document, paper.issuer, day, 225 if paper.wide else 156)
    for line in document.paragraphs[first:-1]:
        line.paragraph_format.keep_with_next = True
    if paper.note:
        _line(document, paper.note, "附注")


def _signed_by(document: Document, issuer: str, day: str, width: float) -> None:
    """成文日期右空四字，署名以成文日期为准居中; a long name comes closer to the edge."""
    column = max(len(issuer), 7) * 16
    right = 4 * 16 if len(issuer) <= 11 else 2 * 16
    for words in (issuer, day):
        if words:
            line = _line(document, words, "无缩进")
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.left_indent = Pt(max(0, Mm(width).pt - column - right))
            line.paragraph_format.right_indent = Pt(right)


def _line(document: Document, words: str, style: str) -> Line:
    return document.add_paragraph(plain(words), style=style)
