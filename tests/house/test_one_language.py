"""What a page shows between its texts belongs to no language, and the Chinese interface has one word for one thing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHINESE_MARKS = re.compile("[，。；：（）、！？《》]")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
#: The areas whose pages are held to it. Papers and workbooks speak Chinese whatever the page does.
AREAS = ("accounts", "audit", "entries", "organisation", "parts", "regulations", "search", "system")
TEMPLATES = [path for area in (*AREAS, "mywork") for path in sorted((ROOT / "templates" / area).rglob("*.html"))]
ROOMS = ("api", "cli", "conduct", *(f"web/{area}" for area in AREAS if area != "parts"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_no_template_joins_its_texts_with_chinese_marks(path: Path) -> None:
    found = CHINESE_MARKS.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))
    assert found == [], "join names by the filter listed, details by with_detail, or translate the mark"


@pytest.mark.parametrize("room", ROOMS)
def test_no_page_joins_names_with_chinese_marks(room: str) -> None:
    found = []
    for path in sorted((ROOT / "liangze" / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told and CHINESE_MARKS.search(node.value):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value[:30]}")
    assert found == []


def test_a_post_is_called_by_its_one_word() -> None:
    """职务 is the glossary's word for a post."""
    files = [*(ROOT / "locale" / "zh_Hans").glob("*.po"), *(ROOT / "templates").rglob("*.html"), ROOT / "README.zh-CN.md"]
    assert [path.name for path in files if "席位" in path.read_text(encoding="utf-8")] == []
