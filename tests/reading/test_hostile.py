"""Files that are broken or made to hurt: a clear error, in bounded time and memory."""

from __future__ import annotations

import contextlib
import gc
import io
import random
import resource
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangze.reading import UnreadableDocument, limits, read, read_file
from tests.reading.making import CONTENT_TYPES, blank_pdf, docx_of, pdf_of, zip_of

LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>'


def refused(source: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(source, filename="given")
    assert caught.value.remedy
    assert caught.value.field == "document"
    return str(caught.value)


def bomb(size: int = limits.MEMBER_BYTES + 1) -> bytes:
    return zip_of({CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<w>" + b" " * size + b"</w>"})


def lying_bomb() -> bytes:
    """An archive whose directory says that its large member is small."""
    source = bytearray(bomb())
    size = (limits.MEMBER_BYTES + 8).to_bytes(4, "little")
    at = source.find(size)
    while at >= 0:
        source[at : at + 4] = (100).to_bytes(4, "little")
        at = source.find(size, at + 4)
    return bytes(source)


def with_member(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(["一、总则"]))) as given, zipfile.ZipFile(out, "w") as made:
        for member in given.infolist():
            made.writestr(member.filename, data if member.filename == name else given.read(member))
    return out.getvalue()


def nested_docx(depth: int) -> bytes:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = b"<w:tbl><w:tr><w:tc>" * depth + b"</w:tc></w:tr></w:tbl>" * depth
    return with_member("word/document.xml", b"<w:document " + space + b"><w:body>" + inner + b"</w:body></w:document>")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"", "no text"),
        (lambda: b" \n\t \r\n", "no text"),
        (lambda: b"\xef\xbb\xbf  ", "no text"),
        (lambda: b"\x7fELF" + bytes(range(256)) * 20, "no document of a kind"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "no document of a kind"),
        (lambda: bytes(random.Random(1).randrange(1, 32) for _ in range(4000)), "no document of a kind"),
        (lambda: b"PK\x03\x04" + b"junk" * 100, "damaged"),
        (lambda: zip_of({"a.txt": b"x"}), "no document of a kind"),
        (bomb, "unpack"),
        (lying_bomb, ""),
        (lambda: with_member("word/document.xml", LAUGHS), "damaged"),
        (lambda: with_member("word/styles.xml", LAUGHS), "damaged"),
        (lambda: with_member("word/document.xml", b"<w:document"), "damaged"),
        (lambda: nested_docx(400), ""),
        (lambda: b"%PDF-1.7\n" + b"garbage " * 200, "damaged"),
        (lambda: pdf_of(["第一条 内容"])[:700], "damaged"),
        (lambda: pdf_of(["第一条 内容"], password="secret"), "password"),
        (blank_pdf, "pictures of pages"),
        (lambda: b"<html>" + b"<div>" * 5000 + b"x", "time or memory"),
        (lambda: b"<html><body></body></html>", "no text"),
        (lambda: b"x" * (limits.FILE_BYTES + 1), "too large"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_cannot_be_read_says_so(make: Callable[[], bytes], says: str) -> None:
    source = make()
    start = time.monotonic()
    assert says in refused(source)
    assert time.monotonic() - start < 15


def test_html_entities_do_not_expand() -> None:
    page = b"<!DOCTYPE html [<!ENTITY a 'ha'>]><html><body><p>\xe7\xac\xac\xe4\xb8\x80\xe6\x9d\xa1 &a;</p></body></html>"
    assert "haha" not in read(page, filename="x").text


def test_a_pdf_with_too_many_pages() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(limits.PDF_PAGES + 1):
        canvas.showPage()
    canvas.save()
    assert "pages" in refused(out.getvalue())


def test_a_missing_file(tmp_path: object) -> None:
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read_file(f"{tmp_path}/none.txt")


@given(st.binary(max_size=3000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    if b"%PDF-" in source[:1024]:
        return  # starts a process each time; covered above
    with contextlib.suppress(UnreadableDocument):
        read(source, filename="x")


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_docx_with_wrong_bytes_is_read_or_refused(data: st.DataObject) -> None:
    source = bytearray(docx_of(["一、总则", "第一条 每月报告一次。"]))
    for _ in range(data.draw(st.integers(1, 8))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableDocument):
        read(bytes(source), filename="x")


def seconds(text: str) -> float:
    """Processor time of one reading; what other tests left behind is not swept up in it."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read(text.encode(), filename="large")
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "piece",
    [
        "第一条 各部门每月报告一次工作情况，并及时整改。\n",
        "1、各单位每年1月10日前报告。",
        "制定年度工作要点。",
        "（",
        "每",
        "每年、",
        "1月、",
        "《",
        "，",
        "附件1：甲\n",
        "一、甲\n",
        "党委和",
        "甲乙丙丁",
        "2016年3月1日\n",
        "讲",
        "听取",
        "由",
        "年度制定计划",
        "* ",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    small, large = (piece * (size // len(piece)) for size in (20_000, 80_000))
    seconds(small)
    assert min(seconds(large) for _ in range(3)) < 12 * max(min(seconds(small) for _ in range(3)), 0.02)


def test_fifty_thousand_clauses_and_five_megabytes() -> None:
    body = "各级党组织要按照分工抓好职责范围内的工作，层层落实责任。" * 2
    text = "".join(f"第{number}条 {body}每季度报告一次。\n" for number in range(1, 26_001))
    assert len(text.encode()) > 5_000_000
    taken = seconds(text)
    assert taken < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 3_000_000
