"""A Paper as PDF/A-2a: tagged, its typefaces embedded, the same bytes for the same paper.

Typst is kept warm: typefaces are read once, and a further document of the same kind takes some hundredths of a second.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import typst

from liangze.documents.official import typefaces
from liangze.documents.official.titles import title_lines
from liangze.documents.official.widths import may_break, shares, table_size
from liangze.documents.official.words import dated, numbered, printable
from liangze.documents.paper import Block, Box, Facts, Grid, Heading, Paper, Paragraph, Rendered

STANDARD: Final = "a-2a"
LAYOUT = Path(__file__).with_name("layout.typ")
#: How the end of a document (signatures, name, day) is set, tried in turn until it does not stand on a page alone, which the standard
#: wants avoided: with its room, with half of it, with the last paragraph or the last two rows carried over.
ENDINGS = ("roomy", "tight", "carried")
_UNDATED = 946_684_800  # 2000-01-01: a fixed moment, because the bytes are what is signed
_one_at_a_time = threading.Lock()  # a compiler holds the words of one document


def pdf(paper: Paper) -> Rendered:
    """The document, its number of pages, and where each signature box may be filled (points from the lower left, page from 0).

    Same paper and same typefaces: same bytes; the moment of creation is paper.day. ValueError when a grid has a row of another
    width than its head, FileNotFoundError when the typefaces were not built.
    """
    places = typefaces.folders()
    values = _values(paper, typefaces.faces(places))
    for ending in ENDINGS:
        content, found = _composed(values | {"ending": ending}, places, _moment(paper.day))
        told = {name: page for each in found if isinstance(each, dict) and "key" not in each for name, page in each.items()}
        boxes = {each["key"]: each for each in found if isinstance(each, dict) and "key" in each}
        begins = min([*(each["page"] for each in boxes.values()), *([told["ending"]] if "ending" in told else [])], default=1)
        if begins <= told.get("text", begins):
            break
    height = 595.2756 if paper.wide else 841.8898
    placed = {key: _box(each, height) for key, each in boxes.items()}
    return Rendered(content=content, pages=next(each for each in found if isinstance(each, int)), boxes=MappingProxyType(placed))


def _composed(values: dict[str, Any], places: tuple[Path, ...], moment: int) -> tuple[bytes, list[Any]]:
    """The PDF, and what the layout tells: boxes, pages on which text and ending stand, the number of pages."""
    words = {"paper": json.dumps(values, ensure_ascii=False)}
    with _one_at_a_time:
        compiler = _compiler(places)
        content = compiler.compile(sys_inputs=words, pdf_standards=STANDARD, timestamp=moment)
        found = json.loads(compiler.query("metadata", field="value"))
    if not isinstance(content, bytes):
        raise TypeError(f"a PDF is one file, not {type(content)}")
    return content, found


@cache
def _compiler(places: tuple[Path, ...]) -> typst.Compiler:
    return typst.Compiler(LAYOUT, root=LAYOUT.parent, font_paths=typefaces.fonts(places), ignore_system_fonts=True)


def _moment(day: date | None) -> int:
    return _UNDATED if day is None else (day - date(1970, 1, 1)).days * 86_400


def _box(found: dict[str, Any], height: float) -> Box:
    """Typst measures from the upper left and counts pages from 1."""
    top = height - found["y"]
    return Box(found["page"] - 1, found["x"], top - found["height"], found["x"] + found["width"], top)


def _values(paper: Paper, faces: dict[str, list[str]]) -> dict[str, Any]:
    keys = [box.key for box in paper.signatures]
    if len(set(keys)) < len(keys):
        raise ValueError(f"signature boxes of one paper need keys of their own: {keys}")
    return {
        "faces": faces,
        "title": title_lines(printable(paper.title), room=29 if paper.wide else 20),
        "subtitle": printable(paper.subtitle),
        "number": printable(numbered(paper.number)),
        "issuer": printable(paper.issuer),
        "day": dated(paper.day),
        "addressee": printable(paper.addressee),
        "attachments": [printable(each) for each in paper.attachments],
        "signatures": [{**asdict(box), "role": printable(box.role), "name": printable(box.name)} for box in paper.signatures],
        "wide": paper.wide,
        "note": printable(paper.note),
        "blocks": [_block(each, 637.8 if paper.wide else 442.2) for each in paper.blocks],
    }


def _block(block: Block, points: float) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": printable(text), "level": min(max(level, 1), 4)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": printable(text)}
        case Facts(rows):
            return {"kind": "facts", "rows": [[printable(name), printable(value)] for name, value in rows]}
        case Grid(columns, rows, caption):
            size = table_size(len(columns))
            widths = shares(columns, points=points, size=size)
            titled = zip(columns, widths, strict=True)
            heads = [{"title": printable(column.title), "points": width, "align": column.align} for column, width in titled]
            lines = [_row(row, len(columns)) for row in rows]
            return {"kind": "grid", "columns": heads, "rows": lines, "caption": printable(caption), "size": size}


def _row(row: tuple[str, ...], width: int) -> dict[str, Any]:
    if len(row) != width:
        raise ValueError(f"a row of {len(row)} cells in a grid of {width} columns: {row!r}")
    return {"cells": [printable(cell) for cell in row], "long": may_break(row)}
