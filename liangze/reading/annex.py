"""Titles of the annexes: from the annexes themselves, else from the line that announces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from liangze.reading.labels import ANNEX, ANNEX_LINE, NUM, label_at
from liangze.reading.lines import Paragraph
from liangze.reading.structure import Section
from liangze.reading.table import is_head
from liangze.reading.width import squeeze

_ITEM = re.compile(r"^\s*\d{1,2}\s*[.、]\s*")


def annexes(units: Sequence[Section], paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    titles = [squeeze(_title(unit)) for unit in units if unit.kind == ANNEX and unit.own]
    titles = [title for title in titles if 0 < len(title) <= 80]
    return tuple(titles) or tuple(_announced(paragraphs))


def _title(unit: Section) -> str:
    """The lines of an annex's own, up to the head of its table."""
    return "".join(stretch.text for stretch in takewhile(lambda stretch: not is_head(stretch.text), unit.own))


def _announced(paragraphs: Sequence[Paragraph]) -> list[str]:
    for index, paragraph in enumerate(paragraphs):
        match = ANNEX_LINE.match(paragraph.text) if paragraph.text.startswith("附") else None
        if match and match["title"] and match["mark"] and len(paragraph.text) < 80:
            found = [_ITEM.sub("", match["title"])]
            for later in paragraphs[index + 1 : index + 30]:
                label = label_at(later.text)
                if label is None or label.kind != NUM or len(later.text) > 60 or label.number != len(found) + 1:
                    break
                found.append(_ITEM.sub("", later.text))
            return [squeeze(title) for title in found]
    return []
