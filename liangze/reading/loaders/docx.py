"""Word documents: paragraphs and tables in their order, automatic numbers written out; no headers, footers, deletions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from liangze.reading import errors, limits
from liangze.reading.loaders.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br", f"{_W}cr"}


def load(source: bytes) -> str:
    _check(source)
    from docx import Document  # slow to import

    try:
        document = Document(io.BytesIO(source))
        body = document.element.body
        numbering = Numbering(document)
    except Exception as error:  # python-docx raises whatever its parts raise
        raise errors.damaged(kind="Word") from error
    lines: list[str] = []
    for block in _blocks(body):
        lines.extend(_row(block) if block.tag == f"{_W}tr" else _paragraph(block, numbering))
    return "\n".join(lines)


def _check(source: bytes) -> None:
    """Refuses what unpacks to too much and what defines entities, before any XML parser sees it."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            for member in archive.infolist():
                if member.flag_bits & 1:
                    raise errors.encrypted(kind="Word")
                total += member.file_size
                if member.file_size > limits.MEMBER_BYTES or total > limits.ARCHIVE_BYTES:
                    raise errors.unpacks_too_large(limit=limits.ARCHIVE_BYTES)
                if member.filename.endswith((".xml", ".rels")):
                    _check_member(archive, member)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise errors.damaged(kind="Word") from error
    except Exception as error:
        if isinstance(error, errors.UnreadableDocument):
            raise
        raise errors.damaged(kind="Word") from error  # zlib.error and the like


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as stream:
        data = stream.read(limits.MEMBER_BYTES + 1)  # the header's size may lie
    if len(data) > limits.MEMBER_BYTES:
        raise errors.unpacks_too_large(limit=limits.ARCHIVE_BYTES)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise errors.damaged(kind="Word")


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and table rows in reading order; a paragraph inside a row is not given again."""
    inside: Any = None
    from lxml import etree

    depth = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.XML_DEPTH:
            raise errors.took_too_much(kind="Word")
        if event == "end":
            if element is inside:
                inside = None
        elif inside is None and element.tag in (f"{_W}p", f"{_W}tr", _FALLBACK):
            inside = element
            if element.tag != _FALLBACK:
                yield element


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    skipped: Any = None
    from lxml import etree

    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "end":
            skipped = None if element is skipped else skipped
        elif skipped is not None:
            continue
        elif element.tag in (_FALLBACK, f"{_W}del"):
            skipped = element
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}tab":
            if element.getparent().tag == f"{_W}r":
                parts.append(" ")
        elif element.tag in _BREAKS:
            parts.append("\n")
    return "".join(parts)


def _paragraph(paragraph: Any, numbering: Numbering) -> list[str]:
    text = _text(paragraph)
    return [numbering.label(paragraph, has_text=bool(text.strip())) + text]


def _row(row: Any) -> list[str]:
    cells = []
    for cell in row.iter(f"{_W}tc"):
        cells.append(" ".join("".join(_text(p).split("\n")) for p in cell.iter(f"{_W}p")).strip())
    return ["　".join(filter(None, cells))]
