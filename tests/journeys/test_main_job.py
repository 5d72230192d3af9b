"""The main job, from a document to a closed ledger item, by the people who do it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import TODAY, Site, sign_in

pytestmark = pytest.mark.journey

DOCUMENT = """云川市机关廉政学习办法（试行）

云委办〔2026〕21号

第一条 为推进廉政学习，制定本办法。

第二条 市直各部门党组领导班子每月组织一次廉政学习。

第三条 各部门党组每年12月10日前向市委书面报告廉政学习情况。

第四条 本办法自印发之日起施行。

中共云川市委办公室

2026年6月1日
"""


def decide_all(page: Page) -> int:
    """Confirm every draft that waits; how many there were."""
    confirmed = 0
    while "待确认 0" not in page.inner_text(".lz-progress-line__words"):
        assert confirmed < 20, "a draft does not let itself be confirmed: " + page.inner_text("#drafts")[:800]
        if not page.locator("input[name=topics]:checked").count():  # the reader could not guess what it is about
            page.locator("details:has(input[name=topics]) summary").first.click()
            page.locator("input[name=topics]").first.check()
        with page.expect_response(re.compile("/confirm")):
            page.get_by_role("button", name="确认", exact=True).first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # the answer is put into the page after it has arrived
        confirmed += 1
    return confirmed


def test_a_document_becomes_a_version_that_binds(desk: BrowserContext, site: Site, tmp_path: Path) -> None:
    """The Party committee office reads a regulation in, confirms its drafts, and adopts it."""
    file = tmp_path / "学习办法.txt"
    file.write_text(DOCUMENT, encoding="gb18030")
    page = sign_in(desk, site, "office")
    page.goto(site.url + "/regulations/documents/new")
    page.set_input_files("input[type=file]", file)
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_contain_text("云川市机关廉政学习办法")
    expect(page.locator("mark").first).to_be_visible()
    assert decide_all(page) >= 2
    page.goto(page.url.split("?")[0] + "adopt")
    page.check("input[name=adopt_now]")
    page.fill("input[name=since]", "2026-06-01")
    page.fill("input[name=reason], textarea[name=reason]", "市委常委会通过")
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_contain_text("云川市机关廉政学习办法")
    page.goto(site.url + "/regulations/")
    expect(page.locator("main")).to_contain_text("云委办〔2026〕21号")


def record_meeting(page: Page, title: str) -> list[str]:
    """Record what the form on the page has been filled with; the addresses of the obligations that it counts for."""
    page.fill("[name=title]", title)
    page.fill("[name=on]", TODAY)
    page.click("button[value=save]")
    page.wait_for_load_state("networkidle")
    assert re.search(r"/entries/\d+/", page.url), page.inner_text("main")[:600]
    return page.locator("a[href*='/obligations/']").evaluate_all("all => [...new Set(all.map(a => a.getAttribute('href')))]")


def test_one_record_counts_everywhere(desk: BrowserContext, site: Site) -> None:
    """One quarterly meeting settles what two regulations ask; the form says so before it is saved."""
    page = sign_in(desk, site, "liaison")
    page.goto(site.url + "/entries/new/?kind=meeting")
    page.get_by_text("专题例会", exact=True).first.click()
    page.click("button[value=check]")
    page.wait_for_load_state("networkidle")
    expect(page.locator("main")).to_contain_text("每季度专题例会")
    assert len(record_meeting(page, "二季度专题例会")) >= 2


def test_somebody_else_closes_an_item_out(desk: BrowserContext, phone: BrowserContext, site: Site) -> None:
    """The liaison records from the ledger what is not done yet; the stationed group closes it out on a phone, the liaison cannot."""
    page = sign_in(desk, site, "liaison")
    page.goto(site.url + "/ledger/")
    page.locator(".lz-sift__item.is-due_soon").click()
    page.locator("main a[href*='/entries/new/'][href*='obligation=']").first.click()
    page.wait_for_load_state("networkidle")
    address = record_meeting(page, "按台账登记")[0]
    page.goto(site.url + address)
    expect(page.locator("main")).to_contain_text("按期办结")
    assert page.locator("form[action$='/close-out/']").count() == 0, "whoever recorded it must not close it out"

    other = sign_in(phone, site, "stationed")
    other.goto(site.url + address)
    other.fill("form[action$='/close-out/'] textarea", "已核对纪要。")
    other.click("form[action$='/close-out/'] button[type=submit]")
    other.wait_for_load_state("networkidle")
    other.goto(site.url + address)
    expect(other.locator("main")).to_contain_text("销号")


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(desk: BrowserContext, site: Site) -> None:
    page = sign_in(desk, site, "liaison")
    page.goto(site.url + "/entries/new/?kind=meeting")
    page.fill("[name=title]", "明年的会")
    page.fill("[name=on]", "2027-01-01")
    page.click("button[value=save]")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[role=alert], .lz-errors").first).to_be_visible()
    assert page.input_value("[name=title]") == "明年的会"


def test_a_figure_opens_down_to_the_clause_and_the_record(desk: BrowserContext, site: Site) -> None:
    """A leader looks at the tree, asks why, and arrives at the obligations behind the figure."""
    page = sign_in(desk, site, "principal")
    page.goto(site.url + "/overview/")
    page.locator("a.lz-why-link").first.click()
    why = page.locator("#why")
    expect(why).to_be_visible()
    expect(why.locator(".lz-clause").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()


def test_a_sister_unit_is_not_there(desk: BrowserContext, site: Site) -> None:
    """The liaison of the sister department sees neither the ledger nor the records of the first one."""
    page = sign_in(desk, site, "liaison")
    page.goto(site.url + "/ledger/")
    own = page.url
    page.close()
    desk.clear_cookies()
    sister = sign_in(desk, site, "sister")
    answer = sister.goto(own)
    assert answer is not None
    assert answer.status in (403, 404)
