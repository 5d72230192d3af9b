"""Who is named beside a task and not in its sentence: （牵头单位：…；责任单位：…）, and 对象 under a heading of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.sentences import sentences
from liangze.reading.structure import Section
from liangze.reading.subject import actor_at_start, examined
from liangze.reading.width import squeeze

#: From the one who answers most: who leads, then the unit in charge, then the person.
_ORDER = (r"牵头(?:单位|部门|科室|处室)", r"(?:责任|承办|落实)(?:单位|部门|科室|处室|主体)", r"(?:责任|牵头)(?:人|领导)")
_WHO = r"(?P<who>(?:[^；。，（）】：\n]|（[^（）]{1,10}）){2,40})"
_NAMED = tuple(re.compile(rf"(?:^|[（【，；。\s]){words}：\s*{_WHO}") for words in _ORDER)
_FIELD_ENDS = re.compile(r"(?<![、，])\s+")  # 责任单位：办公室 完成时限：3月底
_OBJECTS = re.compile(r"(?:对象|主体)$")


def in_charge(unit: Section) -> str | None:
    """Whom the brackets of a clause name as the doer of its task."""
    text = "\n".join(stretch.text for stretch in unit.own)
    for pattern in _NAMED:
        match = pattern.search(text)
        if match:
            return squeeze(_FIELD_ENDS.split(match["who"])[0])
    return None


def objects(units: Sequence[Section]) -> dict[int | None, str]:
    """For parts with a clause 述责述廉对象 or the like: the part's identity → whom that clause names."""
    found: dict[int | None, str] = {}
    for unit in units:
        if unit.heading and unit.own and _OBJECTS.search(squeeze(unit.heading.text)):
            first = next(iter(sentences(unit.own[0])), None)
            name = (actor_at_start(first.text[:80]) or examined(first.text)) if first else None
            if name:
                found.setdefault(id(unit.parent) if unit.parent else None, name)
    return found
