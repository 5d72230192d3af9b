"""A hearing from its plan to a problem that comes back: thirty people vote with their phones, everybody counts again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from liangze.core.appraisal import Question, Scale, count, digest
from tests.journeys.conftest import Site, sign_in

pytestmark = pytest.mark.journey
VOTERS = 30
GRADES = ("优秀", "称职", "基本称职", "不称职", "弃权")
WORDS = dict(zip(GRADES, ("excellent", "competent", "barely_competent", "incompetent", "-"), strict=True))


def choice(voter: int, question: int) -> str:
    """What each of them chooses: known, and different from one to the next."""
    return GRADES[(voter * (question + 1)) % 5 if voter % 3 else 0]


def save(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state("networkidle")


def unfold(page: Page, section: str, name: str) -> None:
    page.locator(f"#{section} summary", has_text=name).first.click()


def planned(page: Page, site: Site, title: str) -> str:
    """Two heads of bureaus report; its address."""
    page.goto(site.url + "/hearings/new/")
    page.fill("#f-title", title)
    page.fill("#f-held_on", "2026-06-16")
    for who in ("市一局 党组书记", "市二局 党组书记"):
        page.locator("#f-reporters label", has_text=who).locator("input").check()
    save(page, "列入计划")
    expect(page.locator("h1")).to_contain_text(title)
    return page.url


def vote(browser: Browser, site: Site, voter: int, token: str) -> None:
    """One phone: scan, choose, look over, cast."""
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    page = phone.new_page()
    page.goto(f"{site.url}/hearings/vote/#{token}")
    expect(page.locator("#token")).to_have_value(token)
    assert "#" not in page.url, "the code does not stay in the address"
    save(page, "打开测评票")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    chosen = [choice(voter, question) for question in range(2)]
    for place, grade in enumerate(chosen):
        page.locator("fieldset").nth(place).get_by_text(grade, exact=True).click()
    save(page, "核对测评票")
    assert page.locator("dd").all_inner_texts() == chosen
    save(page, "确认投票")
    expect(page.locator("h1")).to_have_text("投票成功")
    assert phone.cookies() == []
    phone.close()


def test_thirty_people_vote_with_their_phones_and_anybody_counts_again(
    browser: Browser, desk: BrowserContext, site: Site, tmp_path: Path
) -> None:
    """The list that everybody may download counts to the result on the page; two people close the ballot."""
    page = sign_in(desk, site, "office")
    hearing = planned(page, site, "半年述责述廉会议")
    unfold(page, "reports", "录入报告")
    page.locator("#reports textarea").first.fill("上半年履行主体责任的情况。")
    page.locator("#reports").get_by_role("button", name="录入报告").first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="准备测评").click()
    save(page, "准备测评")
    page.fill("#f-number", str(VOTERS))
    save(page, "制作并显示")
    tokens = [text.strip() for text in page.locator(".lz-slip__token").all_inner_texts()]
    assert len(set(tokens)) == VOTERS
    page.get_by_role("link", name="已打印").click()
    ballot = page.url
    save(page, "开始测评")
    for voter, token in enumerate(tokens):
        vote(browser, site, voter, token)
    save(page, "提请结束")
    expect(page.locator("main")).not_to_contain_text("优秀和称职率")
    other = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    second = sign_in(other, site, "discipline")
    second.goto(ballot)
    save(second, "作为第二人确认结束")
    expect(second.locator("main")).to_contain_text(f"使用 {VOTERS} 张")
    expect(second.locator("main")).to_contain_text("三者相符")
    with second.expect_download() as started:
        second.get_by_role("link", name="下载清单").click()
    file = tmp_path / "ballots.csv"
    started.value.save_as(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    cast = sorted(f"1={WORDS[choice(voter, 0)]} 2={WORDS[choice(voter, 1)]}" for voter in range(VOTERS))
    assert lines == cast
    expect(second.locator("#list")).to_contain_text(digest(lines))
    for place, result in enumerate(count((Question("1", Scale.DUTY), Question("2", Scale.DUTY)), lines)):
        cells = second.locator(".lz-result tbody tr").nth(place).locator("td").all_inner_texts()
        assert cells[1:-1] == [str(n) for _grade, n in result.grades] + [str(result.blank)]
        assert cells[-1] == f"{result.share}%"
    second.goto(re.sub(r"/?$", "/projector/", ballot))
    second.set_viewport_size({"width": 1920, "height": 1080})
    assert second.evaluate("document.documentElement.scrollHeight") <= 1080
    other.close()
    page.goto(hearing)
    page.get_by_role("link", name="登记召开").click()
    save(page, "登记召开")
    expect(page.locator("main")).to_contain_text("已召开")


def hand_out(page: Page, title: str) -> None:
    """In the open hearing, to the first who reports."""
    unfold(page, "problems", "交办问题")
    page.fill("#problem-title", title)
    page.select_option("#f-category", "systems")
    page.fill("#f-due", "2026-07-31")
    page.fill("#f-what", "两个重点岗位超过五年没有轮换。")
    page.locator("#problems").get_by_role("button", name="交办问题").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#problems")).to_contain_text(title)


def test_a_problem_handed_out_is_closed_and_a_repeat_opens_it_again(browser: Browser, desk: BrowserContext, site: Site) -> None:
    """Handed out in a hearing, put right by the unit, reviewed by the finder; the next hearing finds the same again."""
    office = sign_in(desk, site, "office")
    planned(office, site, "整改跟踪述责述廉会议")
    hand_out(office, "重点岗位轮换不及时")
    office.locator("#problems a", has_text="重点岗位轮换不及时").click()
    problem = office.url
    unit = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    liaison = sign_in(unit, site, "liaison")
    liaison.goto(problem.rstrip("/") + "/measures")
    liaison.locator("[name=words]").first.fill("制定轮换计划，七月底前完成轮换")
    liaison.locator("[name=due]").first.fill("2026-07-20")
    liaison.locator("main form button.btn--main").click()
    liaison.wait_for_load_state("networkidle")
    office.goto(problem)
    save(office, "同意整改措施")
    liaison.goto(problem.rstrip("/") + "/work")
    liaison.locator("[name=said]").fill("两个岗位均已轮换，附任免文件。")
    liaison.locator("button[name=do][value=done]").click()
    liaison.wait_for_load_state("networkidle")
    office.goto(problem)
    office.locator("input[name=outcome][value=done]").check()
    office.locator("#f-said").fill("已核对任免文件。")
    office.locator("#review button.btn--main").click()
    office.wait_for_load_state("networkidle")
    expect(office.locator("main")).to_contain_text("已销号")
    planned(office, site, "年中再次述责述廉会议")
    hand_out(office, "重点岗位又未轮换")
    office.goto(problem)
    expect(office.locator(".lz-page-header")).to_contain_text("重新")
    unit.close()
