"""Comparing all texts of a level at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from liangze.core.likeness.align import LEAST as PASSAGE
from liangze.core.likeness.align import Aligned, align
from liangze.core.likeness.candidates import candidates
from liangze.core.likeness.signature import Shingles, known_places, shingles, shingles_of, signature, without
from liangze.core.likeness.text import Doc, Plain, plain

#: A text with fewer characters of its own says too little to be judged.
LEAST = 60
#: From this share of either text on, a pair is worth looking at.
SUSPICIOUS = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """Two texts by their keys, the earlier one first, and what they share."""

    earlier: int
    later: int
    aligned: Aligned

    @property
    def share(self) -> float:
        """Of the text of which more is shared."""
        return max(self.aligned.share_first, self.aligned.share_second)


def compare(docs: Sequence[Doc], common: Iterable[str] = (), suspicious: float = SUSPICIOUS) -> Iterator[Finding]:
    """Pairs of which at least this share is the same words; `docs` in the order in which they came about.

    common  texts that count for nobody: what regulations, forms and the level above say. Passages of them are not shared words.
    """
    given = [plain(Doc(0, 0, (text,))).text for text in common]
    known, texts, prints = shingles_of(given), [], []
    kept: list[Doc] = []
    for doc in docs:
        found = own_words(plain(doc), known)
        prints_of = without(shingles(found.text), known)
        if found.size >= LEAST and len(prints_of):
            kept.append(doc)
            texts.append(found)
            prints.append(signature(prints_of))
    if len(kept) < 2:
        return
    for first, second in candidates(np.array(prints), [text.text for text in texts], [doc.of for doc in kept]):
        aligned = align(texts[first], texts[second])
        if max(aligned.share_first, aligned.share_second) >= suspicious and aligned.shared >= LEAST:
            yield Finding(kept[first].key, kept[second].key, aligned)


def own_words_of(doc: Doc, common: Iterable[str]) -> Plain:
    """One text as `compare` looks at it."""
    return own_words(plain(doc), shingles_of(plain(Doc(0, 0, (text,))).text for text in common))


def own_words(text: Plain, known: Shingles) -> Plain:
    """The text without longer passages that stand in what is common: a few words alone are everybody's, and stay."""
    gone = known_places(text.text, known, PASSAGE)
    if not gone.any():
        return text
    edges = np.flatnonzero(np.diff(np.concatenate(([True], gone, [True])).astype(np.int8)))
    return text.kept((int(begin), int(end)) for begin, end in edges.reshape(-1, 2))
