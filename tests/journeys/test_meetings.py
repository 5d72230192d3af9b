"""A meeting from its invitation to what became of its decision, by the people who do it, without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import TODAY, Site, sign_in

pytestmark = pytest.mark.journey


def send(page: Page, button: str) -> None:
    """Press the button of the form, as the page names it."""
    page.get_by_role("button", name=button, exact=True).last.click()
    page.wait_for_load_state("networkidle")


def plan(page: Page, site: Site, title: str) -> str:
    """Plan a special meeting of today that also analyses the situation; the address of the form that records it."""
    page.goto(site.url + "/meetings/new/")
    page.fill("[name=title]", title)
    page.fill("[name=on]", TODAY)
    page.fill("[name=place]", "三楼会议室")
    page.get_by_text("形势分析", exact=True).first.click()
    page.locator("[name=a_title]").first.fill("听取上半年情况汇报")
    page.locator("[name=a_length]").first.fill("40")
    send(page, "保存安排")
    assert re.search(r"/meetings/\d+/hold/", page.url), page.inner_text("main")[:600]
    return page.url


def test_a_meeting_is_held_counts_twice_and_its_decision_comes_up_again(plain: BrowserContext, site: Site, tmp_path: Path) -> None:
    page = sign_in(plain, site, "liaison")
    form = plan(page, site, "二季度专题例会暨形势分析会")
    page.goto(form.replace("hold/", ""))
    with page.expect_download() as download:
        page.get_by_role("link", name="会议通知（日历）").first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "METHOD:PUBLISH" in text
    assert "SEQUENCE:0" in text

    page.goto(form)
    expect(page.locator("#counts")).to_contain_text("每季度专题例会")
    expect(page.locator("#counts")).to_contain_text("形势分析")
    page.locator("[name=d_text]").first.fill("补齐两个处室的谈话记录")
    page.locator("[name=d_owner]").first.select_option(index=1)
    page.locator("[name=d_due]").first.fill("2026-06-10")
    send(page, "登记会议")
    expect(page.locator(".lz-errors")).to_contain_text("早于会议日期")
    page.locator("[name=d_due]").first.fill("2026-07-10")
    send(page, "登记会议")
    assert re.search(r"/meetings/\d+/$", page.url), page.inner_text("main")[:800]
    settled = page.locator("aside a[href*='/obligations/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(set(settled)) >= 2, page.inner_text("aside")
    decision = page.get_by_role("link", name=re.compile("补齐两个处室的谈话记录")).first.get_attribute("href")

    form = plan(page, site, "专题例会（续）")
    send(page, "登记会议")
    expect(page.locator(".lz-errors")).to_contain_text("还没有答复")
    number = re.search(r"(\d+)/$", decision or "")
    assert number
    page.check(f"[name=answer-{number[1]}][value=done]")
    page.fill(f"[name=words-{number[1]}]", "谈话记录已补齐，见附件。")
    send(page, "登记会议")
    page.goto(site.url + (decision or ""))
    expect(page.locator("h1 + .lz-state")).to_contain_text("已完成")
    expect(page.locator(".lz-events")).to_contain_text("专题例会（续）")


def test_a_decision_becomes_a_problem(plain: BrowserContext, site: Site) -> None:
    """The head of the bureau hands what the meeting decided over as a problem to be put right."""
    page = sign_in(plain, site, "bureau")
    form = plan(page, site, "党组专题会议")
    for index, answer in enumerate(page.locator("input[name^=answer-][value=dropped]").all()):
        answer.check()
        page.locator("input[name^=words-]").nth(index).fill("已并入其他工作。")
    page.locator("[name=d_text]").first.fill("整改物资采购程序不规范问题")
    page.locator("[name=d_owner]").first.select_option(index=1)
    page.locator("[name=d_due]").first.fill("2026-08-31")
    send(page, "登记会议")
    assert page.url != form, page.inner_text("main")[:800]
    page.get_by_role("link", name=re.compile("整改物资采购程序不规范问题")).first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_text("作为问题交办").first.click()
    page.select_option("[name=category]", "projects")
    send(page, "列为问题")
    expect(page.locator("main")).to_contain_text("问题交办")
