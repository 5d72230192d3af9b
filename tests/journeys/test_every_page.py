"""Every page that can be reached: without serious findings of axe, inside the width of a phone, without errors, without JavaScript."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.axe import findings
from tests.journeys.conftest import Site, sign_in

pytestmark = pytest.mark.journey
#: Who walks, and how many pages of different shape at most; between them they reach every area.
WALKERS = ("office", "liaison", "bureau", "stationed", "security", "auditor", "system")
MOST = 45
LEAVE = re.compile(r"/(sign-out|export|download|files|template)\b|\.(xlsx|ya?ml|json|csv|ics|cer|pem|crl)$")


def shape(address: str) -> str:
    """Addresses that differ in numbers or filters only are one page."""
    return re.sub(r"\d+", "N", urlsplit(address).path)


def links(page: Page, site: Site) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    whole = [urljoin(page.url, href) for href in found if href and not href.startswith("#")]
    return [a.split("#")[0] for a in whole if a.startswith(site.url) and not LEAVE.search(urlsplit(a).path)]


def walk(page: Page, site: Site) -> list[str]:
    """One address of every shape of page that links lead to."""
    waiting, seen, found = deque([site.url + "/"]), {"/"}, []
    while waiting and len(found) < MOST:
        address = waiting.popleft()
        answer = page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, f"{address} answers {answer.status}"
        found.append(address)
        for link in links(page, site):
            if shape(link) not in seen:
                seen.add(shape(link))
                waiting.append(link)
    return found


#: Pages already looked at by somebody who walked before: the same page need not be scanned for everybody.
SCANNED: set[str] = set()


@pytest.mark.parametrize("who", WALKERS)
def test_every_page_can_be_used_by_everybody(who: str, desk: BrowserContext, phone: BrowserContext, site: Site) -> None:
    page = sign_in(desk, site, who)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: script error {error}"))
    page.on("console", lambda said: troubles.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    addresses = walk(page, site)
    assert len(addresses) >= 3
    small = sign_in(phone, site, who)
    for address in addresses:
        if shape(address) in SCANNED:
            continue
        SCANNED.add(shape(address))
        page.goto(address)
        troubles += [f"{address}: {finding}" for finding in findings(page)]
        small.goto(address)
        width = small.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            troubles.append(f"{address}: {width} px wide on a phone")
    assert troubles == []


@pytest.mark.parametrize(
    ("who", "address"), [("bureau", "/"), ("liaison", "/ledger/"), ("liaison", "/entries/new/"), ("office", "/overview/")]
)
def test_the_daily_pages_are_accessible_on_a_phone(who: str, address: str, phone: BrowserContext, site: Site) -> None:
    page = sign_in(phone, site, who)
    page.goto(site.url + address)
    assert findings(page) == []


def test_every_page_works_without_javascript(plain: BrowserContext, site: Site) -> None:
    page = sign_in(plain, site, "office")
    for address in walk(page, site):
        assert page.goto(address)
        assert page.inner_text("h1").strip(), address
