"""Who does what a cadence governs: from the sentence, else inherited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from liangze.reading.act import Act, main_acts
from liangze.reading.context import Inheritance
from liangze.reading.role import role_of
from liangze.reading.scope import NAMED_DAY
from liangze.reading.sentences import Sentence
from liangze.reading.several import divided
from liangze.reading.structure import Section
from liangze.reading.subject import BODIES, actor_at_start, agent, pair_subject, whole

if TYPE_CHECKING:
    from liangze.reading.scope import Scope

_NO_SUBJECT = re.compile(
    r"^(?:对|联合(?!检查|督|考核|党|工|国|体|[^，]{0,4}[组室办队会社])|会同|协同(?!办|单位|部门)|配合(?!单位|部门|科室)|督促|要求|协助|支持|指导|加强"
    r"|组织(?!部|人事)|经|凡|有|如|向|与|把|将|并?报|并?送)"
)
_URGED = re.compile(r"^(?:督促|指导|推动|提请|建议|协助|敦促)(?P<who>[^，。；]{2,24})$")  # 督促机关党委每年…: the duty is theirs
_LED_BY = re.compile(
    r"^由(?P<who>[^，。；由]{2,20}?)(?:分组|分别|带队|牵头|负责|统一|组织(?!部|人事|处|科)|走访|主讲|授课|主持|实施|具体)"
)
_LEADS = re.compile(r"由[^，。；由]{2,20}?领导、(?P<who>[^，。；、由]{2,20}?)(?:牵头|组织|具体)")  # 由县委统一领导、县纪委牵头实施
_CHAIRED = re.compile(r"由[^，。；由]{2,20}?(?:召集|主持)")
_IN_CHARGE = re.compile(r"，由(?P<who>[^，。；由]{2,30}?)负责")  # 一季一督查、半年一通报，由领导小组负责实施
_CHOSEN = re.compile(r"(?:从|在)(?P<who>[^，。；]{2,30}?)中(?:随机)?(?:确定|选[取定择派]?|抽[取选]?|安排|组织)")
_BESIDE = re.compile(r"(?:参加|参与|配合|列席|协助|协同)，?$")
_SET_UP = re.compile(
    r"(?:成立|设立|(?<!党)组成(?!员)|组建)(?:由[^，。；]{2,30}?的)?(?P<who>[^，。；由]{2,20}?(?:小组|组|委员会|办公室"
    r"|专班))，?$"
    r"|(?:健全|完善|落实|坚持|严格|执行|建立|充分发挥|发挥)(?P<at_work>[^，。；由]{2,20}?(?:小组|委员会))(?:的)?(?:工作|会议|例会|议事)?"
    r"(?:规程|规则|制度|机制|(?:牵头|协调|组织|职能)*作用)，?$"
)
_NOT_CARRIED = re.compile(
    r"随时|及时|适时|根据|按照|定期|视情|必要时|(?:上岗|任职|入职|到任|提拔)之?[前后]|[\d一二三四五]年内|累计|得分|未|不得"
    r"|没有"
)
_APART = re.compile(r"(?:[应当须要]*|均)分别")
_ALL = re.compile(r"各|所有|全|级|有关|及|等|班子")
_EACH = ("每人", "人均", "每人每")
_TOGETHER = re.compile(
    r"(?P<pairs>[^，。；]{4,60}?)(?:分别|相互|互相|层层|逐级|普遍|全面|广泛|逐一|逐个|都|均|要|应|签订|签署|开展|进行|谈|约谈)"
)
_OF_ORGANS = frozenset({"training", "assessment", "notice"})  # what an organ does, where a person was only named before
_ALIKE = frozenset({"report", "hearing"})


def doers(scope: Scope, kinds: set[str], said: Sequence[Sentence], unit: Section, inheritance: Inheritance) -> list[str | None]:
    """The subjects, one for each row; [None] where the document names nobody. `kinds`: of what is to be done."""
    text, cadence = scope.sentence.text, scope.cadence
    if unit.doer:
        return [unit.doer]
    name = _told(scope, kinds)
    if name:
        return list(divided(name))
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
    name = name or _before(scope)
    inherited = name is None
    if inherited:
        name = inheritance.subject(said, unit, of_organ=bool(kinds) and kinds <= _OF_ORGANS)
    if name is None and kinds == {"hearing"}:
        chosen = _CHOSEN.match(text, cadence.end)  # 每年从甲中确定六人述责: those chosen among them
        name = chosen["who"] if chosen and whole(chosen["who"]) else None
    if name and _APART.match(scope.first):
        return _apart(name)
    if name is None or (inherited and name in inheritance.as_one):
        return [name]
    return list(divided(name))


def _told(scope: Scope, kinds: set[str]) -> str | None:
    """Who is named as the one who acts: 督促甲每年…, 由甲…, …，由甲带队."""
    text, cadence = scope.sentence.text, scope.cadence
    urged = _URGED.match(text[scope.parts[scope.part][0] : cadence.start])
    if urged and whole(urged["who"]):
        return urged["who"]
    acting = agent(scope.first[:60]) or agent(scope.before + text[cadence.start : cadence.end])
    if kinds <= {"meeting", "study"} and _CHAIRED.search(text, cadence.end):
        own = actor_at_start(text[scope.parts[scope.part][0] : cadence.start])
        if own and role_of(own) in BODIES:
            return own  # 中心组学习每月一次，由书记主持: whose meeting it is, not who is in the chair
    if acting:
        return acting
    put_in_charge = _IN_CHARGE.search(text, cadence.end) if cadence.act else None
    if put_in_charge and whole(put_in_charge["who"]):
        return put_in_charge["who"]
    led = next((match for _, part in scope.later() if (match := _LEADS.match(part) or _LED_BY.match(part))), None)
    if led is None or not whole(led["who"]):
        return None
    return led["who"]


def _before(scope: Scope) -> str | None:
    """The actor of an earlier part of the sentence, the nearest first."""
    for start, end in reversed(scope.parts[: scope.part]):
        part = scope.sentence.text[start:end]
        if _BESIDE.search(part):
            continue  # 由纪委牵头，财政局等部门参加，每半年…
        group = _SET_UP.search(part)  # 公司成立考核小组，每年…: it is the group that acts
        who = (group["who"] or group["at_work"]) if group else None
        if who and whole(who):
            return who
        name = agent(part) or (None if _NO_SUBJECT.match(part) else actor_at_start(part))
        if name:
            return name
    return None


def _apart(name: str) -> list[str | None]:
    """Units named one by one that act 分别: each for itself."""
    names = re.split(r"[、和与]", name)
    single = len(names) > 1 and not _ALL.search(name) and all(len(one) > 2 and actor_at_start(one) == one for one in names)
    return [*names] if single else list(divided(name))


def _after(scope: Scope) -> str | None:
    """A subject that stands behind its time: 年底，党组 …; it must be followed by its predicate."""
    stretches = ["" if NAMED_DAY.fullmatch(scope.first) else scope.first.lstrip("，：")]
    if not stretches[0]:
        stretches = [part for _, part in scope.later()][:1]
    if stretches and stretches[0] and not main_acts(stretches[0]):
        stretches += [part for _, part in scope.later()][:1]  # 每月…为学习时间，各支行组织员工学习
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
    found: list[str] = []
    if own and own not in _EACH:
        found = _first_sides(own)
        if not found:
            return []
    for low, high in reversed(scope.parts[: scope.part]):
        earlier = _first_sides(text[low:high].strip("，：")) if low >= scope.since else []
        if not earlier:
            break
        found = earlier + found
    if not found and not own:  # 每年，甲与乙、乙与丙分别签订
        following = scope.first.strip("，：") or next((part for _, part in scope.later()), "")
        match = _TOGETHER.match(following)
        several = _first_sides(match["pairs"]) if match else []
        found = several if len(several) > 1 else []
    return found


def _first_sides(chunk: str) -> list[str]:
    """The first sides of 甲与乙, or of 甲与乙、乙与丙; none where something else is said."""
    chunk = chunk.removesuffix("之间")
    sides = [pair_subject(piece) for piece in chunk.split("、")]
    if len(sides) > 1 and all(sides):
        return [side for side in sides if side]
    first = pair_subject(chunk)
    return [first] if first else []


def carried_to(scope: Scope, acts: Sequence[Act], names: Sequence[str]) -> list[tuple[str, Act]]:
    """Parallel halves after a comma that have no time of their own: 党委每年报告…，主要负责人报告…."""
    found: list[tuple[str, Act]] = []
    kinds = {act.kind for act in acts}
    if any("召开" in act.word for act in acts):
        return []  # 召开述责述廉会议，班子成员逐一述职: what is done at the one event
    for start, part in scope.later():
        if _NO_SUBJECT.match(part) or _NOT_CARRIED.search(part):
            continue
        name = actor_at_start(part)
        if not name or name in names or len(part) <= len(name) + 2 or part.removeprefix(name).startswith("的"):
            continue
        first = main_acts(part)[:1]
        if not first:
            continue
        act = first[0]
        if act.kind == "other" and act.word not in {one.word for one in acts}:
            continue
        if act.kind in kinds or (act.kind in _ALIKE and kinds & _ALIKE):
            moved = Act(act.kind, act.start + start, act.end + start, act.word)
            found.extend((one, moved) for one in divided(name))
    return found
