"""Labels that run on inside a paragraph: 有下列情形的：1、…。2、… and 7、…。8、…"""

from __future__ import annotations

import re

from liangze.reading.labels import CIRC, CN, LABEL, NUM, PCN, PNUM, Label, from_match

#: A label inside a paragraph stands behind the end of a sentence or item, or a colon; round ones also behind a comma.
_INSIDE = re.compile(rf"(?<=[。；：！？，、”）])\s*(?:{LABEL.pattern})", re.X)
_RUNS = (CN, PCN, NUM, PNUM, CIRC)  # from the outermost in


def labels_in(text: str, own: Label | None) -> list[Label]:
    """All labels of a paragraph in one width, its own at the start included; only real sequences count inside."""
    found = [own] if own else []
    if own:
        after = _directly_behind(text, own.end)
        while after:
            found.append(after)
            after = _directly_behind(text, after.end)
    candidates = _candidates(text, found[-1].end if found else 0)
    if not candidates:
        return found
    last = {label.kind: label.number for label in found}
    for index, label in enumerate(candidates):
        if label.number == last.get(label.kind, 0) + 1 and (label.number > 1 or _goes_on(label, candidates[index + 1 : index + 61])):
            accepted = label
        elif label.kind == PNUM and PNUM not in last and label.number == last.get(NUM, 0) + 1 > 2:
            accepted = label  # a slip of the pen: 12、… (13)
            last[NUM] = label.number
            found.append(accepted)
            continue
        else:
            continue
        last[label.kind] = label.number
        for inner in _RUNS[_RUNS.index(label.kind) + 1 :]:
            last.pop(inner, None)
        found.append(accepted)
    return found


def _directly_behind(text: str, at: int) -> Label | None:
    """A first label that follows another at once: 第五条（一）…"""
    while at < len(text) and text[at] == " ":
        at += 1
    match = LABEL.match(text, at)
    label = from_match(match) if match else None
    return label if label and label.number == 1 and label.kind in _RUNS else None


def _candidates(text: str, at: int) -> list[Label]:
    found = []
    for match in _INSIDE.finditer(text, at):
        label = from_match(match)
        if label is None:
            continue
        before = text[match.start() - 1]
        start = match.end() - len(match.group().lstrip())
        label = Label(label.kind, label.number, label.printed, start, label.end)
        if label.kind in (PNUM, CIRC) or (label.kind in (NUM, PCN, CN) and before not in "，、”"):
            found.append(label)
        elif label.kind == NUM and label.number == 1 and before == "，":
            found.append(label)  # 对领导班子，1、…；2、…
    return found


def _goes_on(first: Label, later: list[Label]) -> bool:
    """Whether a second label of the kind follows."""
    return any(label.kind == first.kind and label.number == 2 for label in later)
