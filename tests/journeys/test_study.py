"""Study: planned, held with who was there, two regulations settled at once; the absent one shows, makes it up, and shows no longer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import TODAY, Site, sign_in

pytestmark = pytest.mark.journey
TITLE = "专题学习廉洁自律准则"
MEMBER = "班子成员一"


def test_from_the_plan_to_everybody_reached(plain: BrowserContext, desk: BrowserContext, phone: BrowserContext, site: Site) -> None:
    """The liaison plans and records; the absent member is told, and makes it up on a phone."""
    page = sign_in(plain, site, "liaison")  # without JavaScript
    page.goto(site.url + "/study/new/?mode=plan")
    page.fill("#f-title", TITLE)
    page.fill("#f-on", TODAY)
    page.select_option("#f-lead", index=1)
    page.fill("#f-materials", "廉洁自律准则")
    for box in page.locator(".lz-study__who input[type=checkbox]").all()[:3]:
        box.check()
    page.get_by_role("button", name="列入计划").click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    expect(page.locator("main")).to_contain_text("计划中")

    page = sign_in(desk, site, "liaison")
    page.goto(site.url + "/study/?state=planned")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="登记举行情况").click()
    for row in page.locator(".lz-study__person").all():
        if row.locator("input[name^=invited]").count():
            absent = MEMBER in row.inner_text()
            row.locator("select").select_option("absent" if absent else "present")
            if absent:
                row.locator("input[name^=r-]").fill("下乡调研")
    expect(page.locator("#counts .lz-clause").first).to_be_visible()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("aside h2")).to_contain_text("计入")
    cited = {re.sub(r"\s.*", "", text.strip()) for text in page.locator("aside .lz-clause").all_inner_texts()}
    assert len(cited) >= 2, f"one session counts under two regulations: {cited}"

    page.goto(site.url + "/study/reached/?who=open")
    expect(page.locator("table").last).to_contain_text(MEMBER)

    member = sign_in(phone, site, "member")
    member.goto(site.url + "/")
    errand = member.locator("#errands")
    expect(errand).to_contain_text(TITLE)
    errand.get_by_role("link", name=TITLE).first.click()
    member.get_by_text("登记补学", exact=True).first.click()
    member.locator("input[name=how]").first.fill("自学原文并写出心得")
    member.locator(".lz-study__up button").first.click()
    expect(member.locator("main")).to_contain_text("已补学")

    page.reload()
    expect(page.locator("main")).not_to_contain_text(MEMBER)
