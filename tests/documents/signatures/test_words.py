"""Sentences that are put together before they are refused with, or stand in a verdict, have their Chinese too."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

SENTENCE = re.compile(r"[A-Z%].*[a-z].*\.$")
WHERE = ("liangze/documents/signatures", "liangze/trust/endorsements", "liangze/cli/verify.py")


def sentences(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said and SENTENCE.match(node.value):
            yield node.value


def test_every_sentence_has_its_chinese() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from build_messages import merged
    finally:
        sys.path.pop(0)
    known = {entry.msgid for entry in merged(ROOT / "locale" / "zh_Hans") if entry.msgstr}
    files = [path for place in WHERE for path in ([ROOT / place] if place.endswith(".py") else sorted((ROOT / place).glob("*.py")))]
    found = {(path.name, text) for path in files for text in sentences(path)}
    assert len(found) > 60
    assert {each for each in found if each[1] not in known} == set()
