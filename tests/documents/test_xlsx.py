"""A workbook read back: ready to print, text as text."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from liangze.documents.official import xlsx
from liangze.documents.paper import Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox
from tests.documents import specimens


def opened(paper: Paper) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx(paper)))


def test_a_ledger_is_ready_to_print() -> None:
    sheet = opened(specimens.ledger(40)).worksheets[0]
    assert sheet["A1"].value == "责任落实台账"
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    assert [cell.value for cell in sheet[head]][:3] == ["序号", "事项", "责任单位"]
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    assert sheet.auto_filter.ref == f"A{head}:H{head + 40}"
    assert "&P" in sheet.oddFooter.center.text


def test_what_a_person_typed_never_becomes_a_formula_a_link_or_a_number() -> None:
    typed = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2", "007", "https://example.invalid", "{=1}")
    paper = Paper(title="=1+1", blocks=(Facts((("=1", "=2"),)), Grid((Column("=3"), Column("乙")), tuple((each, "") for each in typed))))
    cells = [cell for row in opened(paper).worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {"=1+1", "=1", "=2", "=3", *typed} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_each_grid_has_a_sheet_with_what_stands_before_it() -> None:
    book = opened(specimens.coverage())
    assert book.sheetnames == ["表1　各层级公布情况", "表2　尚未公布的单位"]
    first, second = ([row[0].value for row in sheet.iter_rows() if row[0].value] for sheet in book.worksheets)
    assert first[:3] == ["责任清单公布情况通报", "　　" + specimens.coverage().blocks[0].text, "一、总体情况"]  # type: ignore[union-attr]
    assert second[0] == "二、尚未公布的单位"
    assert second[-2:] == ["2015年3月2日", specimens.coverage().note]


def test_papers_without_a_table_and_with_one_column_open_too() -> None:
    signed = Paper(title="书", blocks=(Heading("一"), Paragraph("文")), signatures=(SignatureBox("a", "签发人", "沈维嘉"),))
    assert opened(signed).worksheets[0].max_row == 4
    assert opened(Paper(title="书", blocks=(Facts((("名", "值"),)), Grid((Column("一"),), ())))).worksheets[0].max_column == 1


def test_sheets_of_one_name_are_told_apart() -> None:
    grid = Grid((Column("一"),), (), "同名")
    assert opened(Paper(title="书", blocks=(grid, grid, grid))).sheetnames == ["同名", "同名（2）", "同名（3）"]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert xlsx(specimens.ledger(5)) == xlsx(specimens.ledger(5))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(typed: str) -> None:
    grid = Grid((Column(typed), Column("乙")), ((typed, ""),), typed)
    assert opened(Paper(title=typed, blocks=(Paragraph(typed), grid, grid), number=typed, note=typed)).worksheets
