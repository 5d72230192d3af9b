"""A table as a workbook: days as days, text as text, headings where a reader looks for them."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl

from liangze.documents.table import Column, table


def opened(rows):
    columns = [Column("事项", 30), Column("应办日"), Column("份数")]
    content = table(title="台账", lede="截至 6月16日", columns=columns, rows=rows, sheet="2026")
    return openpyxl.load_workbook(io.BytesIO(content))["2026"]


def test_rows_stand_below_title_lede_and_headings() -> None:
    sheet = opened([("专题例会", date(2026, 3, 31), 2)])
    assert [cell.value for cell in sheet["A"]] == ["台账", "截至 6月16日", "事项", "专题例会"]
    assert sheet["B4"].value == datetime(2026, 3, 31)
    assert sheet["C4"].value == 2


def test_what_a_person_typed_never_becomes_a_formula_or_a_link() -> None:
    sheet = opened([("=1+1", None, None), ("https://example.invalid", None, None), ("007", None, None)])
    assert [sheet[f"A{row}"].value for row in (4, 5, 6)] == ["=1+1", "https://example.invalid", "007"]
    assert sheet["A4"].data_type == "s"
    assert sheet["A5"].hyperlink is None


def test_an_empty_table_still_opens() -> None:
    assert opened([]).max_row == 3
