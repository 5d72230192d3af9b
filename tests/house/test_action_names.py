"""Every action that is added to the audit chain anywhere has a name that people read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from liangze.web.audit.action_names import ACTION_NAMES

ROOT = Path(__file__).resolve().parent.parent.parent / "liangze"
#: What adds an entry, and what it puts before the action it is given.
ADDS = {"append": "", "written": "organisation.", "take_step": ""}
#: Those that hand their own `action` on; who calls them is found by their names.
HANDS_ON = (ROOT / "organisation" / "actions" / "steps.py", ROOT / "talks" / "actions" / "writing.py")
PART = "[a-z_]+"


def patterns() -> Iterator[tuple[str, str]]:
    """Every action as a pattern (an f-string's places match one word), with the place where it stands."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ADDS):
                continue
            for action in (word.value for word in node.keywords if word.arg == "action"):
                if path in HANDS_ON and isinstance(action, ast.Name):
                    continue
                yield re.escape(ADDS[node.func.id]) + pattern(action), f"{path.relative_to(ROOT)}:{node.lineno}"


def pattern(action: ast.expr) -> str:
    if isinstance(action, ast.JoinedStr):
        return "".join(pattern(part) if isinstance(part, ast.Constant) else PART for part in action.values)
    if isinstance(action, ast.IfExp):
        return f"(?:{pattern(action.body)}|{pattern(action.orelse)})"
    assert isinstance(action, ast.Constant), ast.dump(action)
    return re.escape(str(action.value))


def test_every_action_has_a_name() -> None:
    found = list(patterns())
    assert len(found) > 50
    nameless = [f"{place}: {each}" for each, place in found if not any(re.fullmatch(each, code) for code in ACTION_NAMES)]
    assert nameless == [], "add them to liangze/web/audit/action_names.py"


def test_no_name_is_left_of_an_action_that_is_gone() -> None:
    found = [each for each, _ in patterns()]
    assert [code for code in ACTION_NAMES if not any(re.fullmatch(each, code) for each in found)] == []


def test_both_languages_have_words_and_no_two_actions_share_them() -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            names = [str(name) for name in ACTION_NAMES.values()]
        assert len(set(names)) == len(names)
        assert all(name.isascii() == (language == "en") for name in names)
