"""How far each time of a sentence reaches: its own part, and the parts up to the next time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from liangze.reading.cadence import Cadence
from liangze.reading.sentences import Sentence

#: A day that a time only dates: 每季度末的主题党日，各支部学习廉政.
NAMED_DAY = re.compile(r"的[^，。；]{2,8}日，")


@dataclass(slots=True)
class Scope:
    """The stretch of a sentence that a cadence governs: its own part, and the parts up to the next cadence."""

    sentence: Sentence
    cadence: Cadence
    parts: list[tuple[int, int]]
    part: int
    end: int  # where the next cadence, or the part that it stands in, begins
    since: int  # where what the cadence before governs ends

    before: str = field(init=False)  # in the part of the cadence
    first: str = field(init=False)  # what follows the cadence in its own part

    def __post_init__(self) -> None:
        text, (low, high) = self.sentence.text, self.parts[self.part]
        self.before = text[max(low, self.since) : self.cadence.start]
        self.first = text[self.cadence.end : max(self.cadence.end, min(high, self.end))]

    def later(self) -> Iterator[tuple[int, str]]:
        """The parts that follow, with their start."""
        for start, end in self.parts[self.part + 1 :]:
            if start >= self.end:
                return
            yield start, self.sentence.text[start : min(end, self.end)]


def scopes_of(sentence: Sentence, cadences: list[Cadence]) -> list[Scope]:
    parts = sentence.parts()
    scopes: list[Scope] = []
    since = 0
    for index, cadence in enumerate(cadences):
        part = next((i for i, (_, end) in enumerate(parts) if cadence.start < end), len(parts) - 1)
        end = len(sentence.text)
        for later in cadences[index + 1 :]:
            if later.end == cadence.end:
                continue  # 每月、每季度: both govern what follows
            start = next((low for low, high in parts if low <= later.start < high), later.start)
            end = start if start > cadence.start else later.start
            break
        if index and cadences[index - 1].end == cadence.end:
            since = scopes[-1].since
        scopes.append(Scope(sentence, cadence, parts, part, end, since))
        since = cadence.end
    return scopes
