"""Bytes of a file → its text. What a file is, its content says, never its name."""

from __future__ import annotations

from liangze.reading import errors, limits
from liangze.reading.loaders import detect, text


def load(source: bytes) -> str:
    """The text of a document, lines parted by newlines. Raises `UnreadableDocument`.

    txt in any usual Chinese encoding, html, docx, pdf with text; doc, wps, rtf and odt through LibreOffice.
    """
    if len(source) > limits.FILE_BYTES:
        raise errors.too_large(size=len(source), limit=limits.FILE_BYTES)
    kind = detect.kind_of(source)
    if kind == detect.PDF:
        from liangze.reading.loaders import pdf as loader  # heavy parsers are imported only when needed
    elif kind == detect.DOCX:
        from liangze.reading.loaders import docx as loader
    elif kind == detect.OFFICE:
        from liangze.reading.loaders import office as loader
    elif kind == detect.HTML:
        from liangze.reading.loaders import html as loader
    else:
        loader = text
    loaded = loader.load(source)
    if len(loaded) > limits.TEXT_CHARS:
        raise errors.too_large(size=len(loaded), limit=limits.TEXT_CHARS)
    if not loaded.strip():
        raise errors.empty()
    return loaded
