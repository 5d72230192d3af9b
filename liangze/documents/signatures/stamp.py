"""What is seen of a signature on the page: opinion and name, role, moment, comments, drawn by typst in the size of the box."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from pyhanko.pdf_utils.content import AppearanceContent
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStampStyle

from liangze.documents.official import typefaces
from liangze.documents.official.words import printable

LAYOUT = Path(__file__).with_name("stamp.typ")
_one_at_a_time = threading.Lock()  # a compiler holds the words of one stamp


@dataclass(frozen=True, slots=True)
class Words:
    """What the stamp says. moment  as people write it."""

    opinion: str
    name: str
    role: str
    moment: str
    comments: str = ""


def moment(at: datetime) -> str:
    """2026年6月16日 09:30, in the time zone that `at` carries."""
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def picture(words: Words, *, width: float, height: float) -> bytes:
    """A one-page PDF of that size in points, its font a subset embedded in it."""
    places = typefaces.folders()
    inputs = {"opinion": words.opinion, "name": words.name, "role": words.role, "moment": words.moment, "comments": words.comments}
    inputs = {name: printable(text) for name, text in inputs.items()}
    inputs |= {"width": f"{width:.2f}", "height": f"{height:.2f}", "faces": json.dumps(typefaces.faces(places)["hei"])}
    with _one_at_a_time:
        drawn = _compiler(places).compile(sys_inputs=inputs, pdf_standards="a-2b", pdf_tags=False)
    if not isinstance(drawn, bytes):
        raise TypeError(f"a stamp is one page, not {type(drawn)}")
    return drawn


@cache
def _compiler(places: tuple[Path, ...]) -> typst.Compiler:
    return typst.Compiler(LAYOUT, root=LAYOUT.parent, font_paths=typefaces.fonts(places), ignore_system_fonts=True)


class Drawn(AppearanceContent):
    """The picture as the appearance of a signature field."""

    def __init__(self, writer: BasePdfFileWriter, box: BoxConstraints, words: Words) -> None:
        super().__init__(writer=writer, box=box)
        self.words = words

    def register(self) -> IndirectObject:
        """Bring the picture into the document that is being signed."""
        if self._content_xobj_ref is None:
            page = picture(self.words, width=self.box.width, height=self.box.height)
            self._content_xobj_ref = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(page)))
        return self._content_xobj_ref


@dataclass(frozen=True)
class Style(BaseStampStyle):
    """pyHanko's way to ask for an appearance."""

    words: Words | None = None

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: Any) -> Drawn:  # type: ignore[override]  # an appearance is all that pyHanko asks it for
        """The appearance for a field of that size."""
        if self.words is None:
            raise ValueError("a stamp needs its words")
        return Drawn(writer, box, self.words)
