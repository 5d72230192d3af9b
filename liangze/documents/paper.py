"""What an official document says, apart from how it looks: one value from which PDF, Word and Excel are made.

The layout is that of GB/T 9704-2012 (party and government documents); see liangze.documents.official.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the text. level 1 to 4: 一、 | （一） | 1. | （1）; the number is part of `text`."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its first line set in by two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values in two columns: head data of a letter, of a ledger."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid. width: share of the width, any unit. align: "left", "center" or "right"."""

    title: str
    width: float = 1.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its head is repeated on each page. Every row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Heading | Paragraph | Facts | Grid


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """A place to be signed at the end of the text. key: unique in the paper, e.g. "issuer"; role and name are printed beside."""

    key: str
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An official document. `number` 发文字号, `day` 成文日期, `addressee` 主送, `attachments` 附件说明; empty: left out.

    wide  landscape, for broad tables.  note  a line under everything: as of which day, from which installation.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    subtitle: str = ""
    number: str = ""
    issuer: str = ""
    day: date | None = None
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    signatures: tuple[SignatureBox, ...] = ()
    wide: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page in points from the lower left corner. page counts from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF with its number of pages and the place of each signature box, by key."""

    content: bytes
    pages: int
    boxes: Mapping[str, Box] = field(default_factory=lambda: MappingProxyType({}))
