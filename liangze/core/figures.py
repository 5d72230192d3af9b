"""Figures in a drafted text: where they stand, and what became of them when a person has edited the text.

A text is drafted from sentences with places for figures. The person edits it freely, as text. `trace` finds each figure again in the
edited text: unchanged, changed by hand, or left out. Nothing has to be marked in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

PLACE = re.compile(r"%\((\w+)\)s")
TOKENS = re.compile(r"\d+(?:\.\d+)?|\D", re.DOTALL)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in a drafted text: from `start` to before `end` stands its value."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure in the edited text. start is -1 where it was left out; `written` is what stands there now."""

    key: str
    start: int
    end: int
    written: str

    @property
    def gone(self) -> bool:
        return self.start < 0


def lay(sentences: Iterable[tuple[str, Mapping[str, tuple[str, int]]]]) -> tuple[str, tuple[Placed, ...]]:
    """One paragraph of the sentences. Each is a text with places %(name)s and, for each name, (key, value) of its figure."""
    text, placed = "", []
    for sentence, figures in sentences:
        at = 0
        for place in PLACE.finditer(sentence):
            text += sentence[at : place.start()]
            key, value = figures[place[1]]
            placed.append(Placed(key, len(text), len(text) + len(str(value))))
            text += str(value)
            at = place.end()
        text += sentence[at:]
    return text, tuple(placed)


def trace(drafted: str, placed: Sequence[Placed], text: str) -> tuple[Traced, ...]:
    """What became of each figure of `drafted` in `text`, in the order of `placed`.

    Both are aligned number by number and character by character with the fewest changes. Where a stretch was rewritten, its figures
    are paired in order with the numbers that stand in its place.
    """
    before, after = list(TOKENS.finditer(drafted)), list(TOKENS.finditer(text))
    at = {token.start(): index for index, token in enumerate(before)}
    pairs = _pairs([token[0] for token in before], [token[0] for token in after], {at[each.start] for each in placed if each.start in at})
    found = []
    for each in placed:
        token = pairs.get(at.get(each.start, -1))
        spot = after[token] if token is not None else None
        found.append(Traced(each.key, spot.start(), spot.end(), spot[0]) if spot else Traced(each.key, -1, -1, ""))
    return tuple(found)


def _pairs(before: list[str], after: list[str], figures: set[int]) -> dict[int, int]:
    """Which token of the edited text each figure has become."""
    found: dict[int, int] = {}
    changed: list[int] = []
    free: list[int] = []
    for step in [*Levenshtein.opcodes(before, after), None]:
        if step is None or step.tag == "equal":
            found |= dict(zip(changed, free, strict=False))
            changed, free = [], []
            if step:
                found |= {
                    step.src_start + n: step.dest_start + n for n in range(step.src_end - step.src_start) if step.src_start + n in figures
                }
            continue
        changed += [index for index in range(step.src_start, step.src_end) if index in figures]
        free += [index for index in range(step.dest_start, step.dest_end) if NUMBER.fullmatch(after[index])]
    return found


def refreshed(text: str, traced: Iterable[Traced], values: Mapping[str, str], old: Mapping[str, str]) -> str:
    """The text with new values in the places of figures that nobody changed by hand."""
    spots = sorted((each for each in traced if not each.gone and each.key in values and each.written == old.get(each.key)), key=_start)
    for each in reversed(spots):
        text = text[: each.start] + values[each.key] + text[each.end :]
    return text


def own_words(text: str, drafted: Iterable[str]) -> str:
    """The text without the sentences that the system drafted: what a person has written."""
    known = {NUMBER.sub("0", sentence.strip()) for paragraph in drafted for sentence in _sentences(paragraph)}
    return "".join(sentence for sentence in _sentences(text) if NUMBER.sub("0", sentence.strip()) not in known).strip()


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。；\n]+[。；\n]?|\n", text)


def _start(each: Traced) -> int:
    return each.start
