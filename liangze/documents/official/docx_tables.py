"""Tables of a Word document: grids with a repeated head, head data, places for signatures."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import Table, _Cell

from liangze.documents.official.docx_parts import element, plain
from liangze.documents.paper import Grid, SignatureBox

_SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_LONG_CELL = 240


def grid(document: Document, block: Grid) -> None:
    """Column widths by their shares; a row stays on one page unless it is very long."""
    if block.caption:
        document.add_paragraph(plain(block.caption), style="表题").paragraph_format.keep_with_next = True
    whole = _width(document)
    total = sum(column.width for column in block.columns)
    table = _table(document, 1 + len(block.rows), [column.width / total * whole for column in block.columns])
    cells = table._cells  # one pass: table.cell() walks the whole table each time
    count = len(block.columns)
    for at, column in enumerate(block.columns):
        _write(cells[at], column.title, "表头", WD_ALIGN_PARAGRAPH.CENTER)
    for number, row in enumerate(block.rows, 1):
        for at, (words, column) in enumerate(zip(row, block.columns, strict=True)):
            _write(cells[number * count + at], words, "表文", _SIDES[column.align])
    for number, line in enumerate(table._tbl.tr_lst):
        properties = line.get_or_add_trPr()
        if number == 0 or all(len(words) <= _LONG_CELL for words in block.rows[number - 1]):
            properties.append(element("w:cantSplit"))
        if number == 0:
            properties.append(element("w:tblHeader"))


def facts(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """Names left, values right."""
    if not rows:
        return
    whole = _width(document)
    first = min(max(len(name) for name, _ in rows) * 5.2 + 6, whole / 3)
    table = _table(document, len(rows), [first, whole - first])
    for (name, value), line in zip(rows, table.rows, strict=True):
        _write(line.cells[0], name, "要目", WD_ALIGN_PARAGRAPH.LEFT)
        _write(line.cells[1], value, "要目", WD_ALIGN_PARAGRAPH.LEFT)


def signatures(document: Document, boxes: Sequence[SignatureBox]) -> None:
    """Two beside each other, role and name above, room to sign below."""
    whole = _width(document)
    table = _table(document, (len(boxes) + 1) // 2, [whole / 2, whole / 2])
    for at, box in enumerate(boxes):
        _write(table.cell(at // 2, at % 2), f"{box.role}：{box.name}", "要目", WD_ALIGN_PARAGRAPH.LEFT)
        table.cell(at // 2, at % 2).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    for line in table.rows:
        line.height = Mm(30)
        line._tr.get_or_add_trPr().append(element("w:cantSplit"))


def _width(document: Document) -> float:
    """Of the text, in millimetres."""
    return 225.0 if (document.sections[0].page_width or 0) > (document.sections[0].page_height or 0) else 156.0


def _table(document: Document, rows: int, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    for at, cell in enumerate(table._cells):
        cell.width = Mm(widths[at % len(widths)])
    return table


def _write(cell: _Cell, words: str, style: str, side: WD_ALIGN_PARAGRAPH) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    line.style, line.alignment = style, side
    line.add_run(plain(words))
