"""Makes documents of other formats from the lines of a text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

CONTENT_TYPES = "[Content_Types].xml"


def docx_of(lines: Sequence[str]) -> bytes:
    """A Word document with one paragraph a line, a header and a footer."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料 每月收回一次"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_numbers(document: Document, levels: Sequence[tuple[str, str]]) -> str:
    """Adds a numbering of (format, text) levels to a document; its id."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "990")
    for at, (form, text) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(at))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "990")
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), "990")
    number.append(of)
    root.append(number)
    return "990"


def numbered(document: Document, text: str, number: str, level: int) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    found = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", str(level)), ("w:numId", number)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        found.append(child)
    properties.append(found)


def pdf_of(lines: Sequence[str], *, password: str | None = None, pages_of: int = 24) -> bytes:
    """A PDF with running head and page numbers, its lines broken as a printer breaks them."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    printed: list[tuple[str, bool]] = []
    for line in lines:
        body = line.strip()
        if not body:
            continue
        indent = body[0] in "一二三四五六七八九十（(第1234567890①" or len(body) > 28
        first = 26 if indent else 28
        printed.append((body[:first], indent))
        printed.extend((body[at : at + 28], False) for at in range(first, len(body), 28))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password)
    for page, start in enumerate(range(0, len(printed), pages_of)):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(79, 800, "内部文件 每月清退一次")
        canvas.drawString(290, 40, f"— {page + 1} —")
        canvas.setFont("STSong-Light", 16)
        for row, (text, indent) in enumerate(printed[start : start + pages_of]):
            canvas.drawString(79 + (32 if indent else 0), 720 - row * 28, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def blank_pdf() -> bytes:
    """A page with a drawing and no text, as a scanner makes it."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def html_of(lines: Sequence[str], *, charset: str = "utf-8") -> bytes:
    body = "".join(f"<p>&nbsp;&nbsp;{line}</p>\n" for line in lines if line.strip())
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>页面标题 每日更新</title><style>p{{}}</style>
<script>var a = "每周一次";</script></head><body><div class="top-nav"><a href="/">首页</a> 每月访问</div>
<ul><li><a href="/x">相关链接</a></li></ul>
<div id="content">{body}</div><div class="footer">版权所有 每年更新</div></body></html>"""
    return page.encode(charset)


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
