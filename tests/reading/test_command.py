"""`liangze read`, and what it says in two languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils import translation

from liangze.cli import codes
from liangze.core.words import ActKind, Every, Role
from liangze.organisation.words import NAMES
from liangze.reading import errors, reader
from tests.reading.scoring import DOCUMENTS

ROOT = Path(__file__).resolve().parents[2]
PLACES = re.compile(r"%\(\w+\)s")
MSGID = re.compile(r'UnreadableDocument\(\s*"(?P<what>[^"]+)",\s*remedy="(?P<remedy>[^"]+)"')


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "liangze.cli.read", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)


def test_json() -> None:
    done = run(str(DOCUMENTS / "01_city_opinions.txt"), "--format", "json")
    assert done.returncode == 0
    read = json.loads(done.stdout)
    assert read["document"]["number"] == "青委办〔2018〕17号"
    assert read["clauses"][0]["path"] == ["一"]
    assert "每半年" in done.stdout  # readable, not escaped
    assert {"clause", "subject", "role", "kind", "per", "times", "due", "evidence_text"} <= set(read["duties"][0])


def test_table() -> None:
    done = run(str(DOCUMENTS / "01_city_opinions.txt"))
    assert done.returncode == 0
    assert "有时限的责任事项 13 项" in done.stdout


@pytest.mark.parametrize(("name", "data"), [("empty.txt", b""), ("broken.docx", b"PK\x03\x04junk"), ("broken.pdf", b"%PDF-1.4 junk")])
def test_what_cannot_be_read_ends_with_two(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(str(tmp_path / name), "--format", "json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("format", ["table", "json"])
def test_a_text_without_a_clause_ends_with_one_and_says_so(tmp_path: Path, format: str) -> None:  # noqa: A002 - as the option
    (tmp_path / "README.md").write_text("Just a few words, nothing that binds anybody.\n", encoding="utf-8")
    done = run(str(tmp_path / "README.md"), "--format", format)
    assert done.returncode == 1
    assert "没有找到条款" in done.stderr
    assert format == "table" or json.loads(done.stdout)["clauses"] == []


def test_the_table_speaks_in_words() -> None:
    """The names are those of the pages, though no framework is loaded for them."""
    for names, vocabulary in ((codes.ROLES, Role), (codes.KINDS, ActKind), (codes.CADENCES, Every)):
        with translation.override("en"):
            assert {word.value: str(NAMES[vocabulary][word]) for word in vocabulary} == names
    assert codes.cadence("quarter", 2) == "每季度 × 2"
    shown = run(str(DOCUMENTS / "01_city_opinions.txt")).stdout
    assert not re.search(r"half_year|discipline_organ|leadership|inspection", shown)


def test_a_missing_file_and_a_wrong_format_end_with_two(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.txt")).returncode == 2
    assert run(str(DOCUMENTS / "01_city_opinions.txt"), "--format", "xml").returncode == 2


def test_reading_imports_no_framework() -> None:
    code = "import sys, liangze.cli.read; sys.exit('django' in sys.modules or 'docx' in sys.modules or 'pdfplumber' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode == 0


def test_every_error_has_its_chinese() -> None:
    chinese = {entry.msgid: entry.msgstr for entry in polib.pofile(str(ROOT / "locale/zh_Hans/reading.po"))}
    code = Path(errors.__file__).read_text(encoding="utf-8")
    said = [text for match in MSGID.finditer(code) for text in match.groups()]
    assert len(said) == 2 * code.count("return UnreadableDocument(")
    warning = re.search(r'\("(No clause[^"]+)"', Path(reader.__file__).read_text(encoding="utf-8"))
    assert warning
    for text in [*said, warning.group(1)]:
        assert chinese.get(text), text
        assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(chinese[text]))
