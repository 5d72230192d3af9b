"""A talk, by the people who hold it: a trigger proposes it, the leader confirms and talks, the person explains, the leader signs and
replies, and what the talk settles is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import TODAY, Site, sign_in

pytestmark = pytest.mark.journey
PASSPHRASE = "three willows by the river"
MATTER = "反映公务用车登记不规范一次"


@pytest.fixture
def desks(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A browser for each person, opened when first asked for."""
    opened: dict[str, BrowserContext] = {}
    yield opened
    for context in opened.values():
        context.close()


def at_desk(desks: dict[str, BrowserContext], browser: Browser, site: Site, name: str) -> Page:
    """A page of that person, signed in once."""
    if name not in desks:
        desks[name] = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        return sign_in(desks[name], site, name)
    page = desks[name].new_page()
    page.goto(site.url + "/")
    return page


def press(page: Page, words: str) -> None:
    """Press the button with these words, and wait for what follows."""
    page.locator("main").get_by_role("button", name=words).first.click()
    page.wait_for_load_state("networkidle")


def make_key(page: Page, site: Site) -> None:
    """A signing key of one's own, where there is none yet."""
    page.goto(site.url + "/signatures/")
    if page.locator("#make").count():
        for field in page.locator("#make input[type=password]").all():
            field.fill(PASSPHRASE)
        page.click("#make button[type=submit]")
        page.wait_for_load_state("networkidle")


def test_a_minor_matter_from_its_trigger_to_the_endorsed_reply(desks, browser, site):
    """Hz 四（四）: passed on, talked about by the principal, explained in writing, endorsed by signature, replied to."""
    organ = at_desk(desks, browser, site, "discipline")
    organ.goto(site.url + "/talks/matters/new/?q=第一县")
    option = organ.locator("#f-post option", has_text="党委书记").first
    organ.select_option("#f-post", option.get_attribute("value"))
    press(organ, "转交")
    expect(organ.locator(".lz-errors")).to_contain_text("缺少这一项")
    organ.fill("#f-matter", MATTER)
    press(organ, "转交")
    expect(organ.locator("main")).to_contain_text("问题已转交")

    leader = at_desk(desks, browser, site, "principal")
    # Other journeys in the same city may have proposed talks before: this one is the newest.
    newest = leader.locator("#errands a.btn[href*='/talks/proposals/']").last
    leader.goto(site.url + str(newest.get_attribute("href")))
    expect(leader.locator("main")).to_contain_text(MATTER)
    press(leader, "列入计划")
    expect(leader.locator("main")).to_contain_text("待谈话")

    leader.locator("main").get_by_role("link", name="登记谈话情况").click()
    leader.fill("#f-reason", "转交的轻微问题")
    leader.fill("#f-on", TODAY)
    press(leader, "登记谈话")
    expect(leader.locator(".lz-errors")).to_contain_text("请写明约谈的问题")
    leader.fill("#f-questions", "用车为什么没有登记？")
    leader.fill("#f-said", "听取说明，提出要求。")
    press(leader, "登记谈话")
    expect(leader.locator("main")).to_contain_text("待情况说明")
    talk = leader.url

    person = at_desk(desks, browser, site, "secretary")
    person.locator("#errands").get_by_role("link", name="撰写").first.click()
    expect(person.locator("main")).to_contain_text(MATTER)
    person.fill("#f-text", "下乡用车漏登一次，已补登。")
    press(person, "提交情况说明")
    expect(person.locator("main")).to_contain_text("待签字背书")

    make_key(leader, site)
    leader.goto(talk)
    leader.locator("main a[href$='/sign']").first.click()
    leader.check("input[name=opinion][value=agree]")
    leader.fill("#sign-passphrase", PASSPHRASE)
    leader.locator("form.lz-signing__form button[type=submit]").click()
    leader.wait_for_load_state("networkidle")
    expect(leader.locator("main")).to_contain_text("待回复")

    leader.fill("#f-reply", "已约谈本人，情况说明属实。")
    press(leader, "发出回复")
    expect(leader.locator("main")).to_contain_text("已办结")

    settled = leader.locator("aside a", has_text="约谈").first
    expect(settled).to_be_visible()
    settled.click()
    expect(leader.locator("main")).to_contain_text("计入")

    organ.goto(talk)
    expect(organ.locator("main")).to_contain_text("下乡用车漏登一次")
    office = at_desk(desks, browser, site, "office")
    office.goto(talk)
    expect(office.locator("main")).to_contain_text("谈话内容受保护")
    expect(office.locator("main")).not_to_contain_text("用车")
