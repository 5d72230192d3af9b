"""Tables of a Word document: grids with a repeated head, head data, places for signatures.

Written as WordprocessingML at once: cell by cell through python-docx a ledger of 300 rows takes seven seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from liangze.documents.official.widths import may_break, shares, table_size
from liangze.documents.official.words import plain
from liangze.documents.paper import Grid, SignatureBox

_MM = 56.6929  # twentieths of a point in a millimetre
_SIDES = (("top", 60), ("left", 80), ("bottom", 60), ("right", 80))
_MARGINS = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _SIDES)
_LINES = ("top", "left", "bottom", "right", "insideH", "insideV")
_EDGES = "".join(f'<w:{line} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for line in _LINES)


def grid(document: Document, block: Grid) -> None:
    """Column widths by their shares; a row stays on one page unless it is very long."""
    if block.caption:
        document.add_paragraph(plain(block.caption), style="表题").paragraph_format.keep_with_next = True
    size = table_size(len(block.columns))
    widths = [share * 20 for share in shares(block.columns, points=_width(document) * _MM / 20, size=size)]
    titled = list(zip(block.columns, widths, strict=True))
    head = _row([_cell(column.title, width, "表头", "center", size) for column, width in titled], head=True)
    rows = [head]
    for row in block.rows:
        cells = [_cell(words, width, "表文", column.align, size) for words, (column, width) in zip(row, titled, strict=True)]
        rows.append(_row(cells, whole=not may_break(row)))
    _place(document, rows, widths)


def facts(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """Names left, values right."""
    if rows:
        whole = _width(document)
        first = min(max(len(name) for name, _ in rows) * 5.2 + 6, whole / 3)
        widths = [first * _MM, (whole - first) * _MM]
        lines = [_row([_cell(words, width, "要目", "left") for words, width in zip(row, widths, strict=True)]) for row in rows]
        _place(document, lines, widths)


def signatures(document: Document, boxes: Sequence[SignatureBox]) -> None:
    """Two beside each other, role and name above, room to sign below."""
    widths = [_width(document) / 2 * _MM] * 2
    words = [f"{box.role}\n{box.name}" for box in boxes] + [""] * (len(boxes) % 2)
    cells = [_cell(each, widths[0], "要目", "left", place="top") for each in words]
    _place(document, [_row(cells[at : at + 2], height=1900) for at in range(0, len(cells), 2)], widths)


def _width(document: Document) -> float:
    """Of the text, in millimetres."""
    return 225.0 if (document.sections[0].page_width or 0) > (document.sections[0].page_height or 0) else 156.0


def _place(document: Document, rows: Sequence[str], widths: Sequence[float]) -> None:
    """Below what is there; a low line follows, or Word would join two tables."""
    columns = "".join(f'<w:gridCol w:w="{width:.0f}"/>' for width in widths)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths):.0f}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    document.element.body.insert_element_before(table, "w:sectPr")
    document.add_paragraph(style="附注")


def _row(cells: Sequence[str], *, head: bool = False, whole: bool = True, height: int = 0) -> str:
    marks = (("<w:cantSplit/>", whole), (f'<w:trHeight w:val="{height}"/>', height), ("<w:tblHeader/>", head))
    return f"<w:tr><w:trPr>{''.join(mark for mark, there in marks if there)}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(words: str, width: float, style: str, side: str, size: float = 0, place: str = "center") -> str:
    """A style's identifier is its name for the styles that docx_styles adds."""
    look = f'<w:rPr><w:sz w:val="{size * 2:.0f}"/></w:rPr>' if size else ""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(words).split("\n")]
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width:.0f}" w:type="dxa"/><w:vAlign w:val="{place}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr><w:r>{look}{"<w:br/>".join(lines)}</w:r></w:p></w:tc>'
    )
