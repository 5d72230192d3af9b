"""Pages of a document as pictures, so that a signer sees exactly the bytes that are signed, on any device."""

from __future__ import annotations

import io
import threading
from functools import lru_cache

import pypdfium2

from liangze.core.errors import NotFound
from liangze.trust.endorsements.queries import content_of

WIDTH = 1240  # pixels of a page: 150 dots an inch on A4
COLOURS = 32  # enough for text in black and red; keeps a page small on a phone line
_one_at_a_time = threading.Lock()  # PDFium is not made for several threads


@lru_cache(maxsize=64)
def picture(digest: str, number: int) -> bytes:
    """Page `number` (from 1) of the document with that SHA-256, as PNG. Raises NotFound."""
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
    out = io.BytesIO()
    drawn.convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
