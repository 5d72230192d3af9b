"""Colours live in the tokens alone; pages carry neither styles nor scripts of their own; every icon named is drawn."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = ROOT / "static" / "css"
TOKENS = CSS / "tokens" / "tokens.css"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch|color-mix|light-dark)\(")
IDENTIFIER = re.compile(r"""url\(["']?#[^)]*\)""")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
INLINE = re.compile(r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\bsrc=)""", re.I)
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.S)
#: What a browser of 2021 drops in a way that breaks a page; `:has()` may decorate, because only that rule is lost.
TOO_NEW = re.compile(r"@layer\b|@container\b|light-dark\(|oklch\(|color-mix\(|\brevert-layer\b|@media \((?:width|height) ?[<>]")


def sheets() -> list[Path]:
    return sorted(path for path in CSS.rglob("*.css"))


def rules(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [p for p in sheets() if p != TOKENS], ids=lambda p: p.name)
def test_no_colour_outside_the_tokens(path: Path) -> None:
    assert COLOUR.findall(IDENTIFIER.sub("", rules(path))) == []


@pytest.mark.parametrize("path", sheets(), ids=lambda p: p.name)
def test_offices_browsers_know_every_rule(path: Path) -> None:
    assert TOO_NEW.findall(rules(path)) == []


def test_every_sheet_is_loaded_once_and_in_the_order_of_layers() -> None:
    named = re.findall(r'@import url\("([^"]+)"\)', (CSS / "index.css").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(str(path.relative_to(CSS)) for path in sheets() if path.name != "index.css")
    layers = [name.split("/")[0] for name in named]
    assert layers == sorted(layers, key=["tokens", "base", "layout", "components", "utilities"].index)


def test_every_token_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+)\s*:", "".join(rules(path) for path in sheets())))
    used = set(re.findall(r"var\((--[\w-]+)\)", "".join(rules(path) for path in sheets())))
    assert used - defined == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_inline_style_or_script(path: Path) -> None:
    assert INLINE.findall(TEMPLATE_COMMENT.sub("", path.read_text(encoding="utf-8"))) == []


def test_every_icon_named_is_in_the_set() -> None:
    icons = ROOT / "node_modules" / "@tabler" / "icons" / "icons" / "outline"
    if not icons.is_dir():
        pytest.skip("the npm packages are not installed: `make assets`")
    named = {name for path in TEMPLATES for name in re.findall(r'\{% icon "([^"]+)"', path.read_text(encoding="utf-8"))}
    assert sorted(name for name in named if not (icons / f"{name}.svg").exists()) == []


def test_the_sprite_has_what_the_pages_name() -> None:
    sprite = ROOT / "static" / "vendor" / "icons.svg"
    if not sprite.exists():
        pytest.skip("the assets are not built: `make assets`")
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from build_assets import icons_named
    finally:
        sys.path.pop(0)
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite.read_text(encoding="utf-8")))
    assert set(icons_named()) - drawn == set()
