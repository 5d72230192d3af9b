"""A table as a workbook (xlsx): a heading, what it shows, column names, rows. Written in one pass, row by row."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """Its name, and its width in characters of the standard font (a Chinese character takes two)."""

    name: str
    width: float = 12


def table(*, title: str, lede: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], sheet: str = "") -> bytes:
    """The workbook as bytes: A4 across, heading rows repeated on each page, filters on, days as days.

    Text is always written as text: nothing that a person typed becomes a formula.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    font = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
    plain = book.add_format({**font, "border": 1, "text_wrap": True})
    day = book.add_format({**font, "border": 1, "num_format": "yyyy-mm-dd", "align": "center"})
    number = book.add_format({**font, "border": 1, "align": "right"})
    head = book.add_format({**font, "border": 1, "bold": True, "bg_color": "#efece6", "align": "center"})
    page = book.add_worksheet(sheet[:31] or None)
    page.write_string(0, 0, title, book.add_format({"font_name": "黑体", "font_size": 16}))
    page.write_string(1, 0, lede, book.add_format({**font, "font_color": "#544e48"}))
    for index, column in enumerate(columns):
        page.set_column(index, index, column.width)
        page.write_string(2, index, column.name, head)
    last = 2
    for last, row in enumerate(rows, 3):
        for index, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(last, index, value, day)
            elif isinstance(value, int | float):
                page.write_number(last, index, value, number)
            else:
                page.write_string(last, index, value or "", plain)
    page.autofilter(2, 0, last, len(columns) - 1)
    page.freeze_panes(3, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.set_footer("&C— &P —")
    book.close()
    return out.getvalue()
