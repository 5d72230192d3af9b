"""What is told when a document cannot be read.

Every text is an English msgid with %(name)s places, as in `liangze.core.errors`; the Chinese stands in
`locale/zh_Hans/reading.po`.
"""

from __future__ import annotations

from typing import Any

from liangze.core.errors import Refusal


class UnreadableDocument(Refusal):
    """The bytes given are no document that can be read: what is wrong, and what to do. `field` is "document"."""

    status = 422

    def __init__(self, what: str, *, remedy: str, **params: Any) -> None:
        super().__init__(what, remedy=remedy, field="document", params=params)


def empty() -> UnreadableDocument:
    return UnreadableDocument(
        "The document contains no text.",
        remedy="Choose the file that holds the text of the regulation.",
    )


def too_large(*, size: int, limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        "The document is too large: %(size)s MB, the limit is %(limit)s MB.",
        remedy="Remove pictures, or divide the document and read its parts.",
        size=f"{size / 1_000_000:.1f}",
        limit=f"{limit / 1_000_000:g}",
    )


def unpacks_too_large(*, limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        "The document would unpack to more than %(limit)s MB.",
        remedy="Save it anew from the word processor without pictures.",
        limit=f"{limit / 1_000_000:g}",
    )


def unknown_type() -> UnreadableDocument:
    return UnreadableDocument(
        "The file is no document of a kind that can be read.",
        remedy="Give a text, Word (docx), PDF or HTML document.",
    )


def damaged(*, kind: str) -> UnreadableDocument:
    return UnreadableDocument(
        "The %(kind)s document is damaged or not what its beginning promises.",
        remedy="Open it in the program it was made with and save it anew.",
        kind=kind,
    )


def unknown_encoding() -> UnreadableDocument:
    return UnreadableDocument(
        "The encoding of the text cannot be told.",
        remedy="Save the text as UTF-8 and read it again.",
    )


def encrypted(*, kind: str) -> UnreadableDocument:
    return UnreadableDocument(
        "The %(kind)s document is protected by a password.",
        remedy="Remove the password and read it again.",
        kind=kind,
    )


def scanned() -> UnreadableDocument:
    return UnreadableDocument(
        "The PDF document holds pictures of pages and no text.",
        remedy="Recognise its text first (OCR), or ask the issuer for the text version.",
    )


def too_many_pages(*, pages: int, limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        "The PDF document has %(pages)s pages, the limit is %(limit)s.",
        remedy="Divide the document and read its parts.",
        pages=pages,
        limit=limit,
    )


def took_too_much(*, kind: str) -> UnreadableDocument:
    return UnreadableDocument(
        "Reading the %(kind)s document took more time or memory than is allowed.",
        remedy="Save it as docx or text and read that.",
        kind=kind,
    )


def office_missing(*, kind: str) -> UnreadableDocument:
    return UnreadableDocument(
        "%(kind)s documents can be read only where LibreOffice is installed.",
        remedy="Save the document as docx, or ask the administrator to install LibreOffice.",
        kind=kind,
    )


def no_file(*, path: str) -> UnreadableDocument:
    return UnreadableDocument(
        "The file %(path)s cannot be opened.",
        remedy="Check its name and whether you may read it.",
        path=path,
    )
