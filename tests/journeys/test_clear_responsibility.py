"""Clear responsibility, by the people who do it: the list, the year broken down, the letter signed, the item closed by somebody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import LIANGZE, TODAY, Site, sign_in

pytestmark = pytest.mark.journey

PASSPHRASE = "three willows by the river"
#: What opens the keys that the demo has made for its people.
PIN = "805217"
#: The demo is in the middle of this year; what happens here is the year to come, in which it has done nothing yet.
YEAR = str(int(TODAY[:4]) + 1)
TASK = "每季度开展警示教育"


@pytest.fixture
def others(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A browser for each further person, opened when first asked for."""
    opened: dict[str, BrowserContext] = {}
    yield opened
    for context in opened.values():
        context.close()


def at_desk(others: dict[str, BrowserContext], browser: Browser, site: Site, name: str) -> Page:
    """A page of that person, signed in once."""
    if name not in others:
        others[name] = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        return sign_in(others[name], site, name)
    return others[name].new_page()


def press(page: Page, words: str) -> None:
    """Press the button with these words, and wait for what follows."""
    page.get_by_role("button", name=words).first.click()
    page.wait_for_load_state("networkidle")


def make_key(page: Page, site: Site) -> None:
    """A signing key of one's own, where there is none yet."""
    page.goto(site.url + "/signatures/")
    if page.locator("#make").count():
        for field in page.locator("#make input[type=password]").all():
            field.fill(PASSPHRASE)
        page.click("#make button[type=submit]")
        page.wait_for_load_state("networkidle")
        page.goto(site.url + "/signatures/")
    assert not page.locator("#make").count(), page.inner_text("main")[:600]


def put_name_to(page: Page) -> None:
    """Sign the document on the page, agreeing. The form says whether the key opens with a PIN of digits or a passphrase."""
    expect(page.locator(".lz-signing__page img").first).to_be_visible()
    page.locator("#sign-opinion input[value=agree]").check()
    digits = page.get_attribute("#sign-passphrase", "inputmode") == "numeric"
    page.fill("#sign-passphrase", PIN if digits else PASSPHRASE)
    page.click(".lz-signing__go")
    page.wait_for_load_state("networkidle")
    assert not page.locator(".lz-errors").count(), page.inner_text(".lz-errors")


def test_a_list_is_drafted_reviewed_signed_and_published(browser: Browser, site: Site, others: dict[str, BrowserContext]) -> None:
    """The liaison drafts it from what applies, the office reviews it, the head signs it, anybody may read it."""
    liaison = at_desk(others, browser, site, "liaison")
    liaison.goto(site.url + "/lists/")
    liaison.goto(liaison.url.replace(f"/{TODAY[:4]}/", f"/{YEAR}/"))
    press(liaison, "起草清单")
    found = liaison.locator("main h3 a[href*='/lists/versions/']", has_text="主要负责人").first.get_attribute("href") or ""
    address = re.match(r"/lists/versions/\d+/", found)
    assert address, liaison.inner_text("main")[:600]
    page = site.url + address[0]
    liaison.goto(page)
    expect(liaison.locator("main .lz-clause").first).to_be_visible()
    press(liaison, "提交审核")
    office = at_desk(others, browser, site, "office")
    office.goto(page)
    press(office, "同意")
    head = at_desk(others, browser, site, "bureau")
    make_key(head, site)
    head.goto(page + "sign")
    put_name_to(head)
    office.goto(page)
    office.select_option("#scope", "public")
    press(office, "公开")
    stranger = browser.new_context(locale="zh-CN")
    others["stranger"] = stranger
    reader = stranger.new_page()
    shown = office.locator("main a[href*='/lists/published/']").first.get_attribute("href") or ""
    reader.goto(site.url + shown)
    expect(reader.locator("h1")).to_contain_text("市一局")
    expect(reader.locator("main .lz-clause").first).to_be_visible()


def test_the_office_breaks_a_year_down_two_units_accept_and_one_returns(
    browser: Browser, site: Site, others: dict[str, BrowserContext]
) -> None:
    office = at_desk(others, browser, site, "office")
    office.goto(site.url + f"/breakdown/all/?year={YEAR}")
    office.select_option("#n-unit", label="云川市")
    office.select_option("#n-year", YEAR)
    office.fill("#n-title", "云川市来年党风廉政建设责任分解")
    office.click("#new button[type=submit]")
    office.wait_for_load_state("networkidle")
    board = re.match(r".*/breakdown/\d+/", office.url)
    assert board, office.inner_text("main")[:600]
    office.goto(board[0] + "tasks/new/")
    office.fill("#f-title", TASK)
    office.fill("#f-target", "每季度一次，覆盖全体干部。")
    office.fill("#f-basis", "市委常委会会议纪要")
    office.select_option("#f-leader", index=1)
    office.select_option("[name=lead]", label="市一局")
    for place, unit in enumerate(("市二局", "第一县")):
        office.locator("[name=part_unit]").nth(place).select_option(label=unit)
        office.locator("[name=part_share]").nth(place).fill("组织旁听")
    office.fill("#f-starts", f"{YEAR}-01-10")
    office.fill("#f-due", f"{YEAR}-12-20")
    office.locator("[name=m_day]").first.fill(f"{YEAR}-09-30")
    office.locator("[name=m_what]").first.fill("前三季度教育完成")
    office.click("button.btn--main[value=save]")
    office.wait_for_load_state("networkidle")
    task = re.match(r".*/breakdown/tasks/\d+/", office.url)
    assert task, office.inner_text("main")[:600]
    office.goto(board[0])
    office.locator("form[action$='/issue/'] button[type=submit]").first.click()
    office.wait_for_load_state("networkidle")
    for name in ("liaison", "sister"):
        unit = at_desk(others, browser, site, name)
        unit.goto(task[0])
        unit.locator("form[action$='/accept/'] button[type=submit]").first.click()
        unit.wait_for_load_state("networkidle")
    county = at_desk(others, browser, site, "county")
    county.goto(task[0])
    county.locator("form[action$='/accept/'] textarea").fill("本县已另有安排，请调整。")
    county.locator("form[action$='/accept/'] button[formaction]").click()
    county.wait_for_load_state("networkidle")
    office.goto(task[0])
    units = office.locator("section:has(.lz-parts__item)")
    expect(units.locator(".is-answer-accepted")).to_have_count(2)
    expect(units.locator(".is-answer-returned")).to_have_count(1)
    expect(units).to_contain_text("本县已另有安排")


def letter_of(office: Page, site: Site) -> str:
    """Have the letter of the bureau's head issued and laid out; its address."""
    office.goto(site.url + f"/letters/new/?year={YEAR}&kind=to_subordinate")
    row = office.locator("#order tr", has_text="市一局").first
    row.locator("input[type=checkbox]").check()
    office.locator("#order input[name=order][value=holder_first]").check()
    office.click("#order .lz-form__acts button")
    office.wait_for_load_state("networkidle")
    expect(office.locator("main")).to_contain_text("责任书等待签字", timeout=60_000)
    office.goto(site.url + f"/letters/?year={YEAR}")
    found = office.locator("main tr", has_text="市一局").first.locator("a[href^='/letters/']").first.get_attribute("href") or ""
    assert re.fullmatch(r"/letters/\d+/", found), office.inner_text("main")[:600]
    return site.url + found


def test_a_letter_is_signed_on_a_phone_and_a_stranger_verifies_it(
    browser: Browser, phone: BrowserContext, site: Site, others: dict[str, BrowserContext], tmp_path: Path
) -> None:
    """The head of the bureau signs at the desk, the principal of the city on a phone; two programs agree, and see one changed byte."""
    office = at_desk(others, browser, site, "office")
    address = letter_of(office, site)
    holder = at_desk(others, browser, site, "bureau")
    make_key(holder, site)
    holder.goto(address)
    put_name_to(holder)
    principal = sign_in(phone, site, "principal")
    make_key(principal, site)
    principal.goto(address)
    assert principal.evaluate("document.documentElement.scrollWidth") <= 390
    put_name_to(principal)
    principal.goto(address)
    assert principal.evaluate("document.documentElement.scrollWidth") <= 390
    signed = principal.request.get(address + "letter.pdf").body()
    root = principal.request.get(site.url + "/signatures/authority/1/root.pem").body()
    (tmp_path / "letter.pdf").write_bytes(signed)
    (tmp_path / "root.pem").write_bytes(root)
    changed = bytearray(signed)
    changed[2000] ^= 1
    (tmp_path / "changed.pdf").write_bytes(changed)
    ours = run(tmp_path, site, *LIANGZE, "verify", "letter.pdf", "--root", "root.pem")
    assert ours.returncode == 0, ours.stdout + ours.stderr
    assert run(tmp_path, site, *LIANGZE, "verify", "changed.pdf", "--root", "root.pem").returncode != 0
    validator = str(Path(sys.executable).with_name("pyhanko"))
    trust = ("--trust", "root.pem", "--trust-replace", "--validation-time", "claimed")
    theirs = run(tmp_path, site, validator, "sign", "validate", *trust, "letter.pdf")
    assert theirs.returncode == 0, theirs.stderr
    assert theirs.stdout.count("INTACT:TRUSTED") == 2
    assert run(tmp_path, site, validator, "sign", "validate", *trust, "changed.pdf").returncode != 0


def run(folder: Path, site: Site, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of a stranger, who has the files and nothing of the installation."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LIANGZE", "DJANGO", "DATABASE"))}
    environment["LIANGZE_VAR"] = str(folder / "var")
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_an_item_of_the_ledger_is_closed_by_another_person(browser: Browser, site: Site, others: dict[str, BrowserContext]) -> None:
    """The bureau's liaison cannot close out what the liaison recorded; the stationed group can."""
    liaison = at_desk(others, browser, site, "liaison")
    liaison.goto(site.url + "/ledger/")
    liaison.locator(".lz-sift__item.is-due_soon").click()
    liaison.wait_for_load_state("networkidle")
    # The last one: a test of the main job takes the first, and both walk in the same city.
    liaison.locator("main a[href*='/entries/new/'][href*='obligation=']").last.click()
    liaison.wait_for_load_state("networkidle")
    liaison.fill("[name=title]", "按台账办理")
    liaison.fill("[name=on]", TODAY)
    liaison.click("button[value=save]")
    liaison.wait_for_load_state("networkidle")
    item = liaison.locator("a[href*='/obligations/']").first.get_attribute("href") or ""
    assert item, liaison.inner_text("main")[:600]
    liaison.goto(site.url + item)
    assert liaison.locator("form[action$='/close-out/']").count() == 0
    stationed = at_desk(others, browser, site, "stationed")
    stationed.goto(site.url + item)
    stationed.fill("form[action$='/close-out/'] textarea", "已核对。")
    stationed.click("form[action$='/close-out/'] button[type=submit]")
    stationed.wait_for_load_state("networkidle")
    liaison.goto(site.url + item)
    expect(liaison.locator("main")).to_contain_text("销号")
