"""The rows written as a workbook, so that the demo comes in by the same door as everybody's data."""

from __future__ import annotations

import io
from typing import Any

from liangze.demo.rows import Rows
from liangze.organisation.workbook.layout import SHEETS
from liangze.organisation.workbook.writing import write_export


def workbook(rows: Rows) -> bytes:
    """The workbook of the rows; columns that only tell are left empty."""
    target = io.BytesIO()
    sheets: dict[str, list[tuple[Any, ...]]] = {
        sheet.key: [tuple(row.get(column.key) for column in sheet.columns) for row in rows.get(sheet.key, [])] for sheet in SHEETS
    }
    write_export(target, sheets)
    return target.getvalue()
