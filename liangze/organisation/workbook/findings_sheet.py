"""Findings as a workbook, to mend them beside the one that was refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

import xlsxwriter

WIDTHS = (12, 8, 18, 60, 60)


def write_findings(target: BinaryIO, *, title: str, headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """One sheet: sheet, row, column, what is wrong, how to mend it; already in the reader's language. Text is never a formula."""
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#EFECE6", "border": 1, "border_color": "#8A8279"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(title)
    page.freeze_panes(1, 0)
    for place, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True)):
        page.set_column(place, place, width, wrap)
        page.write_string(0, place, heading, head)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(line, place, value)
            else:
                page.write_string(line, place, value)
    book.close()
