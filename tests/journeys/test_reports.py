"""A double report returned once and then accepted: the obligation is met only then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import TODAY, Site, sign_in

pytestmark = pytest.mark.journey
TITLE = "年度履行主体责任情况书面报告"
REASON = "第三部分没有写上年问题的整改结果，请补充后再报。"


@pytest.fixture
def desks(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A browser for each person."""
    size = {"width": 1440, "height": 900}
    opened = {name: browser.new_context(viewport=size, locale="zh-CN") for name in ("sister", "discipline", "office")}
    yield opened
    for context in opened.values():
        context.close()


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state("networkidle")
    assert not page.locator(".lz-errors").count(), page.inner_text(".lz-errors")


def state_on_ledger(page: Page, site: Site, ledger: str) -> str:
    """What the ledger says of the yearly report of the leadership."""
    page.goto(site.url + ledger + "?q=" + TITLE)
    return page.locator("main tr", has_text=TITLE).first.inner_text()


def test_a_double_report_is_returned_once_and_then_accepted(desks: dict[str, BrowserContext], site: Site) -> None:
    writer = sign_in(desks["sister"], site, "sister")
    writer.goto(site.url + "/ledger/")
    ledger = writer.url.removeprefix(site.url).split("?")[0]
    assert f"/{TODAY[:4]}/" in ledger
    assert "逾期未办" in state_on_ledger(writer, site, ledger)

    writer.goto(site.url + "/reports/owed/")
    row = writer.locator(".lz-owed", has_text=TITLE).first
    expect(row).to_contain_text("须经上级纪委审阅通过")
    row.get_by_role("link", name="起草").click()
    writer.wait_for_load_state("networkidle")
    expect(writer.locator("#counts")).to_contain_text(TITLE)
    press(writer, "由记录起草")
    assert "应办履责事项" in writer.input_value("#f-ledger"), "drafted from the records"
    writer.fill("#f-overall", "一年来，班子听取分管领域汇报，到联系单位督促整改，重点岗位实行定期轮换。")
    writer.fill("#f-shortcomings", "个别处室谈话记录过于简单。")
    press(writer, "提交报告")
    report = writer.url
    expect(writer.locator("main")).to_contain_text("未阅")
    assert "逾期未办" in state_on_ledger(writer, site, ledger), "handed in, it does not count yet"

    office = sign_in(desks["office"], site, "office")
    office.goto(report)
    press(office, "审阅通过")
    assert "逾期未办" in state_on_ledger(writer, site, ledger), "the committee above is not the organ that the clause names"

    reader = sign_in(desks["discipline"], site, "discipline")
    expect(reader.locator("#errands")).to_contain_text("审阅报告")
    reader.goto(report)
    reader.get_by_text("退回并说明理由").click()
    reader.fill("textarea[id^=return-]", REASON)
    press(reader, "退回")
    assert "逾期未办" in state_on_ledger(writer, site, ledger)

    writer.goto(site.url + "/")
    expect(writer.locator("#errands")).to_contain_text("报告被退回，请写下一稿")
    writer.goto(report)
    expect(writer.locator("main")).to_contain_text(REASON)
    press(writer, "写下一稿")
    writer.fill("#f-next", "上年指出的三个问题已整改两个，合同归档三月底前完成。")
    press(writer, "提交报告")
    assert "逾期未办" in state_on_ledger(writer, site, ledger)

    reader.goto(report)
    expect(reader.locator("main")).to_contain_text("第 2 稿")
    expect(reader.locator("main")).to_contain_text(REASON)
    press(reader, "审阅通过")
    assert "逾期办结" in state_on_ledger(writer, site, ledger), "accepted, it counts, with the day on which it was handed in: late"
