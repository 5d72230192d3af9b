"""Reading a workbook as a stream: sheet by sheet, row by row, never all of it in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import openpyxl

from liangze.core.errors import Refusal
from liangze.organisation.workbook.findings import Finding, Findings
from liangze.organisation.workbook.guard import LARGE, Limits, demand_workbook
from liangze.organisation.workbook.layout import NOTES, ORGANISATION, Book, Column, Sheet
from liangze.organisation.workbook.values import BadCellError, value_of

WIDEST = 60  # columns that a heading is looked for in
CANNOT_READ = (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError, OSError, zipfile.BadZipFile)

Row = tuple[Any, ...]


class Workbook:
    """An opened workbook. Use `opened`."""

    def __init__(self, book: Any, kind: Book = ORGANISATION) -> None:
        self.book, self.kind = book, kind
        self.titles: list[str] = [str(title) for title in book.sheetnames]

    def about(self, sheet: Sheet) -> int:
        """Rows of a sheet as the workbook itself says; for progress only."""
        if sheet.title not in self.titles:
            return 0
        return min(self.book[sheet.title].max_row or 0, sheet.most)

    def check_sheets(self, findings: Findings) -> None:
        """Find sheets that nobody would read; refuse a workbook without any sheet of ours."""
        ours = self.kind.by_title
        if not any(title in ours for title in self.titles):
            raise Refusal(
                "The workbook has none of the sheets %(sheets)s.",
                remedy="Download the template and fill it in.",
                field="file",
                params={"sheets": "、".join(ours)},
            )
        for title in self.titles:
            if title not in ours and title != NOTES:
                what, remedy = "The sheet “%(title)s” is not known.", "Give it one of these names, or delete it: %(known)s."
                findings.add(Finding(title[:40], 0, "", what, remedy, {"title": title[:40], "known": "、".join(ours)}))

    def rows(self, sheet: Sheet, findings: Findings) -> Iterator[Row]:
        """The rows of a sheet: its number first, then the values of `sheet.read`, None where a cell cannot be taken.

        Each wrong cell is added to `findings`. Empty rows are passed over.
        """
        if sheet.title not in self.titles:
            return
        cells = self.cells(sheet)
        places = find_columns(sheet, next(cells, ()), findings)
        if places is None:
            return
        for number, row in enumerate(cells, start=2):
            if not any(cell is not None and cell != "" for cell in row):
                continue
            if number > sheet.most + 1:
                what, params = "The sheet has more than %(limit)s rows.", {"limit": sheet.most}
                findings.add(Finding(sheet.title, number, "", what, "Split it into several workbooks.", params))
                return
            yield (number, *values_in(sheet, places, number, row, findings))

    def cells(self, sheet: Sheet) -> Iterator[Row]:
        """The raw rows. Bounded: a row that claims a far number does not make the library fill the gap."""
        with readable():
            yield from self.book[sheet.title].iter_rows(max_row=sheet.most + 2, max_col=WIDEST, values_only=True)


@contextmanager
def opened(source: BinaryIO, kind: Book = ORGANISATION, limits: Limits = LARGE) -> Iterator[Workbook]:
    """Open a workbook after the checks of `guard`. Raises Refusal with what is wrong and what to do."""
    demand_workbook(source, limits)
    with readable():
        book = openpyxl.load_workbook(source, read_only=True, data_only=False, keep_links=False)
    try:
        yield Workbook(book, kind)
    finally:
        book.close()


@contextmanager
def readable() -> Iterator[None]:
    """Turn what the library raises over a damaged workbook into a Refusal."""
    try:
        yield
    except CANNOT_READ:
        raise Refusal("The workbook is damaged.", remedy="Open it in Excel or WPS and save it as .xlsx once more.", field="file") from None


def find_columns(sheet: Sheet, headings: Row, findings: Findings) -> list[tuple[Column, int]] | None:
    """Where each column stands, whatever the order; None when one that is needed is missing."""
    titles = [str(cell).strip().rstrip("*＊") if cell is not None else "" for cell in headings]
    known = {column.heading: column for column in sheet.columns}
    for place, title in enumerate(titles):
        again = title in titles[:place]
        if title and (title not in known or again):
            what = "The heading “%(heading)s” stands there twice." if again else "The heading “%(heading)s” is not known."
            remedy = "Use the headings of the template; take out columns of your own."
            findings.add(Finding(sheet.title, 1, title[:40], what, remedy, {"heading": title[:40]}))
    missing = [c for c in sheet.read if c.heading not in titles]
    for column in missing:
        if column.required:
            what, params = "The column “%(heading)s” is missing.", {"heading": column.heading}
            findings.add(Finding(sheet.title, 1, column.heading, what, "Put it back as in the template.", params))
    if any(column.required for column in missing):
        return None
    return [(c, titles.index(c.heading) if c.heading in titles else -1) for c in sheet.read]


def values_in(sheet: Sheet, places: list[tuple[Column, int]], number: int, row: Row, findings: Findings) -> list[Any]:
    """The values of one row."""
    values = []
    for column, place in places:
        try:
            values.append(value_of(column, row[place] if 0 <= place < len(row) else None))
        except BadCellError as bad:
            values.append(None)
            findings.add(Finding(sheet.title, number, column.heading, bad.what, bad.remedy, bad.params))
    return values
