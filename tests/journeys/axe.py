"""Accessibility by machine: axe-core, run inside the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = {"serious", "critical"}


def findings(page: Page) -> list[str]:
    """Serious and critical findings on the page as it stands: rule, what is wrong, where. Empty when all is well.

    The page's policy forbids foreign scripts, so the script is evaluated by the browser's own debugger; it must not fetch the
    stylesheets again (preload), which the policy refuses too.
    Raises FileNotFoundError before `make assets` has installed the package.
    """
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, preload: false})", TAGS)
    serious = [found for found in result["violations"] if found["impact"] in SERIOUS]
    return [f"{found['id']} ({found['impact']}): {found['help']}: {_where(found['nodes'])}" for found in serious]


def _where(nodes: list[dict[str, Any]]) -> str:
    """The first places, as selectors."""
    return ", ".join(" ".join(map(str, node["target"])) for node in nodes[:5])
