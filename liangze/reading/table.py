"""Tables that came as lines: a head that begins with 序号, and below it numbered rows whose cells stand apart by space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = re.compile(r"^(?:序号|编号)\s+\S+\s+\S")
_ROW = re.compile(r"^(?P<no>\d{1,3})\s+(?=\S)")
_DOER = re.compile(r"^(?:履责|责任|牵头)(?:主体|人|单位|部门|科室|处室|领导|对象)$|^主体$")


@dataclass(frozen=True, slots=True)
class Row:
    """number in the table, where its text begins in the line, and the cell that names who is responsible."""

    number: int
    begins: int
    doer: str | None


def rows(lines: Sequence[str]) -> dict[int, Row | None]:
    """Index of a line → its row; a head is None. `lines` are in one width."""
    found: dict[int, Row | None] = {}
    columns: list[str] = []
    last = 0
    for index, line in enumerate(lines):
        if is_head(line):
            columns, last = line.split(), 0
            found[index] = None
        match = _ROW.match(line) if columns else None
        if match and int(match["no"]) == last + 1:
            last += 1
            found[index] = Row(last, match.end(), _doer(columns, line.split()))
    return found


def is_head(line: str) -> bool:
    """Whether a line, in one width, is the head of a table."""
    return _HEAD.match(line) is not None


def _doer(columns: list[str], cells: list[str]) -> str | None:
    """The first cell under a column of doers, where every cell has its column."""
    if len(columns) != len(cells):
        return None
    return next((cell for column, cell in zip(columns, cells, strict=True) if _DOER.match(column)), None)
