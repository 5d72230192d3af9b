"""Writing the workbook: the empty template, and an export of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from liangze.organisation.workbook.layout import NOTES, ORGANISATION, Book, Column, Kind, Sheet

#: Rows of a sheet, as tuples in the order of `sheet.columns`: code words, dates, numbers, text, None for empty.
Rows = Iterable[tuple[Any, ...]]
WIDTHS = {Kind.CODE: 16, Kind.TEXT: 26, Kind.LINES: 40, Kind.DAY: 13, Kind.NUMBER: 8, Kind.WORD: 18}
LISTED = 5_000  # rows of a template that carry a list to choose from
FONT = "宋体"



def write_template(target: BinaryIO | Path, book: Book = ORGANISATION) -> None:
    """The empty workbook: headings, lists to choose from, and the sheet of explanations with an example of each row."""
    _write(target, {}, book, lists=True)


def write_export(
    target: BinaryIO | Path, rows: Mapping[str, Rows], on_sheet: Callable[[str, int], None] = lambda key, count: None,
    book: Book = ORGANISATION,
) -> None:
    """The workbook with `rows` by the key of the sheet; it can be imported as it is. Streams: memory does not grow with the rows."""
    _write(target, rows, book, lists=False, on_sheet=on_sheet)


def _write(
    target: BinaryIO | Path, rows: Mapping[str, Rows], kind: Book, *, lists: bool,
    on_sheet: Callable[[str, int], None] = lambda key, count: None,
) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#EFECE6", "border": 1, "border_color": "#8A8279", "font_name": FONT}),
        "aside": book.add_format({"italic": True, "bg_color": "#F6F4F0", "border": 1, "border_color": "#8A8279", "font_name": FONT}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "font_name": FONT}),
        "text": book.add_format({"num_format": "@", "font_name": FONT}),
        "plain": book.add_format({"font_name": FONT}),
        "title": book.add_format({"bold": True, "font_size": 14, "font_name": FONT}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top", "font_name": FONT}),
    }
    _write_notes(book.add_worksheet(NOTES), kind, formats)
    for sheet in kind.sheets:
        page = book.add_worksheet(sheet.title)
        _set_columns(page, sheet, formats, lists=lists)
        on_sheet(sheet.key, _write_rows(page, sheet, rows.get(sheet.key, ()), formats["day"]))
    book.close()


def _set_columns(page: Any, sheet: Sheet, formats: Mapping[str, Any], *, lists: bool) -> None:
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        base = {Kind.DAY: "day", Kind.CODE: "text", Kind.LINES: "wrap"}.get(column.kind, "plain")
        page.set_column(place, place, WIDTHS[column.kind], formats[base])
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.heading + ("*" if column.required else ""), formats["aside" if column.told else "head"])
        if lists and column.words:
            page.data_validation(1, place, LISTED, place, _choices(column))


def _choices(column: Column) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(column.words),
        "ignore_blank": not column.required,
        "error_title": column.heading,
        "error_message": "请从下拉中选择。",
    }


def _write_rows(page: Any, sheet: Sheet, rows: Rows, day_format: Any) -> int:
    names = [{code: name for name, code in column.words.items()} if column.words else None for column in sheet.columns]
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > sheet.most:
            raise ValueError(f"more than {sheet.most} rows in {sheet.key}")
        for place, value in enumerate(row):
            if value is None or value == "":
                continue
            known = names[place]
            if isinstance(value, date):
                page.write_datetime(count, place, value, day_format)
            elif isinstance(value, int):
                page.write_number(count, place, value)
            else:
                text = known.get(value, value) if known is not None else value
                page.write_string(count, place, text.replace("\r\n", "\n"))  # browsers send lines so, Excel does not
    return count


def _write_notes(page: Any, kind: Book, formats: Mapping[str, Any]) -> None:
    page.set_column(0, 0, 14, formats["wrap"])
    page.set_column(1, 1, 20, formats["wrap"])
    page.set_column(2, 2, 8, formats["wrap"])
    page.set_column(3, 4, 60, formats["wrap"])
    page.set_column(5, 5, 26, formats["wrap"])
    page.write_string(0, 0, kind.title, formats["title"])
    line = 1
    for number, text in enumerate(kind.rules, start=1):
        page.write_string(line, 0, f"{number}. {text}", formats["plain"])
        line += 1
    line += 1
    for place, heading in enumerate(("表", "列", "必填", "说明", "可填的值", "示例")):
        page.write_string(line, place, heading, formats["head"])
    for sheet in kind.sheets:
        line += 1
        page.write_string(line, 0, sheet.title, formats["head"])
        page.write_string(line, 3, sheet.note, formats["wrap"])
        for column in sheet.columns:
            line += 1
            cells = (sheet.title, column.heading, "是" if column.required else "", column.note, "、".join(column.words), column.example)
            for place, text in enumerate(cells):
                if text:
                    page.write_string(line, place, text, formats["wrap"])
