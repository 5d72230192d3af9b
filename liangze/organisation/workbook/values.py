"""One cell: from what Excel holds to a value, or to what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from liangze.organisation.workbook.layout import Column, Kind

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})$")
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
EARLIEST, LATEST = 1900, 2200


class BadCellError(Exception):
    """The cell cannot be taken: `what` and `remedy` are English msgids with `params`."""

    def __init__(self, what: str, remedy: str, **params: Any) -> None:
        super().__init__(what)
        self.what, self.remedy, self.params = what, remedy, params


def value_of(column: Column, cell: object) -> Any:
    """The value of a cell: text, date, whole number or a code word; the column's default for an empty one.

    Raises BadCellError. A formula is refused, not evaluated: what it would give is not what was written.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        if column.required:
            raise BadCellError("This is empty.", "Fill it in.")
        return column.default
    if isinstance(cell, str) and cell.startswith("="):
        raise BadCellError("This is a formula.", "Put its result here as a value: copy it and paste values only.")
    if isinstance(cell, str) and cell in ERRORS:
        raise BadCellError("This is an error of Excel, %(cell)s.", "Mend the formula it came from, or type the value.", cell=cell)
    return READ[column.kind](column, cell)


def folded(cell: object) -> str:
    """Text with full-width letters and digits made plain; a whole number as Excel holds it without its “.0”."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFKC", str(cell)).strip()


def _text(column: Column, cell: object) -> str:
    text = " ".join(cell.split()) if isinstance(cell, str) else folded(cell)
    if not text.isprintable():
        raise BadCellError("This holds characters that cannot be printed.", "Type it again.")
    return _fits(column, text)


def _lines(column: Column, cell: object) -> str:
    if not isinstance(cell, str):
        return _text(column, cell)
    lines = [" ".join(line.split()) for line in cell.strip().splitlines()]
    if not all(line.isprintable() for line in lines):
        raise BadCellError("This holds characters that cannot be printed.", "Type it again.")
    return _fits(column, "\n".join(lines))


def _code(column: Column, cell: object) -> str:
    if isinstance(cell, bool | date):
        raise BadCellError("“%(cell)s” is not a code.", "Set the format of the cell to text and type the code again.", cell=str(cell))
    text = folded(cell)
    if not text.isprintable() or " " in text:
        raise BadCellError("A code holds no spaces.", "Take them out.")
    return _fits(column, text)


def _fits(column: Column, text: str) -> str:
    if len(text) > column.longest:
        raise BadCellError(
            "This has %(length)s characters; at most %(longest)s fit.", "Shorten it.", length=len(text), longest=column.longest
        )
    return text


def _day(column: Column, cell: object) -> date:
    if isinstance(cell, datetime):
        return _known(cell.date())
    if isinstance(cell, date):
        return _known(cell)
    text = folded(cell)
    found = DAY.match(text) or PLAIN_DAY.match(text)
    try:
        if found is None:
            raise ValueError(text)
        return _known(date(*(int(part) for part in found.groups())))
    except ValueError:
        raise BadCellError(
            "“%(cell)s” is not a day.", "Write it as 2026-03-01, 2026年3月1日 or 2026.3.1, or as a date of Excel.", cell=text[:40]
        ) from None


def _known(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise BadCellError("The year %(year)s cannot be meant.", "Give a year from 1900 to 2200.", year=day.year)
    return day


def _number(column: Column, cell: object) -> int:
    text = folded(cell)
    if isinstance(cell, bool) or not (text.isascii() and text.isdigit()) or int(text) > 32_767:
        raise BadCellError("“%(cell)s” is not a whole number from 0 to 32767.", "Give one, or leave it empty.", cell=text[:40])
    return int(text)


def _word(column: Column, cell: object) -> str:
    text = str(cell).strip()
    known = column.words.get(text)
    if known is None:
        # Half-width brackets are the usual slip.
        known = column.words.get(text.replace("(", "（").replace(")", "）").replace(" ", ""))
    if known is None:
        choices = "、".join(column.words)
        raise BadCellError("“%(cell)s” is not among the choices.", "Choose one of: %(choices)s.", cell=text[:40], choices=choices)
    return known


READ: dict[Kind, Callable[[Column, object], Any]] = {
    Kind.TEXT: _text,
    Kind.LINES: _lines,
    Kind.CODE: _code,
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.WORD: _word,
}
