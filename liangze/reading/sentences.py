"""Sentences of a stretch without white space, and their parts between commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liangze.reading.structure import Stretch

#: No sentence of a regulation is longer; what is, has lost its punctuation, and is cut so that time stays linear.
_SENTENCE = re.compile(r"[^。！？；]{1,1000}[。！？；]?")
_PART = re.compile(r"[^，：]+[，：]?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` in one width without white space. `place(i)` and `source(i)` say where character i stands."""

    text: str
    stretch: Stretch
    at: int
    places: tuple[int, ...] | None

    def place(self, index: int) -> int:
        """Where character `index` stands in its paragraph."""
        return self.places[self.at + index] if self.places else self.stretch.start + self.at + index

    def source(self, index: int) -> int:
        """Where character `index` stands in the document."""
        return self.stretch.paragraph.source(self.place(index))

    def parts(self) -> list[tuple[int, int]]:
        """Spans between commas and colons, the mark included."""
        return [match.span() for match in _PART.finditer(self.text)]


def sentences(stretch: Stretch) -> Iterator[Sentence]:
    text = stretch.text
    places = None
    if " " in text or "\n" in text:
        kept = [index for index, character in enumerate(text) if not character.isspace()]
        places = tuple(stretch.start + index for index in kept)
        text = "".join(text[index] for index in kept)
    for match in _SENTENCE.finditer(text):
        yield Sentence(match.group(), stretch, match.start(), places)
