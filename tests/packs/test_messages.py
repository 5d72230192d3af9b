"""What pack writers are told stands in one place and has its Chinese, with the same places."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from liangze.packs import messages

CATALOGUE = polib.pofile(str(Path(__file__).resolve().parents[2] / "locale/zh_Hans/packs.po"))
CHINESE = {entry.msgid: entry.msgstr for entry in CATALOGUE}
MESSAGES = {name: value for name, value in vars(messages).items() if isinstance(value, messages.Message)}
PLACES = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("name", MESSAGES)
def test_message_has_its_chinese(name: str) -> None:
    for text in MESSAGES[name]:
        assert CHINESE.get(text), text
        assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(CHINESE[text]))


def test_every_message_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in Path(messages.__file__).parent.rglob("*.py"))
    assert [name for name in MESSAGES if f"messages.{name}" not in code] == []
