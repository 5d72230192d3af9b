"""The clauses of a document as the pack lists them: each once, after the clause that holds it, typed, with a gist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from liangze.core.words import ClauseType

MOST = 80
LEAST = 6
Path = tuple[str, ...]

_SITUATIONS = ("情形之一", "下列情形", "以下情形", "下列情况", "有以下情况")
_MEASURES = ("追究", "处分", "诫勉", "通报批评", "免职", "问责")
_PROCEDURES = ("负责解释", "起施行", "施行", "解释权", "报备", "备案")
_DEFINITIONS = ("是指", "所称", "适用于")
_MECHANISMS = ("制度", "机制", "办法")
_DUTIES = ("应当", "必须", "负责", "不得", "要", "须", "组织", "开展", "落实")
_PRINCIPLES = ("指导思想", "总体要求", "目标要求", "基本原则", "总则", "为了", "为进一步", "为落实", "根据")


def clauses_of(found: Sequence[Mapping[str, Any]], *, timed: Collection[Path]) -> Iterator[dict[str, Any]]:
    """`path`, `type`, `gist` of each clause of the reading. `timed`: the paths on which a duty stands.

    A label that stands twice is taken once; a clause whose outer clause has no text of its own gets it all the same.
    """
    seen: set[Path] = set()
    for clause in found:
        path = tuple(clause["path"])
        for depth in range(1, len(path)):
            if path[:depth] not in seen:
                seen.add(path[:depth])
                yield {"path": list(path[:depth]), "type": ClauseType.PRINCIPLE.value, "gist": _long_enough(path[depth - 1])}
        if path not in seen:
            seen.add(path)
            yield {"path": list(path), "type": type_of(clause, path in timed).value, "gist": gist_of(clause)}


def gist_of(clause: Mapping[str, Any]) -> str:
    """Its heading with its first words, 6 to 80 characters. The text belongs to whoever read the document in."""
    parts = ("".join((clause.get(name) or "").split()) for name in ("heading", "text"))
    words = "：".join(part for part in parts if part)
    return _long_enough(words if len(words) <= MOST else words[: MOST - 1] + "…")


def source_of(clause: Mapping[str, Any]) -> str:
    """Its own text as printed, its heading on a line before it."""
    return "\n".join(filter(None, (clause.get("heading"), clause.get("text"))))


def type_of(clause: Mapping[str, Any], is_timed: bool) -> ClauseType:
    """What the clause is for, by its words; a default that is shown and can be corrected in the pack."""
    heading, text = clause.get("heading") or "", clause.get("text") or ""
    words = heading + text
    if is_timed:
        return ClauseType.MECHANISM if any(word in heading for word in _MECHANISMS) else ClauseType.DUTY
    table = (
        (_SITUATIONS, words, ClauseType.SITUATION),
        (_PROCEDURES, words[-60:], ClauseType.PROCEDURE),
        (_DEFINITIONS, words, ClauseType.DEFINITION),
        (_PRINCIPLES, words[:30], ClauseType.PRINCIPLE),
        (_MEASURES, words, ClauseType.MEASURE),
        (_MECHANISMS, heading, ClauseType.MECHANISM),
        (_DUTIES, text, ClauseType.DUTY),
    )
    return next((kind for marks, place, kind in table if any(mark in place for mark in marks)), ClauseType.PRINCIPLE)


def _long_enough(words: str) -> str:
    return words if len(words) >= LEAST else f"本条标题：{words}" if words else "本条没有文字内容"
