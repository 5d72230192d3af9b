"""Bytes of a file → its text. What a file is, its content says, never its name."""

from __future__ import annotations

from importlib import import_module

from liangze.reading import errors, limits
from liangze.reading.loaders import detect


def load(source: bytes) -> str:
    """The text of a document, lines parted by newlines. Raises `UnreadableDocument`.

    txt in any usual Chinese encoding, html, docx, pdf with text; doc, wps, rtf and odt through LibreOffice.
    """
    if len(source) > limits.FILE_BYTES:
        raise errors.too_large(size=len(source), limit=limits.FILE_BYTES)
    # Heavy parsers are imported only when they are needed.
    module = import_module(f"liangze.reading.loaders.{detect.kind_of(source)}")
    loaded = str(module.load(source))
    if len(loaded) > limits.TEXT_CHARS:
        raise errors.too_large(size=len(loaded), limit=limits.TEXT_CHARS)
    if not loaded.strip():
        raise errors.empty()
    return loaded
