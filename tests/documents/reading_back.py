"""What stands in a PDF, read back: lines of a page, typefaces, the mark of PDF/A."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pypdf

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One line of a page: its words, and where it stands in millimetres from the upper left; size in points, its first typeface."""

    words: str
    left: float
    right: float
    top: float
    size: float
    face: str


def lines(content: bytes, page: int = 0) -> list[Line]:
    """The lines of a page from top to bottom, footer included."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        rows: dict[int, list[dict[str, Any]]] = {}
        for character in document.pages[page].chars:
            rows.setdefault(round(character["bottom"] / 3), []).append(character)
    found = []
    for _, row in sorted(rows.items()):
        row.sort(key=lambda each: each["x0"])
        words = "".join(each["text"] for each in row)
        first, last = row[0], row[-1]
        found.append(Line(words, first["x0"] / MM, last["x1"] / MM, first["top"] / MM, first["size"], first["fontname"].split("+")[-1]))
    return found


def words(content: bytes) -> str:
    """All words without spaces and line ends."""
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return "".join(character for character in text if not character.isspace() and character != "\u200b")


def typefaces(content: bytes) -> dict[str, bool]:
    """Name → embedded?"""
    found: dict[str, bool] = {}
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            for child in reference.get_object()["/DescendantFonts"]:
                descriptor = child.get_object()["/FontDescriptor"].get_object()
                found[str(descriptor["/FontName"]).split("+")[-1]] = bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))
    return found


def conformance(content: bytes) -> tuple[str, str]:
    """Part and level of PDF/A as the XMP metadata claims them: ("2", "A")."""
    tree = pypdf.PdfReader(io.BytesIO(content)).root_object["/Metadata"].get_object().get_data().decode()
    part, level = tree.split("<pdfaid:part>")[1][0], tree.split("<pdfaid:conformance>")[1][0]
    return part, level
