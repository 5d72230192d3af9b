"""Towards whom an act is, and to whom a report goes, from the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from liangze.core.words import ActKind, Role, Towards
from liangze.packs.checks.check_towards import FITTING
from liangze.packs.words import Addressee
from liangze.regulations.drafting.words import DISCIPLINE, RECEIVERS

#: Words of a talk's or hearing's counterpart, the more particular first.
COUNTERPARTS: tuple[tuple[str, Towards], ...] = (
    ("下级纪委书记", Towards.SUBORDINATE_DISCIPLINE_PRINCIPALS),
    ("下一级纪委", Towards.SUBORDINATE_DISCIPLINE_PRINCIPALS),
    ("纪检组长", Towards.SUBORDINATE_DISCIPLINE_PRINCIPALS),
    ("分管部门", Towards.PORTFOLIO_UNITS),
    ("分管单位", Towards.PORTFOLIO_UNITS),
    ("分管范围", Towards.PORTFOLIO_UNITS),
    ("科室", Towards.STAFF_HEADS),
    ("处室", Towards.STAFF_HEADS),
    ("中层", Towards.STAFF_HEADS),
    ("下级", Towards.SUBORDINATE_PRINCIPALS),
    ("下一级", Towards.SUBORDINATE_PRINCIPALS),
    ("乡镇", Towards.SUBORDINATE_PRINCIPALS),
    ("班子成员", Towards.MEMBERS),
    ("班子其他成员", Towards.MEMBERS),
)


def towards_of(sentence: str, *, role: Role, kind: ActKind) -> Towards | None:
    """The relation of a talk whose counterpart the sentence names, where the role can have it; else None."""
    if kind is not ActKind.TALK:
        return None
    after = sentence.partition("与")[2] or sentence.partition("同")[2] or sentence.partition("对")[2]
    fitting = FITTING.get(role, frozenset())
    return next((towards for word, towards in COUNTERPARTS if word in after and towards in fitting), None)


def receivers_of(to: Sequence[str], *, role: Role) -> list[str]:
    """Words of a pack for the receivers as printed. A member reports to the own committee, others upward."""
    found: list[str] = []
    for words in to:
        for part in words.replace("和", "、").replace("及", "、").replace("，", "、").split("、"):
            receiver = next((word for mark, word in RECEIVERS if mark in part), None)
            if receiver is Addressee.SUPERIOR_COMMITTEE and role is Role.MEMBER:
                receiver = Addressee.OWN_COMMITTEE
            if receiver is Addressee.SUPERIOR_COMMITTEE and role in DISCIPLINE and ("本" in part or "同级" in part):
                receiver = Addressee.OWN_COMMITTEE
            if receiver is not None and receiver.value not in found:
                found.append(receiver.value)
    return found
