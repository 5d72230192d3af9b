"""Many files as one zip: names that every system takes, none twice, an index that lists what is inside."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangze.documents.official import bundle
from liangze.documents.official.bundle import Content, safe_name
from liangze.documents.paper import Paper

INDEX = Paper(title="2015年度责任书", day=date(2015, 3, 1))


def opened(files: list[tuple[str, Content]], **more) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(bundle(files, INDEX, **more))))


def test_files_and_index() -> None:
    archive = opened([("市直/交通运输局.pdf", b"one"), ("市直/审计局.pdf", b"two")])
    assert archive.testzip() is None
    assert all(not each.flag_bits & 0x08 for each in archive.infolist()), "sizes stand before each file"
    assert archive.namelist() == ["市直/交通运输局.pdf", "市直/审计局.pdf", "目录.xlsx"]
    assert archive.read("市直/审计局.pdf") == b"two"
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("目录.xlsx"))).worksheets[0]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert ("2", "市直/审计局.pdf", "3", hashlib.sha256(b"two").hexdigest()) in rows


def test_a_file_that_cannot_be_made_is_named_with_the_reason_and_the_others_go_on() -> None:
    def broken() -> bytes:
        raise ValueError("a font is missing")

    files = [("甲.pdf", lambda: b"one"), ("乙.pdf", broken), ("丙.pdf", b"three")]
    archive = opened(files, why=lambda error: f"原因：{error}")
    assert archive.namelist() == ["甲.pdf", "丙.pdf", "目录.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(archive.read("目录.xlsx")))
    rows = [tuple(cell.value for cell in row) for sheet in book for row in sheet.iter_rows()]
    assert any(row[:3] == ("1", "乙.pdf", "原因：a font is missing") for row in rows)
    assert any("未能放入的文件（1个）" in str(row[0]) for row in rows)
    plain = openpyxl.load_workbook(io.BytesIO(opened(files).read("目录.xlsx")))
    told = str([cell.value for sheet in plain for row in sheet.iter_rows() for cell in row])
    assert "font" not in told, "what broke inside is for the log"
    assert "系统管理员" in told


def test_a_name_that_is_there_already_gets_a_number() -> None:
    assert opened([("甲.pdf", b"1"), ("甲.PDF", b"2"), ("甲.pdf", b"3"), ("目录.xlsx", b"4")]).namelist() == [
        "甲.pdf",
        "甲（2）.PDF",
        "甲（3）.pdf",
        "目录（2）.xlsx",
        "目录.xlsx",
    ]


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\文件\\甲.pdf", "C/文件/甲.pdf"),
        ('甲?*<>|".pdf', "甲.pdf"),
        ("con.pdf", "_con.pdf"),
        ("", "文件"),
        (" . ", "文件"),
        ("甲\u202efdp.exe", "甲fdp.exe"),
        ("责" * 300 + ".pdf", "责" * 77 + ".pdf"),
        ("/", "文件"),
    ],
)
def test_names_are_made_safe(wanted: str, safe: str) -> None:
    assert safe_name(wanted) == safe


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_names_give_a_zip_that_opens_and_stays_in_its_folder(names: list[str]) -> None:
    archive = opened([(name, str(at).encode()) for at, name in enumerate(names)])
    found = archive.namelist()
    assert len({name.lower() for name in found}) == len(names) + 1
    assert [archive.read(name) for name in found[:-1]] == [str(at).encode() for at in range(len(names))]
    assert all(part not in ("", ".", "..") and len(part.encode()) <= 255 for name in found for part in name.split("/"))


def test_files_are_taken_one_after_another() -> None:
    taken: list[int] = []

    def files() -> Iterator[tuple[str, bytes]]:
        for at in range(3):
            taken.append(at)
            yield f"{at}.pdf", b"x" * 1000

    pieces = bundle(files(), INDEX)
    assert len(next(pieces)) > 1000
    assert taken == [0]
    assert b"".join(pieces)


def test_the_same_files_give_the_same_zip() -> None:
    assert list(bundle([("甲", b"1")], INDEX)) == list(bundle([("甲", b"1")], INDEX))
