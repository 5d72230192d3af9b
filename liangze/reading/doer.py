"""Who does what a cadence governs: from the sentence, else inherited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from liangze.reading.act import Act, main_acts
from liangze.reading.context import Inheritance
from liangze.reading.sentences import Sentence
from liangze.reading.structure import Section
from liangze.reading.subject import actor_at_start, agent, divided, pair_subject

if TYPE_CHECKING:
    from liangze.reading.timed import Scope

_NO_SUBJECT = re.compile(r"^(?:对|督促|要求|协助|支持|指导|加强|组织|经|凡|有|如|向|与|把|将)")
_NOT_CARRIED = re.compile(r"随时|及时|适时|根据|定期|视情|必要时")
_ALIKE = frozenset({"report", "hearing"})


def doers(scope: Scope, said: Sequence[Sentence], unit: Section, inheritance: Inheritance) -> list[str | None]:
    """The subjects, one for each row; [None] where the document names nobody."""
    text, cadence = scope.sentence.text, scope.cadence
    acting = agent(scope.first[:60]) or agent(scope.before)
    if acting:
        return list(divided(acting))
    pairs = _pairs(scope)
    if pairs:
        return list(pairs)
    before = text[scope.parts[scope.part][0] : cadence.start]
    if scope.since > scope.parts[scope.part][0]:  # 甲每月向…、乙每季度向…: the name behind the last mark
        beside = actor_at_start(scope.before.rsplit("、", 1)[-1])
        if beside:
            return list(divided(beside))
    name = None if _NO_SUBJECT.match(before) else actor_at_start(before)
    if name is None and not before.strip("，、：（“"):
        name = _after(scope)
    for start, end in reversed(scope.parts[: scope.part]):
        if name:
            break
        part = text[start:end]
        if not _NO_SUBJECT.match(part):
            name = actor_at_start(part)
    if name is None:
        name = inheritance.subject(said, unit)
    return list(divided(name)) if name else [None]


def _after(scope: Scope) -> str | None:
    """A subject that stands behind its time: 年底，党组 …; it must be followed by its predicate."""
    stretches = [scope.first.lstrip("，：")]
    if not stretches[0]:
        stretches = [part for _, part in scope.later()][:1]
    for stretch in stretches:
        if _NO_SUBJECT.match(stretch):
            return None
        name = actor_at_start(stretch)
        at = stretch.find(name) if name else -1
        if name and at <= 2 and len(stretch) > at + len(name) + 1:
            return name
    return None


def _pairs(scope: Scope) -> list[str]:
    """甲与乙、丙，丁与戊每年谈话: every first side."""
    text = scope.sentence.text
    start, _end = scope.parts[scope.part]
    own = text[start : scope.cadence.start].strip("，：")
    found = []
    if own:
        first = pair_subject(own)
        if first is None:
            return []
        found.append(first)
    for low, high in reversed(scope.parts[: scope.part]):
        earlier = pair_subject(text[low:high].strip("，：")) if low >= scope.since else None
        if earlier is None:
            break
        found.append(earlier)
    return found[::-1]


def carried_to(scope: Scope, acts: Sequence[Act], names: Sequence[str]) -> list[tuple[str, Act]]:
    """Parallel halves after a comma that have no time of their own: 党委每年报告…，主要负责人报告…."""
    found: list[tuple[str, Act]] = []
    kinds = {act.kind for act in acts}
    for start, part in scope.later():
        if _NO_SUBJECT.match(part) or _NOT_CARRIED.search(part):
            continue
        name = actor_at_start(part)
        if not name or name in names or len(part) <= len(name) + 2:
            continue
        first = main_acts(part)[:1]
        if not first:
            continue
        act = first[0]
        if act.kind in kinds or (act.kind in _ALIKE and kinds & _ALIKE):
            moved = Act(act.kind, act.start + start, act.end + start, act.word)
            found.extend((one, moved) for one in divided(name))
    return found
