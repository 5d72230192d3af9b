"""Several names in one subject: who among them must act for himself, and which are one."""

from __future__ import annotations

import re

from liangze.reading.role import role_of
from liangze.reading.subject import ends_as_actor

_JOIN = re.compile(r"及其|以及|[、和及与](?![^（]*）)")
_BODY_OF = re.compile(r"(?:部门|单位|县区|乡镇|街道|企业|科室|机关(?!党委)|学院|处室|村|社区)(?:的)?(?:各级)?党(?:组织|委|组|总支|支部)$")
_EACH_PLACE = re.compile(r"各[^，。；]{0,12}[县市区旗镇乡道）]委$")
_BODY = re.compile(r"(?:领导)?班子|(?:党委|党组|党支部|总支)?(?:书记|主要负责人|主要领导)|其他")
_PERSONS = frozenset({"principal", "member", "discipline_principal"})


def divided(subject: str) -> list[str]:
    """One name for each who must act by himself; like units coordinated stay one."""
    names, joints, last = [], [], 0
    for match in _JOIN.finditer(subject):
        names.append(subject[last : match.start()])
        joints.append(match.group())
        last = match.end()
    names.append(subject[last:])
    if len(names) == 1 or not all(len(name) > 1 and ends_as_actor(name) for name in names):
        return [subject]
    own = _as_used(names)
    if len(set(own)) == 1 or _of_one_seat(names, own, joints):
        return [subject]
    groups: list[str] = []
    for index, name in enumerate(names):
        if groups and own[index] == own[index - 1]:
            groups[-1] += joints[index - 1] + name
        else:
            groups.append(name)
    return [_with_base(name, groups[0], index, subject) for index, name in enumerate(groups)]


def _as_used(names: list[str]) -> list[str]:
    """The role of each name, as what stands behind it makes it."""
    own = [role_of(name) for name in names]
    for index in range(len(names) - 2, -1, -1):
        here, following = own[index], own[index + 1]
        if here == "department" and following == "principal" and not _BODY.match(names[index + 1]):
            own[index] = "principal"  # 站所、中心负责人: the heads of both
        elif here == "department" and following == "leadership" and _BODY_OF.search(names[index + 1]):
            own[index] = "leadership"  # 各县区、各部门党组织: the organisations of both
        elif here == "leadership" and following == "department" and _EACH_PLACE.match(names[index]):
            own[index] = "department"  # 各县（区）委、市直各单位: all that are below
    return own


def _of_one_seat(names: list[str], own: list[str], joints: list[str]) -> bool:
    """机关各处室和直属单位主要负责人: one name; 领导班子和班子成员: two."""
    heads = own[-1] in _PERSONS and all(role not in _PERSONS for role in own[:-1])
    return heads and joints[-1] != "及其" and not _BODY.match(names[-1])


def _with_base(name: str, first: str, index: int, subject: str) -> str:
    """其主要负责人 after 各级党委（党组）及 → 党委（党组）主要负责人."""
    if index and f"及其{name}" in subject:
        return re.sub(r"^(?:全[市县区校]|各级|各|所有)", "", first) + name
    return name
