"""The timed duties of one sentence: cadence, act and subject brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from liangze.reading import yearly
from liangze.reading.act import LAID_OUT, Act, acts_in, kind_of, main_acts, says_nothing
from liangze.reading.cadence import Cadence, find, restated
from liangze.reading.clauses import as_printed
from liangze.reading.context import Inheritance
from liangze.reading.counts import times_in
from liangze.reading.doer import carried_to, doers
from liangze.reading.mention import only_mentioned
from liangze.reading.receiver import about_previous, receivers
from liangze.reading.result import DutyDraft
from liangze.reading.sentences import Sentence
from liangze.reading.structure import Section, Stretch
from liangze.reading.subject import actor_at_start, without_agent
from liangze.reading.width import squeeze

_PLAN_TOPIC = re.compile(
    r"(?:清单|方案|计划|责任书|任务分解|责任分解|细则|(?:具体|实施|贯彻|落实)(?:意见|措施|办法))[^，。；情报送]{0,10}[，：]?(?:请|应|须|要|于|在)*$"
)
_PLAN_MADE = re.compile(
    r"(?:制定|制订|编制|形成|拟定|列出|签订)[^。；报送]{0,30}(?:计划|方案|清单|安排|要点|责任书|细则)[^。；报送]{0,30}，并?[于在]?$"
)
_PLAN_GIVEN = re.compile(r"(?:将|把)[^，。；情况结果]{0,16}(?:清单|方案|计划|责任书)[^，。；情况结果]{0,6}$")
_REVISED = re.compile(r"修订|修改|更新|调整|完善|补充")
_AND_AT = re.compile(r"，?并[于在]?$")
_WITH = re.compile(r"[与对向给同][^，。；]{2,30}?(?:至少|不少于|不得少于|不低于|各)?[一二两三四五六\d]+次[。；，]?$")
_SYSTEM = re.compile(r"^(?P<what>[^，。；、制]{2,10}?)(?:工作)?制度")  # 每周五下午学习制度
_TIMED = re.compile(r"[^。；]{0,20}?(?:每[年月季半周个]|\d月|[次翌]年)")
_OF_TIMES = re.compile(r"(?:的)?(?:时间|时限|频次|次数|周期)(?:安排|要求)?$")
_AND_THEN = re.compile(r"^(?:并且?|同时|且)(?!及时|根据|视|当场|随时|适时|做好|督促|对[^，]{0,12}问题|注重|逐)")
_MOST = 24  # cadences of one sentence; no sentence that a person wrote has more
#: Read as meetings, but what follows on them is no part of one.
_NO_EVENT = ("研判", "分析", "形势分析")
_AT_LEAST = re.compile(r"(?:但|且|并)?(?:原则上|一般)?(?:不得?少于|至少|不应少于|不低于)[一二两三四五六七八九十\d]+次[，。；]$")
_COMPILED = ("汇总", "统计", "梳理")
_FOLLOWING = frozenset({"report", "notice", "inspection", "assessment"})


@dataclass(slots=True)
class Scope:
    """The stretch of a sentence that a cadence governs: its own part, and the parts up to the next cadence."""

    sentence: Sentence
    cadence: Cadence
    parts: list[tuple[int, int]]
    part: int
    end: int  # where the next cadence, or the part that it stands in, begins
    since: int  # where what the cadence before governs ends

    before: str = field(init=False)  # in the part of the cadence
    first: str = field(init=False)  # what follows the cadence in its own part

    def __post_init__(self) -> None:
        text, (low, high) = self.sentence.text, self.parts[self.part]
        self.before = text[max(low, self.since) : self.cadence.start]
        self.first = text[self.cadence.end : max(self.cadence.end, min(high, self.end))]

    def later(self) -> Iterator[tuple[int, str]]:
        """The parts that follow, with their start."""
        for start, end in self.parts[self.part + 1 :]:
            if start >= self.end:
                return
            yield start, self.sentence.text[start : min(end, self.end)]


def timed_duties(
    sentence: Sentence, said: Sequence[Sentence], unit: Section, inheritance: Inheritance, year: int | None, printed: str
) -> list[DutyDraft]:
    """The drafts of one sentence; `said` are the sentences before it in the same clause."""
    text = sentence.text
    cadences = [cadence for cadence in find(text, year=year) if not only_mentioned(text, cadence, said)]
    if len(cadences) == 1 and cadences[0].act and len(text) <= cadences[0].end - cadences[0].start + 1 and _timed_below(sentence, unit):
        return []  # 半年考核。每年7月中旬…: the name of what the next sentence times
    cadences = (cadences + yearly.by_object(text, cadences))[:_MOST]
    if not cadences:
        return []
    restated(text, cadences)
    found: list[DutyDraft] = []
    scopes = _scopes(sentence, cadences)
    governed = _all_acts(scopes)
    last: Cadence | None = None
    for scope, (acts, times) in zip(scopes, governed, strict=True):
        cadence = scope.cadence
        if cadence.bare and last and last.per != "once" and _belongs(scope, last, acts, found):
            continue
        if cadence.bare and last and cadence.per == "month" and last.per in ("quarter", "half_year"):
            cadence.per = last.per  # 每季度…，次月5日前报
        for what, count in [*_each_counted(scope, acts, times), *_counted_again(scope, acts)]:
            found.extend(_rows(scope, what, count * cadence.fold, said=said, unit=unit, inheritance=inheritance, printed=printed))
        last = cadence
    return found


def _timed_below(sentence: Sentence, unit: Section) -> bool:
    following = "".join(stretch.text for stretch in unit.own[:3]).partition(sentence.text)[2]
    return _TIMED.match(following) is not None


def _all_acts(scopes: list[Scope]) -> list[tuple[list[Act], int]]:
    """The acts and counts of each scope; one without an act shares that of the next in its part: 甲每月、乙每季度报告."""
    found: list[tuple[list[Act], int]] = []
    for index in range(len(scopes) - 1, -1, -1):
        acts, times = _acts(scopes[index])
        if not acts and found and scopes[index].part == scopes[index + 1].part and not scopes[index].cadence.bare:
            own = times_in(scopes[index].first)
            acts, times = found[-1][0], own or found[-1][1]
        found.append((acts, times))
    return found[::-1]


def _scopes(sentence: Sentence, cadences: list[Cadence]) -> list[Scope]:
    parts = sentence.parts()
    scopes: list[Scope] = []
    since = 0
    for index, cadence in enumerate(cadences):
        part = next((i for i, (_, end) in enumerate(parts) if cadence.start < end), len(parts) - 1)
        end = len(sentence.text)
        for later in cadences[index + 1 :]:
            if later.end == cadence.end:
                continue  # 每月、每季度: both govern what follows
            start = next((low for low, high in parts if low <= later.start < high), later.start)
            end = start if start > cadence.start else later.start
            break
        if index and cadences[index - 1].end == cadence.end:
            since = scopes[-1].since
        scopes.append(Scope(sentence, cadence, parts, part, end, since))
        since = cadence.end
    return scopes


def _belongs(scope: Scope, period: Cadence, acts: list[Act], found: list[DutyDraft]) -> bool:
    """A bare deadline without an act of its own is the deadline of the period before it: …每年一次，12月底前完成."""
    if acts or not found or period.dues != [(None, None)]:
        return False
    due, window = scope.cadence.dues[0]
    for index in range(len(found) - 1, -1, -1):
        if found[index].per != period.per or found[index].due or found[index].window:
            break
        found[index] = replace(found[index], due=due if period.per == "year" else None, window=window)
    return True


def _acts(scope: Scope) -> tuple[list[Act], int]:
    """What is to be done, with offsets into the sentence, and how many times."""
    cadence = scope.cadence
    if cadence.act:
        return [Act(kind_of(cadence.act), cadence.end - len(cadence.act), cadence.end, cadence.act)], 1
    first = scope.first
    times = times_in(first)
    system = _SYSTEM.match(first)
    acts = _moved(acts_in(system["what"])[-1:], cadence.end) if system else []
    if not acts and says_nothing(without_agent(first).rstrip("，。；：、")):
        acts = _behind(scope)
        if not acts and "召开" in first:
            acts = [Act("meeting", cadence.end, cadence.end + first.index("召开") + 2, "召开")]
    if not acts:
        acts = _moved(main_acts(first), cadence.end)
        for start, part in islice(scope.later(), 3):
            if acts:
                break
            acts = _moved(main_acts(part), start)
            if acts and times is None:
                times = times_in(part)
        if not acts or acts[0].kind == "other":
            acts = _topic(scope) or acts or _behind(scope, far=False)
    if times is None and acts:
        times = next((times_in(part) for _, part in islice(scope.later(), 1) if _AT_LEAST.match(part)), None)
    acts = [_plan_handed_in(scope, act) for act in _handed_on(scope, acts)]
    acts += _and_then(scope, acts)
    if times is None and (not first or first[0] in "）)。；，"):
        times = times_in(scope.before)
    return acts, times or 1


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
    if not acts or (acts[0].kind in ("meeting", "hearing") and acts[0].word not in _NO_EVENT):
        return []
    counted = times_in(scope.first) is not None
    wanted = {"report"} if acts[0].word in _NO_EVENT else _FOLLOWING - {act.kind for act in acts}
    for start, part in scope.later():
        count = times_in(part)
        if start > acts[-1].end and _AND_THEN.match(part) and not (counted and count):
            also = wanted | {"talk"} if count else wanted
            following = [act for act in _moved(main_acts(part), start) if act.kind in also]
            if following:
                return following[:1]
    return []


def _each_counted(scope: Scope, acts: list[Act], times: int) -> list[tuple[list[Act], int]]:
    """Acts with a count behind each: 研究一次、检查两次."""
    text = scope.sentence.text
    between = [text[act.end : following.start] for act, following in pairwise(acts)]
    if not between or not all(times_in(part) for part in between) or scope.cadence.act:
        return [(acts, times)]
    return [([act], times_in(text[act.end : acts[i + 1].start if i + 1 < len(acts) else scope.end]) or 1) for i, act in enumerate(acts)]


def _counted_again(scope: Scope, acts: list[Act]) -> list[tuple[list[Act], int]]:
    """Counts of their own in later parts: 每年与甲谈话不少于1次，与乙不少于2次; …报告一次，并开展两次检查."""
    if not acts or scope.cadence.act or scope.parts[-1][0] <= scope.parts[scope.part][0] or times_in(scope.first) is None:
        return []
    found: list[tuple[list[Act], int]] = []
    for start, part in scope.later():
        count = times_in(part)
        own = main_acts(part) if count else ()
        if count and not own and _WITH.match(part):
            found.append(([Act(acts[0].kind, start, start + len(part.rstrip("，。；：")), "")], count))
        elif count and _AND_THEN.match(part) and own and own[0].kind in _FOLLOWING - {act.kind for act in acts}:
            found.append((_moved(own[:1], start), count))
    return found


def _moved(acts: Sequence[Act], by: int) -> list[Act]:
    return [Act(act.kind, act.start + by, act.end + by, act.word) for act in acts]


def _behind(scope: Scope, *, far: bool = True) -> list[Act]:
    """The act that stands before its time: 形势分析会每半年召开一次. `far`: also in the parts before."""
    low = scope.parts[scope.part][0]
    own = acts_in(scope.before)
    if own:
        return _single(_moved(own[-1:], scope.cadence.start - len(scope.before)))
    for start, end in reversed(scope.parts[: scope.part] if far else []):
        if start < scope.since or low - start > 60:
            break
        found = acts_in(scope.sentence.text[start:end])
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
    match = _PLAN_TOPIC.search(before, max(0, len(before) - 24))
    return [Act("plan", match.start(), match.end(), match.group())] if match else []


def _plan_handed_in(scope: Scope, act: Act) -> Act:
    """方案于10日前报…: what is handed in is a plan, no report."""
    handed = act.kind == "report" and act.word != "报告" and act.word.startswith(("报", "上报", "送", "交", "备案"))
    text, cadence = scope.sentence.text, scope.cadence
    made = _PLAN_MADE.search(text, max(0, cadence.start - 80), cadence.start)
    if handed and (made or _topic(scope) or _PLAN_GIVEN.search(text, cadence.end, act.start)):
        return Act("plan", act.start, act.end, act.word)
    return act


def _rows(
    scope: Scope, acts: list[Act], times: int, *, said: Sequence[Sentence], unit: Section, inheritance: Inheritance, printed: str
) -> list[DutyDraft]:
    sentence, cadence = scope.sentence, scope.cadence
    names: list[str | None] = list(doers(scope, said, unit, inheritance))
    kinds = acts or [Act(_kind_named_before(scope, said, unit), cadence.end, cadence.end, "")]
    governed = sentence.text[cadence.start : scope.end]
    given = receivers(governed), about_previous(governed)
    doing: list[tuple[str | None, Act]] = [(name, act) for name in names for act in kinds]
    doing += carried_to(scope, kinds, [name for name in names if name])
    return [
        draft
        for name, act in doing
        for draft in _drafts(scope, unit, name, inheritance.role(name), act, times=times, given=given, printed=printed)
    ]


def _kind_named_before(scope: Scope, said: Sequence[Sentence], unit: Section) -> str:
    """Under 述责述廉时间, 每年集中进行一次 speaks of what the heading names; 3月底前完成, of the sentence before."""
    if not says_nothing(without_agent(scope.sentence.text[scope.cadence.end : scope.end]).rstrip("，。；：、")):
        return "other"
    heading = squeeze(unit.heading.text) if unit.heading else ""
    bare = _OF_TIMES.sub("", heading)
    acts = acts_in(bare) if bare != heading else []
    if acts:
        return acts[-1].kind
    before = next((found for sentence in reversed(said[-3:]) if (found := main_acts(sentence.text))), ())
    return before[0].kind if before else "other"


def _drafts(
    scope: Scope, unit: Section, name: str | None, role: str, act: Act, *, times: int, given: tuple[tuple[str, ...], bool], printed: str
) -> Iterator[DutyDraft]:
    sentence, cadence = scope.sentence, scope.cadence
    low = min(cadence.start, act.start)
    high = max(cadence.end, act.end)
    first_end = cadence.end + len(scope.first.rstrip("，。；："))
    if not cadence.act and act.end <= first_end and first_end - low <= 60:
        high = max(high, first_end)
    while high > cadence.end and sentence.text[high - 1] in "、，：；。":
        high -= 1
    start, end = sentence.source(low), sentence.source(high - 1) + 1
    evidence = as_printed(Stretch(sentence.stretch.paragraph, sentence.place(low), sentence.place(high - 1) + 1), printed)
    for due, window in cadence.dues:
        yield DutyDraft(
            clause=unit.path,
            subject=name,
            role=role,
            kind=act.kind,
            per=cadence.per,
            times=1 if cadence.per == "once" else times,
            due=due,
            window=window,
            evidence_text=evidence,
            start=start,
            end=end,
            to=given[0],
            about_previous=given[1],
        )
