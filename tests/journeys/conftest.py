"""A real installation with a small invented city, served by the product's own command, walked with a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

#: The command of the tree that these tests stand in.
LIANGZE = (sys.executable, "-m", "liangze.cli")
ROOT = Path(__file__).resolve().parent.parent.parent
#: A day on which the year is well under way; deadlines of the half-year lie just ahead.
TODAY = "2026-06-16"
PASSWORD = "liangze-demo-2026"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """Where it answers."""

    url: str
    var: Path


@pytest.fixture(scope="session")
def site(chromium: str) -> Iterator[Site]:
    """Built once for all journeys; thrown away at the end."""
    var = Path(tempfile.mkdtemp(prefix="liangze-journey-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment |= {"LIANGZE_VAR": str(var), "LIANGZE_TODAY": TODAY, "LIANGZE_LOG": "ERROR"}
    log = (var / "server.log").open("w+")
    command = [*LIANGZE, "demo", "--units", "60", "--practice", "--serve", "--address", address]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://{address}/accounts/sign-in/", server, var / "server.log")
        yield Site(f"http://{address}", var)
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()
        left = [line for line in _processes() if str(var) in line]
        shutil.rmtree(var, ignore_errors=True)
    assert left == [], "the command left processes behind"


def _processes() -> list[str]:
    """Command lines and environments of all processes that we may look at (Linux; empty elsewhere)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found.append((folder / "cmdline").read_text() + (folder / "environ").read_text(errors="replace"))
        except OSError:
            continue
    return found


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # our own server on this machine
                if answer.status == 200:
                    return
        except OSError:
            pass
        assert server.poll() is None, f"the server ended: {log.read_text(encoding='utf-8')[-3000:]}"
        time.sleep(0.5)
    raise AssertionError(f"the server did not answer in time: {log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


def sign_in(context: BrowserContext, site: Site, username: str) -> Page:
    """A page signed in as that demo account."""
    page = context.new_page()
    page.goto(site.url + "/accounts/sign-in/")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    assert "/accounts/sign-in" not in page.url, page.inner_text("main")
    return page


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    yield context
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """Without JavaScript."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", java_script_enabled=False)
    yield context
    context.close()
