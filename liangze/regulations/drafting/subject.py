"""Which units a subject means: 各乡镇党委、县直各单位党组 are the townships, and the departments of the county."""

from __future__ import annotations

from typing import Any

from liangze.core.words import Level, UnitKind
from liangze.regulations.drafting.words import KINDS, LEVELS, ORGANS, OWN_BODIES, OWN_UNITS


def units_of(subject: str | None, *, level: Level) -> dict[str, Any]:
    """The pack's `units` for the document's words. `level`: that of the unit whose document it is.

    各级 and subjects that name no place mean all. An organ of the document's own level (县委 in a county, 局党组 in
    a department) means the adopting unit alone, 局属单位 what is below it.
    """
    if not subject:
        return {}
    if not any(mark in subject for mark in ("各", "、", "下级", "下一级")):
        if any(subject.startswith(organ) for organ in ORGANS.get(level, ())):
            return {"kinds": [UnitKind.REGION.value], "levels": [level.value], "within": "self"}
        if any(subject.startswith(body) for body in OWN_BODIES):
            return {"within": "self"}
    if any(words in subject for words in OWN_UNITS):
        return {"within": "below"}
    if "各级" in subject:
        return {}
    kinds, levels = _named(subject, KINDS), _named(subject, LEVELS)
    return ({"kinds": kinds} if kinds else {}) | ({"levels": levels} if levels else {})


def _named(subject: str, table: tuple[tuple[str, UnitKind | Level], ...]) -> list[str]:
    """What the subject's words stand for; each part of it is read once."""
    found: list[str] = []
    for word, value in table:
        if word in subject:
            subject = subject.replace(word, "＿")
            if value.value not in found:
                found.append(value.value)
    return found
