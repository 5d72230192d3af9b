"""A problem from being raised to being closed by somebody else, and what a repeat makes of it, in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site, sign_in

pytestmark = pytest.mark.journey
UNIT = "YL01D01"


def raise_at(page: Page, site: Site, title: str) -> str:
    """The city's discipline organ raises a problem at the department; the address of its page."""
    page.goto(f"{site.url}/problems/new/?named={UNIT}")
    page.fill("[name=title]", title)
    page.fill("[name=what]", "一季度台账在检查前一周集中补录。")
    page.select_option("[name=source]", "inspection")
    page.select_option("[name=category]", "lists")
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_contain_text(title)
    return page.url


def test_raised_measured_proven_closed_by_another_and_opened_again_by_a_repeat(browser: Browser, site: Site, tmp_path: Path) -> None:
    """The unit puts it right, the side that found it closes it; the unit cannot; the same again opens it again."""
    finder = sign_in(browser.new_context(locale="zh-CN"), site, "discipline")
    unit = sign_in(browser.new_context(locale="zh-CN"), site, "liaison")
    address = raise_at(finder, site, "台账集中补录")

    unit.goto(site.url + "/")
    expect(unit.locator("main")).to_contain_text("问题待定整改措施")
    unit.goto(address + "measures")
    unit.locator("[name=words]").nth(0).fill("逐条核对并更正")
    unit.locator("[name=due]").nth(0).fill("2026-07-01")
    unit.locator("[name=words]").nth(1).fill("建立月度登记制度")
    unit.locator("[name=due]").nth(1).fill("2020-01-01")
    unit.click("button.btn--main")
    expect(unit.locator(".lz-errors")).to_contain_text("这个日期已经过去")
    unit.locator("[name=due]").nth(1).fill("2026-07-20")
    unit.click("button.btn--main")
    expect(unit.locator("h1")).to_contain_text("台账集中补录")
    expect(unit.locator("main")).to_contain_text("措施待审")

    finder.goto(address)
    finder.get_by_role("button", name="同意整改措施").click()
    expect(finder.locator("main")).to_contain_text("整改中")

    proof = tmp_path / "整改情况.txt"
    proof.write_text("台账已逐条核对更正。", encoding="utf-8")
    unit.goto(address + "work")
    unit.fill("[name=said]", "台账已逐条更正，月度登记制度已印发。")
    unit.set_input_files("input[type=file]", proof)
    unit.get_by_role("button", name="报告整改完成").click()
    expect(unit.locator("main")).to_contain_text("待审核")
    expect(unit.get_by_role("button", name="登记结论")).to_have_count(0)  # the doer does not review

    finder.goto(address)
    expect(finder.locator("main")).to_contain_text("整改情况.txt")
    finder.check("[name=outcome][value=done]")
    finder.fill("[name=said] >> nth=0", "抽查十条，登记日期一致。")
    finder.get_by_role("button", name="登记结论").click()
    expect(finder.locator(".lz-page-header")).to_contain_text("已销号")

    raise_at(finder, site, "台账又集中补录")
    finder.goto(address)
    expect(finder.locator(".lz-page-header")).to_contain_text("重新整改")
    expect(finder.locator("main")).to_contain_text("同类问题再次发生")
    unit.goto(site.url + "/")
    expect(unit.locator("main")).to_contain_text("问题须重新整改")
    for page in (finder, unit):
        page.context.close()
