"""Every text for people has its Chinese: in code, in templates, in refusals. The message files agree with each other."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

from liangze.organisation.policy import Permission

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALE = ROOT / "locale" / "zh_Hans"
PLACE = re.compile(r"%\((\w+)\)[sd]")
#: The name a file gives each function, by what it takes: positions of msgid, plural and context (counted from 0).
GETTEXT = {
    "gettext": (0, None, None), "gettext_lazy": (0, None, None), "gettext_noop": (0, None, None), "_": (0, None, None),
    "ngettext": (0, 1, None), "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0), "pgettext_lazy": (1, None, 0), "npgettext": (1, 2, 0), "npgettext_lazy": (1, 2, 0),
}  # fmt: skip
#: Texts that a room refuses with: translated where they are shown.
REFUSALS = {"Refusal": 0, "NotAllowed": 0, "NotFound": 0, "Conflict": 0, "Decision": 1, "Reason": 0}
CALL = re.compile(r"""\b(n?p?gettext|_)\(((?:[^()'"]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*)\)""")
Message = tuple[str | None, str]


def catalogue() -> polib.POFile:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from build_messages import merged
    finally:
        sys.path.pop(0)
    return merged(LOCALE)


def text(node: ast.expr | None) -> str | None:
    """A literal string, also one put together from literals."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = text(node.left), text(node.right)
        return left + right if left is not None and right is not None else None
    return None


def branches(node: ast.expr | None) -> Iterator[str]:
    """Every literal that the expression can be."""
    if isinstance(node, ast.IfExp):
        yield from branches(node.body)
        yield from branches(node.orelse)
    elif (found := text(node)) is not None:
        yield found


def in_code(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in GETTEXT:
            msgid, _, context = GETTEXT[name]
            if len(node.args) > msgid:
                said = text(node.args[context]) if context is not None else None
                yield from ((said, found) for found in branches(node.args[msgid]))
        elif name in REFUSALS and path.parts[-2] != "core":
            if len(node.args) > REFUSALS[name]:
                yield from ((None, found) for found in branches(node.args[REFUSALS[name]]))
            for keyword in node.keywords:
                if keyword.arg in ("what", "remedy"):
                    yield from ((None, found) for found in branches(keyword.value))


def in_template(path: Path) -> Iterator[Message]:
    """Django turns a template into calls of gettext with blanks around; each call is read for itself."""
    for name, arguments in CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        call = ast.parse(f"{name}({arguments})", mode="eval").body
        msgid, _, context = GETTEXT[name]
        assert isinstance(call, ast.Call)
        yield text(call.args[context]) if context is not None else None, text(call.args[msgid]) or ""


def used() -> dict[Message, str]:
    found: dict[Message, str] = {}
    for path in sorted((ROOT / "liangze").rglob("*.py")):
        if "migrations" not in path.parts:
            found |= {message: str(path.relative_to(ROOT)) for message in in_code(path)}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        found |= {message: str(path.relative_to(ROOT)) for message in in_template(path)}
    return {message: place for message, place in found.items() if message[1]}


def test_every_text_has_its_chinese() -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue() if entry.msgstr or entry.msgstr_plural}
    missing = sorted(f"{place}: {context or ''}|{msgid}" for (context, msgid), place in used().items() if (context, msgid) not in known)
    assert missing == []


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.po")), ids=lambda p: p.stem)
def test_places_survive_translation(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        for said in (entry.msgstr, *entry.msgstr_plural.values()):
            asked = set(PLACE.findall(entry.msgid)) | set(PLACE.findall(entry.msgid_plural))
            assert set(PLACE.findall(said)) <= asked, entry.msgid


def test_no_area_is_fuzzy_or_contradicts_another() -> None:
    entries = catalogue()  # raises when two areas translate one text differently
    assert [entry.msgid for entry in entries if entry.fuzzy] == []
    assert len(entries) > 100


def test_every_permission_has_a_name() -> None:
    """A refusal names the missing permission; people read its name, not its code."""
    known = {entry.msgid for entry in catalogue() if entry.msgstr}
    assert sorted(set(Permission) - known) == []
