"""Headings: those without a label, and what may be one at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.labels import ANNEX_LINE, ARTICLE, CN, NTH, OUTER, PCN, Label
from liangze.reading.lines import DATE_LINE, Paragraph

SENTENCE_END = re.compile(r"[。；！？：][”’」』》）]*$")
SENTENCE = re.compile(r"[。；！？]")
_LEADS_IN = re.compile(r"，[^。；]*(?:如下|以下)[^，。；]{0,10}：$")
_PULL = ("●", "■", "◆", "★", "▲", "※")


def unlabelled_headings(paragraphs: Sequence[Paragraph], labels: Sequence[Sequence[Label]]) -> set[int]:
    """Indices of unlabelled headings, where a document has no numbered outer level. labels: those of each paragraph."""
    outer = {*OUTER, ARTICLE, CN, NTH}
    if any(label.kind in outer for found in labels for label in found) or len(paragraphs) < 4:
        return set()
    if any(p.text.startswith("附") and ANNEX_LINE.match(p.text) for p in paragraphs):
        return set()
    chosen = set()
    for index in range(1, len(paragraphs) - 1):
        text, following = paragraphs[index].text, paragraphs[index + 1]
        if labels[index] or not may_be_heading(text) or text.startswith(_PULL) or DATE_LINE.match(text):
            continue
        body_before = any(SENTENCE.search(p.text) or _LEADS_IN.search(p.text) for p in paragraphs[max(0, index - 3) : index])
        if body_before and len(text) <= 34 and (SENTENCE.search(following.text) or labels[index + 1]):
            chosen.add(index)
    first = labels[1] and labels[1][0].start == 0 and not labels[0] and may_be_heading(paragraphs[0].text)
    if first and chosen and all(labels[index + 1] for index in chosen):
        chosen.add(0)  # every part begins with a number again, the first directly below the title
    return chosen if len(chosen) > 1 else set()


def may_be_heading(text: str) -> bool:
    """Whether a line is short and no sentence."""
    return 2 <= len(text) <= 50 and not SENTENCE.search(text) and not text.endswith(("：", "，", "、")) and not DATE_LINE.match(text)


def stands_alone(text: str, kind: str) -> bool:
    """Whether what follows a label of this kind is a heading that stands alone on its line."""
    if not text or SENTENCE_END.search(text) or SENTENCE.search(text):
        return False
    return len(text) <= (60 if kind in OUTER or kind in (CN, PCN, NTH) else 40)
