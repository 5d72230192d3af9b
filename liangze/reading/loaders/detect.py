"""What kind of document some bytes are."""

from __future__ import annotations

import io
import re
import zipfile

from liangze.reading import errors, limits

#: Each kind is the name of the module that loads it.
TEXT, HTML, DOCX, PDF, OFFICE = "text", "html", "docx", "pdf", "office"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|p)\b", re.I | re.S
)
_BINARY = (b"\x7fELF", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BM6", b"II*\x00", b"MM\x00*")


def kind_of(source: bytes) -> str:
    """TEXT, HTML, DOCX, PDF or OFFICE; raises `UnreadableDocument` for what is none of them."""
    if not source.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise errors.empty()
    if b"%PDF-" in source[:1024]:
        return PDF
    if source.startswith(b"PK\x03\x04"):
        return _archive(source)
    if source.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in source:
            raise errors.encrypted(kind="Word")
        return OFFICE
    if source.startswith(b"{\\rtf"):
        return OFFICE
    if source.startswith(_BINARY):
        raise errors.unknown_type()
    if _HTML_START.match(_ascii_view(source[:4096])):
        return HTML
    return TEXT


def _ascii_view(start: bytes) -> bytes:
    """The start of a text whose ASCII characters may be two bytes wide."""
    return start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _archive(source: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            names = [member.filename for member in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise errors.damaged(kind="Word") from error
    if len(names) > limits.ARCHIVE_MEMBERS:
        raise errors.unknown_type()
    if "word/document.xml" in names:
        return DOCX
    if "mimetype" in names and "content.xml" in names:
        return OFFICE  # OpenDocument
    raise errors.unknown_type()
