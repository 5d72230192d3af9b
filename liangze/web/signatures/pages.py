"""Pages of a document as pictures, so that a signer sees exactly the bytes that are signed, on any device."""

from __future__ import annotations

import io
import threading
from functools import lru_cache

import pypdfium2
from PIL.Image import Image

from liangze.core.errors import NotFound
from liangze.trust.endorsements.queries import content_of

WIDTH = 1240  # pixels of a page: 150 dots an inch on A4
WHITE = 255
COLOURS = 32  # enough for text in black and red; keeps a page small on a phone line
_one_at_a_time = threading.Lock()  # PDFium is not made for several threads


MARGIN = round(WIDTH * 20 / 210)  # what a phone does without on either side, where nothing is printed: 20 mm


@lru_cache(maxsize=64)
def picture(digest: str, number: int, *, narrow: bool = False) -> bytes:
    """Page `number` (from 1) of the document with that SHA-256, as PNG. Raises NotFound.

    narrow  without the blank of both margins, for small screens; nothing printed is ever left out.
    """
    content = content_of(digest)
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            if not 1 <= number <= len(document):
                raise NotFound("The document has no such page.", remedy="Open its first page.")
            document.init_forms()  # the stamps of signatures are drawn as form fields
            page = document[number - 1]
            drawn = page.render(scale=WIDTH / page.get_width(), may_draw_forms=True).to_pil()
        finally:
            document.close()
    drawn = drawn.convert("RGB")
    if narrow and _blank(drawn, 0, MARGIN) and _blank(drawn, drawn.width - MARGIN, drawn.width):
        drawn = drawn.crop((MARGIN, 0, drawn.width - MARGIN, drawn.height))
    out = io.BytesIO()
    drawn.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _blank(drawn: Image, left: int, right: int) -> bool:
    """Whether nothing at all is printed in that strip."""
    return all(low == high == WHITE for low, high in drawn.crop((left, 0, right, drawn.height)).getextrema())
