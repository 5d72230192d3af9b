"""The same regulation as text in every encoding, as docx, pdf and html, reads the same."""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document

from liangze.reading import UnreadableDocument, limits, read
from tests.reading.making import docx_of, html_of, numbered, pdf_of, saved, with_numbers
from tests.reading.scoring import DOCUMENTS

LINES = (DOCUMENTS / "01_city_opinions.txt").read_text(encoding="utf-8").split("\n")
TEXT = "\n".join(LINES)


def outline(source: bytes, filename: str = "any") -> list[object]:
    reading = read(source, filename=filename)
    return [
        reading.document.number,
        reading.document.issued_on,
        [clause.path for clause in reading.clauses],
        [(d.clause, d.subject, d.role, d.kind, d.per, d.times, d.due) for d in reading.duties],
    ]


EXPECTED = outline(TEXT.encode())


def test_the_text_itself_is_read_whole() -> None:
    assert len(EXPECTED[2]) == 17
    assert len(EXPECTED[3]) == 13


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    assert outline(TEXT.encode(encoding, "replace")) == EXPECTED


def test_windows_line_ends() -> None:
    assert outline(TEXT.replace("\n", "\r\n").encode()) == EXPECTED


def test_big5() -> None:
    source = "第一條 各單位每月報告一次工作，黨委每年召開會議不少於二次。\n第二條 本規定由黨委負責解釋。".encode("big5")
    reading = read(source, filename="b")
    assert "黨委每年召開會議" in reading.text


def test_html() -> None:
    assert outline(html_of(LINES)) == EXPECTED
    assert outline(html_of(LINES, charset="gb18030")) == EXPECTED
    text = read(html_of(LINES), filename="page.html").text
    assert "每周一次" not in text  # script
    assert "每月访问" not in text  # navigation
    assert "版权所有" not in text


def test_docx() -> None:
    assert outline(docx_of(LINES)) == EXPECTED
    assert "内部资料" not in read(docx_of(LINES), filename="x").text


def test_docx_writes_automatic_numbers_out() -> None:
    document = Document()
    document.add_paragraph("青禾市档案局工作制度")
    number = with_numbers(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    numbered(document, "会议制度", number, 0)
    numbered(document, "局党组每月召开一次会议。", number, 1)
    numbered(document, "局长主持会议。", number, 2)
    numbered(document, "科长列席会议。", number, 2)
    numbered(document, "各科室每季度报告一次工作。", number, 1)
    numbered(document, "学习制度", number, 0)
    numbered(document, "各支部每周学习一次。", number, 1)
    reading = read(saved(document), filename="numbered.docx")
    assert [clause.path for clause in reading.clauses] == [
        ("一",), ("一", "（一）"), ("一", "（一）", "1"), ("一", "（一）", "2"), ("一", "（二）"), ("二",), ("二", "（一）"),
    ]  # fmt: skip
    assert [(d.clause, d.per, d.subject) for d in reading.duties] == [
        (("一", "（一）"), "month", "局党组"),
        (("一", "（二）"), "quarter", "各科室"),
        (("二", "（一）"), "week", "各支部"),
    ]


def test_docx_tables_stand_where_they_stand() -> None:
    document = Document()
    document.add_paragraph("一、责任清单")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("序号", "事项", "1", "每季度召开一次会议")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("二、附则")
    reading = read(saved(document), filename="table.docx")
    assert reading.text.split("\n") == ["一、责任清单", "序号　事项", "1　每季度召开一次会议", "二、附则"]
    assert [(d.clause, d.per) for d in reading.duties] == [(("一",), "quarter")]


def test_pdf_with_text() -> None:
    assert outline(pdf_of(LINES)) == EXPECTED
    text = read(pdf_of(LINES), filename="x.pdf").text
    assert "内部文件" not in text
    assert "— 1 —" not in text


def test_the_name_of_a_file_does_not_matter() -> None:
    assert outline(docx_of(LINES), filename="misnamed.txt") == EXPECTED


def test_doc_is_converted_or_says_what_it_needs(tmp_path: Path) -> None:
    rtf = b"{\\rtf1\\ansi\\uc1 " + b"".join(b"\\u%d?" % ord(c) for c in "第一条 各科室每月报告一次。") + b"}"
    if shutil.which("soffice") or shutil.which("libreoffice"):
        assert [d.per for d in read(rtf, filename="x.rtf").duties] == ["month"]
        given = tmp_path / "given.docx"
        given.write_bytes(docx_of(LINES))
        subprocess.run(["soffice", "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(given)], check=True, timeout=120)
        assert outline((tmp_path / "given.doc").read_bytes()) == EXPECTED
        return
    with pytest.raises(UnreadableDocument, match="LibreOffice"):
        read(rtf, filename="x.rtf")
    with pytest.raises(UnreadableDocument, match="LibreOffice"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, filename="x.doc")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed: there is no conversion to cut off")
def test_a_conversion_that_takes_too_long_is_cut_off_and_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OFFICE_SECONDS", 0.3)
    with pytest.raises(UnreadableDocument, match="more time"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, filename="x.doc")
    until = time.monotonic() + 5  # what was killed takes a moment to go
    while (left := converting()) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []


def converting() -> list[str]:
    """Command lines of conversions that run on this machine."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_text(errors="replace"))
    return [line for line in found if "UserInstallation=file:" in line and "liangze-" in line]
