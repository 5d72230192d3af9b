"""What a time of a sentence governs: the acts in its reach, and how many times each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from liangze.reading.act import LAID_OUT, Act, acts_in, kind_of, main_acts, says_nothing
from liangze.reading.counts import times_in
from liangze.reading.numerals import number
from liangze.reading.scope import NAMED_DAY, Scope
from liangze.reading.subject import actor_at_start, without_agent

_PLAN_TOPIC = re.compile(
    r"(?:清单|方案|计划|责任书|任务分解|责任分解|细则|(?:具体|实施|贯彻|落实)(?:意见|措施|办法))[^，。；情报送审查考评]{0,10}[，：]?(?:请|应|须|要|于|在)*$"
)
_PLAN_MADE = re.compile(
    r"(?:制定|制订|编制|形成|拟定|列出|签订)[^。；报送]{0,30}(?:计划|方案|清单|安排|要点|责任书|细则)[^。；报送]{0,30}，并?[于在]?$"
)
_DRAWN_UP = re.compile(r"(?:细则|方案|清单|计划|办法)由[^。；]{2,30}(?:制定|拟订|拟定|编制|起草|修订)，?$")
_PLAN_GIVEN = re.compile(r"(?:将|把)[^，。；情况结果]{0,16}(?:清单|方案|计划|责任书)[^，。；情况结果]{0,6}$")
_ISSUED = re.compile(r"印发|下发|发布|出台|完成|报")
_SAYS_WHAT = re.compile(r"[^，。；]{0,20}(?:情况|报告|总结|材料|数据)")
_REVISED = re.compile(r"修订|修改|更新|调整|完善|补充")
_AND_HANDED = re.compile(r"并?(?:及时|按时)?")
_AND_AT = re.compile(r"，?并[于在]?$")
_WITH = re.compile(r"[与对向给同][^，。；]{2,30}?(?:至少|不少于|不得少于|不低于|各)?[一二两三四五六\d]+次[。；，]?$")
_SYSTEM = re.compile(r"^(?!对)(?P<what>[^，。；、制]{2,10}?)(?:工作)?制度(?!执行|落实|运行)")  # 每周五下午学习制度
_ANOTHER = re.compile(r"、[^，。；]{0,8}[于在]?")  # 上半年的于7月6日前、全年的于12月10日前报送
_IN_ALL = re.compile(r"（(?:全年|每年|一年|年度)[^（）]*）")  # 每季度召开（全年不少于4次）: the count of another period
_HEARS = re.compile(r"听取[^，。；]{0,30}述[责职廉]|[^，。；]{0,12}述[责职廉]")
_AND_THEN = re.compile(r"^(?:并且?|同时|且)(?!及时|根据|视|当场|随时|适时|做好|督促|对[^，]{0,12}问题|注重|逐)")
#: Read as meetings, but what follows on them is no part of one.
_NO_EVENT = ("研判", "分析", "形势分析")
_AGAIN = re.compile(r"(?:次数|时间)?(?:每[年季月])?(?:原则上)?(?:不得?少于|至少|不低于)?[一二两三四五六\d]+次[，。；]")
_COPIED = re.compile(r"(?:并且?|同时|且)*抄[送报]")
_AT_LEAST = re.compile(r"(?:但|且|并)?(?:原则上|一般)?(?:不得?少于|至少|不应少于|不低于)[一二两三四五六七八九十\d]+次[，。；]$")
_COMPILED = ("汇总", "统计", "梳理")
_COUNTED = frozenset({"talk", "lecture", "inspection", "training", "hearing"})
_PAPERS = re.compile(r"(?:提交|报送|上报|报告|形成)[^，。；]{0,6}?([一二两三\d]+)[份篇]")
_IN_TURNS = re.compile(r"分(?:二|两|三|四|\d)次")
_EACH_TIME = re.compile(r"(?:每次|一次|其中|原则上|平均|每[^年月季周]|累计|[^，。；]{0,8}(?:前夕|前后|期间))")
_FOLLOWING = frozenset({"report", "notice", "inspection", "assessment"})


def all_acts(scopes: list[Scope]) -> list[tuple[list[Act], int]]:
    """The acts and counts of each scope; one without an act shares that of the next in its part: 甲每月、乙每季度报告."""
    found: list[tuple[list[Act], int]] = []
    for index in range(len(scopes) - 1, -1, -1):
        acts, times = _acts(scopes[index])
        if not acts and found and scopes[index].part == scopes[index + 1].part and (
            not scopes[index].cadence.bare or _ANOTHER.fullmatch(scopes[index].first)
        ):
            own = times_in(scopes[index].first)
            acts, times = found[-1][0], own or found[-1][1]
        found.append((acts, times))
    return found[::-1]


def _acts(scope: Scope) -> tuple[list[Act], int]:
    """What is to be done, with offsets into the sentence, and how many times."""
    cadence = scope.cadence
    if cadence.act:
        return _handed_on(scope, [Act(kind_of(cadence.act), cadence.end - len(cadence.act), cadence.end, cadence.act)]), 1
    first = scope.first
    times = times_in(_IN_ALL.sub("", first))
    system = _SYSTEM.match(first)
    acts = _moved(acts_in(system["what"])[-1:], cadence.end) if system else []
    if NAMED_DAY.fullmatch(first):  # 每季度末的主题党日，各支部学习廉政: when it is done
        start, part = next(iter(scope.later()), (0, ""))
        acts = _moved(main_acts(part), start)
    if not acts and says_nothing(without_agent(first).rstrip("，。；：、")):
        following = next(iter(scope.later()), (0, "")) if first in ("", "，") else (0, "")
        acts = _moved(main_acts(following[1]), following[0]) if following[1].startswith("由") else []
        acts = acts or _behind(scope)  # 落实述廉评议，每年年底，由书记报告…
        if not acts and "召开" in first:
            acts = [Act("meeting", cadence.end, cadence.end + first.index("召开") + 2, "召开")]
    if not acts:
        acts = _moved(main_acts(first), cadence.end)
        if not acts and first.rstrip("，。；").endswith(("进行", "开展", "举行", "实施")):
            acts = _behind(scope)  # 集体谈话由书记主持，每年召集各部门进行
        says_own = len(first) > 5 and actor_at_start(scope.before) is not None  # 党员按月交纳党费，党支部如实登记
        for start, part in islice(scope.later(), 3):
            if acts or (says_own and actor_at_start(part)):
                break
            acts = _moved(main_acts(part), start)
            if acts and times is None:
                times = times_in(part)
        if not acts or acts[0].kind == "other":
            acts = _topic(scope) or acts or _behind(scope, far=False)
    times = _told_apart(scope, acts, times)
    acts = _held_to_hear(scope, acts)
    acts = [_plan_handed_in(scope, act) for act in _handed_on(scope, _made_and_handed_in(scope, acts))]
    acts += _and_then(scope, acts)
    if times is None and (not first or first[0] in "）)。；，"):
        times = times_in(scope.before)
    return acts, times or 1


def _told_apart(scope: Scope, acts: list[Act], times: int | None) -> int | None:
    """The count where it stands apart from the act: …检查，不少于两次; and once for each of several days (分两次)."""
    if len(scope.cadence.dues) > 1 and _IN_TURNS.search(scope.first):
        return 1  # 每年6月和12月分两次检查
    if times is not None or not acts:
        return times
    later = [part for _, part in scope.later()]
    word = acts[-1].word
    again = next((part for part in later if word and part.startswith(word) and _AGAIN.fullmatch(part, len(word))), "")
    return next((times_in(part) for part in later[:1] if _AT_LEAST.match(part)), None) or times_in(again)


def _held_to_hear(scope: Scope, acts: list[Act]) -> list[Act]:
    """召开常委会会议，听取…述责述廉: the meeting is held for the hearing."""
    if len(acts) == 1 and acts[0].kind == "meeting":
        start, part = next(((start, part) for start, part in scope.later() if start > acts[0].end), (0, ""))
        heard = _HEARS.match(part)
        if heard:
            return [Act("hearing", acts[0].start, start + heard.end(), acts[0].word)]
    return acts


def _made_and_handed_in(scope: Scope, acts: list[Act]) -> list[Act]:
    """制定清单并报党委: a plan that is made and at once handed in is one thing."""
    if [act.kind for act in acts] == ["plan", "report"] and _handed_in(acts[0], acts[1]):
        return acts[:1] if _AND_HANDED.fullmatch(scope.sentence.text, acts[0].end, acts[1].start) else acts
    return acts


def _handed_in(first: Act, act: Act) -> bool:
    """制定办法，并报市委备案: what is made is handed in."""
    return first.kind == "plan" and act.word.startswith(("报", "上报", "备案")) and not act.word.startswith("报告")


def put_together(acts: Sequence[Act]) -> bool:
    """Whether all that is done is putting something together: 汇总, 统计, 梳理."""
    return bool(acts) and all(act.word in _COMPILED for act in acts)


def _handed_on(scope: Scope, acts: list[Act]) -> list[Act]:
    """汇总…，形成材料，提交党委: what is put together is for the report that hands it on."""
    if len(acts) == 1 and acts[0].word in _COMPILED:
        for start, part in scope.later():
            reports = [act for act in _moved(main_acts(part), start) if act.kind == "report"] if start > acts[0].end else []
            if reports and not _AND_THEN.match(part) and actor_at_start(part) is None:
                return reports[:1]
    return acts


def _and_then(scope: Scope, acts: list[Act]) -> list[Act]:
    """What follows on the act under the same time: …自查，并向纪委报告. Nothing follows on a meeting: it is one event."""
    if not acts:
        return []
    if acts[0].kind in ("meeting", "hearing") and acts[0].word not in _NO_EVENT:
        return _signed(scope, acts)
    counted = times_in(scope.first) is not None
    wanted = {"report"} if acts[0].word in _NO_EVENT else _FOLLOWING - {act.kind for act in acts}
    for start, part in scope.later():
        count = times_in(part)
        if start > acts[-1].end and _AND_THEN.match(part) and not (counted and count) and not _COPIED.match(part):
            also = wanted | {"talk"} if count else wanted
            following = [act for act in _moved(main_acts(part), start) if act.kind in also and not _handed_in(acts[0], act)]
            if following:
                return following[:1]
    return []


def _signed(scope: Scope, acts: list[Act]) -> list[Act]:
    """召开会议，并与…签订责任书: what is signed is a thing of its own."""
    for start, part in islice(scope.later(), 2):
        if start > acts[-1].end and _AND_THEN.match(part) and "签" in part:
            return [act for act in _moved(main_acts(part), start) if act.kind == "plan"][:1]
    return []


def each_counted(scope: Scope, acts: list[Act], times: int) -> list[tuple[list[Act], int]]:
    """Acts with a count behind each: 研究一次、检查两次."""
    text = scope.sentence.text
    between = [text[act.end : following.start] for act, following in pairwise(acts)]
    if not between or not all(times_in(part) for part in between) or scope.cadence.act:
        return [(acts, times)]
    return [([act], times_in(text[act.end : acts[i + 1].start if i + 1 < len(acts) else scope.end]) or 1) for i, act in enumerate(acts)]


def counted_again(scope: Scope, acts: list[Act]) -> list[tuple[list[Act], int]]:
    """Counts of their own in later parts: 每年与甲谈话不少于1次，与乙不少于2次; …报告一次，并开展两次检查."""
    if not acts or scope.cadence.act or scope.parts[-1][0] <= scope.parts[scope.part][0] or times_in(scope.first) is None:
        return []
    found: list[tuple[list[Act], int]] = []
    for start, part in scope.later():
        count = times_in(part)
        own = main_acts(part) if count else ()
        paper = _PAPERS.search(part)
        if paper and not count and not _AND_THEN.match(part) and actor_at_start(part) is None and _papers(part, acts):
            found.append((_moved(_papers(part, acts), start), number(paper[1]) or 1))
        elif count and not own and _WITH.match(part):
            found.append(([Act(acts[0].kind, start, start + len(part.rstrip("，。；：")), "")], count))
        elif count and own and own[0].kind in _also(part, acts) - {act.kind for act in acts}:
            found.append((_moved(own[:1], start), count))
    return found


def _papers(part: str, acts: list[Act]) -> list[Act]:
    """The report that a part hands in, where none is among the acts: …调研一次，就廉政状况向党委提交一份书面报告."""
    reports = [act for act in main_acts(part) if act.kind == "report"][:1]
    return reports if reports and "report" not in {act.kind for act in acts} else []


def _also(part: str, acts: list[Act]) -> frozenset[str]:
    """Which kinds a later part with a count of its own may add: 讲党课2次，同班子成员谈话一轮; to a meeting only what follows on it."""
    meets = acts[0].kind in ("meeting", "hearing")
    if _AND_THEN.match(part):
        return _FOLLOWING if meets else _FOLLOWING | _COUNTED
    one_event = meets or acts[0].kind == "other" or _EACH_TIME.match(part) or actor_at_start(part) is not None
    return frozenset() if one_event else _COUNTED


def _moved(acts: Sequence[Act], by: int) -> list[Act]:
    return [Act(act.kind, act.start + by, act.end + by, act.word) for act in acts]


def _behind(scope: Scope, *, far: bool = True) -> list[Act]:
    """The act that stands before its time: 形势分析会每半年召开一次. `far`: also in the parts before."""
    low = scope.parts[scope.part][0]
    own = acts_in(scope.before)
    own = [act for act in own if act.kind == "lecture"][-1:] or own
    if own:
        return _single(_moved(own[-1:], scope.cadence.start - len(scope.before)))
    for start, end in reversed(scope.parts[: scope.part] if far else []):
        if start < scope.since or low - start > 60:
            break
        found = acts_in(scope.sentence.text[start:end])
        found = [act for act in found if act.kind == "lecture"] or found
        if found and not all(act.word in LAID_OUT for act in found):
            return _single(_moved(found[-1:], start))
    return []


def _single(acts: list[Act]) -> list[Act]:
    return [Act("meeting" if act.kind == "weak_meeting" else act.kind, act.start, act.end, act.word) for act in acts]


def _topic(scope: Scope) -> list[Act]:
    """A list or plan named first, of which something is to be done: 清单每年更新一次."""
    before = scope.sentence.text[: scope.cadence.start]
    if _REVISED.match(scope.first):  # 制定清单，并于每年1月底前修订一次
        before = _AND_AT.sub("", before)
    drawn_up = _DRAWN_UP.search(before, max(0, len(before) - 50)) if _ISSUED.match(scope.first) else None
    match = drawn_up or _PLAN_TOPIC.search(before, max(0, len(before) - 24))
    return [Act("plan", match.start(), match.end(), match.group())] if match else []


def _plan_handed_in(scope: Scope, act: Act) -> Act:
    """方案于10日前报…: what is handed in is a plan, no report."""
    handed = act.kind == "report" and act.word != "报告" and act.word.startswith(("报", "上报", "送", "交", "备案"))
    text, cadence = scope.sentence.text, scope.cadence
    made = _PLAN_MADE.search(text, max(0, cadence.start - 80), cadence.start)
    if handed and _SAYS_WHAT.match(text, act.end):
        return act
    if handed and (made or _topic(scope) or _PLAN_GIVEN.search(text, cadence.end, act.start)):
        return Act("plan", act.start, act.end, act.word)
    return act
