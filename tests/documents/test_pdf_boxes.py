"""Where a signature goes: told in points from the lower left corner, empty, inside the page, beside its name."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from liangze.documents.official import pdf
from liangze.documents.paper import Paper, Paragraph, SignatureBox
from tests.documents import specimens
from tests.documents.reading_back import MM


@pytest.mark.parametrize("count", [1, 2, 3, 7])
@pytest.mark.parametrize("wide", [False, True])
def test_each_box_is_free_and_inside_the_text(count: int, wide: bool) -> None:
    boxes = tuple(SignatureBox(f"key{at}", "签字人" * at, "欧阳静远") for at in range(1, count + 1))
    rendered = pdf(Paper(title="责任书", blocks=(Paragraph("责任" * 260),), signatures=boxes, wide=wide))
    assert set(rendered.boxes) == {box.key for box in boxes}
    with pdfplumber.open(io.BytesIO(rendered.content)) as document:
        assert len(document.pages) == rendered.pages
        for box in rendered.boxes.values():
            page = document.pages[box.page]
            left, right, bottom = (35, 37, 26) if wide else (28, 26, 35)
            assert left * MM - 1 <= box.left < box.right <= float(page.width) - right * MM + 1
            assert bottom * MM - 1 <= box.bottom < box.top <= float(page.height)
            assert box.right - box.left > 60 * MM
            assert box.top - box.bottom == pytest.approx(21 * MM)
            assert (
                not page.crop((box.left, float(page.height) - box.top, box.right, float(page.height) - box.bottom)).extract_text().strip()
            )


def test_a_box_stands_below_its_own_name() -> None:
    rendered = pdf(specimens.letter())
    with pdfplumber.open(io.BytesIO(rendered.content)) as document:
        for key, name in (("issuer", "沈维嘉"), ("holder", "周敬言")):
            box = rendered.boxes[key]
            page = document.pages[box.page]
            top = float(page.height) - box.top
            above = page.crop((box.left - 1, top - 30, box.right + 1, top)).extract_text()
            assert name in above


def test_two_boxes_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="keys of their own"):
        pdf(Paper(title="责任书", signatures=(SignatureBox("a", "甲"), SignatureBox("a", "乙"))))
