"""An installation's own typefaces come first; without the free ones nothing is printed and the way out is named."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from liangze.documents.official import pdf, typefaces
from liangze.documents.paper import Heading, Paper, Paragraph
from tests.documents.reading_back import lines

PAPER = Paper(title="", blocks=(Heading("一、总体要求"), Paragraph("正文")))


def renamed(font: bytes, family: str) -> bytes:
    """The typeface under another family name (name identifiers 1 and 16, no longer than the name it has)."""
    made = bytearray(font)
    count = struct.unpack_from(">H", font, 4)[0]
    table = next(struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16) if font[at : at + 4] == b"name")
    records, strings = struct.unpack_from(">HH", font, table + 2)
    for record in range(table + 6, table + 6 + 12 * records, 12):
        if struct.unpack_from(">H", font, record + 6)[0] in (1, 16):
            encoded = family.encode("utf-16-be")
            start = table + strings + struct.unpack_from(">H", font, record + 10)[0]
            assert len(encoded) <= struct.unpack_from(">H", font, record + 8)[0]
            made[start : start + len(encoded)] = encoded
            struct.pack_into(">H", made, record + 8, len(encoded))
    return bytes(made)


def test_own_typefaces_are_preferred_for_what_they_are_meant_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [line.face for line in lines(pdf(PAPER).content)[:2]] == ["NotoSansSC-Medium", "NotoSerifSC-Regular"]
    (tmp_path / "own.ttf").write_bytes(renamed((typefaces.FREE / "song-bold.ttf").read_bytes(), "SimHei"))
    monkeypatch.setenv("LIANGZE_FONTS", str(tmp_path))
    assert [line.face for line in lines(pdf(PAPER).content)[:2]] == ["NotoSerifSC-Bold", "NotoSerifSC-Regular"]
    monkeypatch.delenv("LIANGZE_FONTS")
    assert lines(pdf(PAPER).content)[0].face == "NotoSansSC-Medium"


def test_without_the_free_typefaces_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "FREE", tmp_path)
    with pytest.raises(FileNotFoundError, match="make setup"):
        pdf(PAPER)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGZE_FONTS", str(tmp_path / "missing"))
    with pytest.raises(FileNotFoundError, match="LIANGZE_FONTS"):
        pdf(PAPER)
