"""Sections → clauses as others see them: in the document's own characters, with spans into the document."""

from __future__ import annotations

from collections.abc import Sequence

from liangze.reading.labels import HEADING
from liangze.reading.result import Clause
from liangze.reading.structure import Section, Stretch


def clauses(units: Sequence[Section], printed: str) -> tuple[Clause, ...]:
    """One clause for each section. `printed` is the document as it came."""
    return tuple(_clause(unit, printed) for unit in units)


def _clause(unit: Section, printed: str) -> Clause:
    heading = as_printed(unit.heading, printed) if unit.heading else None
    text = "\n".join(as_printed(stretch, printed) for stretch in unit.own)
    stretches = ([unit.heading] if unit.heading else []) + unit.own
    if unit.kind == HEADING and unit.label:
        stretches = [unit.label, *stretches]
    if stretches:
        start, end = span(stretches[0])
        # A closing paragraph that comes back to a parent does not make the span run over its children.
        for stretch in stretches[1:]:
            following = span(stretch)
            if printed[end : following[0]].strip(" \t\n\u3000\u00a0*\ufeff"):
                break
            end = following[1]
    else:
        start = end = unit.label.paragraph.source_end(unit.label.end) if unit.label else 0
    return Clause(unit.path, heading, text, start, end)


def span(stretch: Stretch) -> tuple[int, int]:
    """Where a stretch stands in the document."""
    if stretch.start >= stretch.end:
        place = stretch.paragraph.source(stretch.start)
        return place, place
    return stretch.paragraph.source(stretch.start), stretch.paragraph.source_end(stretch.end)


def as_printed(stretch: Stretch, printed: str) -> str:
    """A stretch in the document's own characters, its broken lines joined."""
    paragraph, parts = stretch.paragraph, []
    for at, place in enumerate(paragraph.ats):
        stop = paragraph.ats[at + 1] if at + 1 < len(paragraph.ats) else len(paragraph.text)
        low, high = max(stretch.start, place), min(stretch.end, stop)
        if low < high:
            start = paragraph.starts[at] + low - place
            parts.append(printed[start : start + high - low])
    return "".join(parts)
