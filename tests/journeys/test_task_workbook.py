"""Tasks from a workbook: the template filled in, a wrong row named, the mended workbook looked through and saved."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import TODAY, Site, sign_in

pytestmark = pytest.mark.journey

TASK = "开展廉政风险再排查"
ROW = {
    "任务名称": TASK, "目标": "覆盖全部重点岗位", "依据": "市委常委会会议纪要", "分管领导": "党委书记", "牵头单位": "市一局",
    "开始日期": f"{TODAY[:4]}-07-01", "完成时限": f"{TODAY[:4]}-11-30", "具体措施": "逐岗排查\n逐项防控",
}


def filled(template: Path, target: Path, row: dict[str, str]) -> Path:
    """The template with one task, as a person fills it in."""
    book = openpyxl.load_workbook(template)
    sheet = next(sheet for sheet in book if "任务名称" in [str(cell.value or "").rstrip("*＊") for cell in sheet[1]])
    for cell in sheet[1]:
        sheet.cell(2, cell.column, row.get(str(cell.value or "").rstrip("*＊")))
    book.save(target)
    return target


def look_through(page: Page, workbook: Path) -> None:
    page.set_input_files("input[type=file]", workbook)
    page.get_by_role("button", name="检查并预览").click()
    page.wait_for_load_state("networkidle")


def test_tasks_are_saved_from_a_workbook_when_all_of_it_is_right(desk: BrowserContext, site: Site, tmp_path: Path) -> None:
    page = sign_in(desk, site, "office")
    page.goto(site.url + f"/breakdown/all/?year={TODAY[:4]}")
    page.select_option("#n-unit", label="云川市")
    page.select_option("#n-year", TODAY[:4])
    page.fill("#n-title", "云川市本年党风廉政建设责任分解")
    page.click("#new button[type=submit]")
    page.wait_for_load_state("networkidle")
    board = re.match(r".*/breakdown/\d+/", page.url)
    assert board, page.inner_text("main")[:600]
    page.get_by_role("link", name="导入").first.click()
    with page.expect_download() as template:
        page.get_by_role("link", name="模板").click()
    form = tmp_path / "form.xlsx"
    template.value.save_as(form)
    assert TASK not in page.request.get(board[0]).text()
    look_through(page, filled(form, tmp_path / "wrong.xlsx", ROW | {"牵头单位": "没有的局"}))
    expect(page.locator("main")).to_contain_text("牵头单位")
    expect(page.locator("[role=alert]").first).to_contain_text("没有写入任何内容")
    look_through(page, filled(form, tmp_path / "right.xlsx", ROW))
    expect(page.locator("main table").first).to_contain_text(TASK)
    page.get_by_role("button", name="确认保存").first.click()
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(board[0]), page.inner_text("main")[:600]
    expect(page.locator("main")).to_contain_text(TASK)
