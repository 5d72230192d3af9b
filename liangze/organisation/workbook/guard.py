"""Keeping hostile workbooks out: what is checked before anything is read in earnest."""

from __future__ import annotations

import zipfile
from typing import BinaryIO
from xml.parsers import expat

from liangze.core.errors import Refusal

MB = 1024 * 1024
LARGEST_FILE = 100 * MB
LARGEST_UNPACKED = 2048 * MB
LARGEST_STRINGS = 256 * MB  # shared strings are held in memory
PARTS_AT_MOST = 500
TIMES_SMALLER = 200  # a workbook of plain rows packs to about a twentieth


def demand_workbook(source: BinaryIO) -> None:
    """Refuse what is no workbook, is too large, unpacks to too much, is protected, or declares entities. Rewinds `source`."""
    source.seek(0, 2)
    size = source.tell()
    source.seek(0)
    if size > LARGEST_FILE:
        limits = {"size": size // MB, "limit": LARGEST_FILE // MB}
        raise _refusal("The file has %(size)s MB; at most %(limit)s are read.", "Split it by unit.", **limits)
    start = source.read(8)
    source.seek(0)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refusal("This is an old or a protected workbook.", "Open it in Excel or WPS, take off the password and save it as .xlsx.")
    try:
        with zipfile.ZipFile(source) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _refusal("This is not a workbook in the format .xlsx, or it is damaged.", "Save it as .xlsx once more.") from None
    finally:
        source.seek(0)


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise zipfile.BadZipFile("no workbook inside")
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    strings = sum(p.file_size for p in parts if p.filename.lower().endswith("sharedstrings.xml"))
    bomb = unpacked > 10 * MB and unpacked > packed * TIMES_SMALLER
    if len(parts) > PARTS_AT_MOST or unpacked > LARGEST_UNPACKED or strings > LARGEST_STRINGS or bomb:
        raise _refusal("The workbook unpacks to far more than it may.", "Download the template and copy the rows into it as values.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                _demand_no_doctype(stream.read(64 * 1024))


def _demand_no_doctype(start: bytes) -> None:
    """Office writes no document type declaration; entities to expand come with one."""

    def refuse(*_: object) -> None:
        raise _refusal("The workbook contains declarations that no office program writes.", "Save it as .xlsx once more.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(start, False)
    except expat.ExpatError:
        raise zipfile.BadZipFile("broken part") from None


def _refusal(what: str, remedy: str, **params: object) -> Refusal:
    return Refusal(what, remedy=remedy, field="file", params=params)
