"""What a file is, by its content. Its name is only asked whether it says the same."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import PurePath
from typing import BinaryIO

#: Allowed endings, and the media type that the content must then have.
ENDINGS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ofd": "application/ofd",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain",
}
HEAD = 1024  # bytes looked at first
MEMBERS = 20_000  # more members than any office document has: a container made to exhaust whoever opens it
UNPACKED, TIMES_SMALLER = 64 * 1024 * 1024, 200  # from here on, contents that pack better than office documents do: the same
TYPES, TYPES_SIZE = "[Content_Types].xml", 1024 * 1024  # the list of what the parts are, and how long it can be
MACROS = (b"vbaproject", b"macroenabled")  # in that list, whatever the parts are called
OFFICE = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"))
CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


def ending(name: str) -> str:
    """The ending of a file name, in small letters without the dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def media_type(file: BinaryIO) -> str | None:
    """The media type of the content, or None when it is none of the allowed kinds. Leaves the file at its start."""
    file.seek(0)
    head = file.read(HEAD)
    try:
        return _signature(head) or (_container(file) if head.startswith(b"PK\x03\x04") else _text(head, file))
    finally:
        file.seek(0)


def _signature(head: bytes) -> str | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return ENDINGS["png"]
    if head.startswith(b"\xff\xd8\xff"):
        return ENDINGS["jpg"]
    return ENDINGS["pdf"] if b"%PDF-" in head else None


def _container(file: BinaryIO) -> str | None:
    """Office documents are zip files; only the list of members and that of their types are read. Macros are refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if len(parts) > MEMBERS or (unpacked > UNPACKED and unpacked > packed * TIMES_SMALLER):
                return None
            names = set(archive.namelist())
            types = archive.open(TYPES).read(TYPES_SIZE + 1).replace(b"\0", b"").lower() if TYPES in names else b""
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, ValueError, NotImplementedError, EOFError):
        return None
    if len(types) > TYPES_SIZE or any(mark in types for mark in MACROS) or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if "OFD.xml" in names:
        return ENDINGS["ofd"]
    return next((ENDINGS[kind] for part, kind in OFFICE if part in names), None)


def _text(head: bytes, file: BinaryIO) -> str | None:
    """Text in any of the usual Chinese encodings. UTF-16 has zero bytes and needs its mark at the start."""
    file.seek(0)
    content = file.read()
    for encoding in ("utf-16",) if head[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return ENDINGS["txt"] if content and not CONTROL & set(map(ord, text)) else None
    return None
