"""Keeping hostile workbooks out: what is checked before anything is read in earnest."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

from liangze.core.errors import Refusal

MB = 1024 * 1024
PARTS_AT_MOST = 500
TIMES_SMALLER = 200  # a workbook of plain rows packs to about a twentieth


@dataclass(frozen=True, slots=True)
class Limits:
    """In bytes: the file, all of it unpacked, and its shared strings, which are held in memory."""

    file: int
    unpacked: int
    strings: int


LARGE = Limits(100 * MB, 2048 * MB, 256 * MB)  # read as a stream, by a job
SMALL = Limits(5 * MB, 64 * MB, 16 * MB)  # read while somebody waits


def demand_workbook(source: BinaryIO, limits: Limits = LARGE) -> None:
    """Refuse what is no workbook, is too large, unpacks to too much, is protected, or declares entities. Rewinds `source`."""
    source.seek(0, 2)
    size = source.tell()
    source.seek(0)
    if size > limits.file:
        told = {"size": -(-size // MB), "limit": limits.file // MB}
        raise _refusal("The file has %(size)s MB; at most %(limit)s are read.", "Split it into several workbooks.", **told)
    start = source.read(8)
    source.seek(0)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refusal("This is an old or a protected workbook.", "Open it in Excel or WPS, take off the password and save it as .xlsx.")
    try:
        with zipfile.ZipFile(source) as archive:
            _check_parts(archive, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _refusal("This is not a workbook in the format .xlsx, or it is damaged.", "Save it as .xlsx once more.") from None
    finally:
        source.seek(0)


def _check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise zipfile.BadZipFile("no workbook inside")
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    strings = sum(p.file_size for p in parts if p.filename.lower().endswith("sharedstrings.xml"))
    bomb = unpacked > 10 * MB and unpacked > packed * TIMES_SMALLER
    if len(parts) > PARTS_AT_MOST or unpacked > limits.unpacked or strings > limits.strings or bomb:
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
