"""The timed duties of one sentence: cadence, act and subject brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from liangze.reading import yearly
from liangze.reading.act import Act, acts_in, kind_of, main_acts, says_nothing
from liangze.reading.cadence import Cadence, find, made_once, restated
from liangze.reading.clauses import as_printed
from liangze.reading.context import Inheritance
from liangze.reading.doer import carried_to, doers
from liangze.reading.governed import all_acts, counted_again, each_counted, put_together
from liangze.reading.mention import only_mentioned
from liangze.reading.receiver import about_previous, receivers
from liangze.reading.result import DutyDraft
from liangze.reading.scope import Scope, scopes_of
from liangze.reading.sentences import Sentence
from liangze.reading.structure import Section, Stretch
from liangze.reading.subject import without_agent
from liangze.reading.width import squeeze

_TIMED = re.compile(r"(?:[^。；]{0,40}。)?[^。；]{0,20}?(?:每[年月季半周个]|\d月|[次翌]年)")
_SYSTEM_NAMED = re.compile(r"(?:实行|建立|执行|坚持|落实|推行|健全|完善)?[“]?[^，。；、]{2,8}[”]?制度[。，：]")
_SYSTEM_AFTER = re.compile(r"(?:工作)?(?:制度|机制)")
_HEADLINE = re.compile(r"(?:搞好|组织|开展|抓好|做好|实行|严格|强化|规范|坚持|落实|完善|健全|推行|建立)[^，；每按逐一二两三\d]{2,10}。")
_OF_TIMES = re.compile(r"(?:的)?(?:时间|时限|频次|次数|周期)(?:安排|要求)?$")
#: How a unit carries out the document: drawn up once, in the year in which it was issued.
_CARRIES_OUT = re.compile(r"(?:实施细则|实施方案|实施办法|实施意见|具体(?:措施|办法|方案|意见)|贯彻(?:意见|措施|方案))")
_MOST = 24  # cadences of one sentence; no sentence that a person wrote has more


def timed_duties(
    sentence: Sentence, said: Sequence[Sentence], unit: Section, inheritance: Inheritance, year: int | None, printed: str
) -> list[DutyDraft]:
    """The drafts of one sentence; `said` are the sentences before it in the same clause."""
    text = sentence.text
    cadences = [cadence for cadence in find(text, year=year) if not only_mentioned(text, cadence, said)]
    if len(cadences) == 1 and _only_names(text, cadences[0]) and _timed_below(sentence, unit):
        return []  # 半年考核。每年7月中旬…: the name of what the next sentence times
    if not said and _HEADLINE.fullmatch(text) and _timed_below(sentence, unit):
        return []  # 14.搞好半年督查。7月15日前…
    named = yearly.by_object(text, cadences)
    if named and inheritance.has_deadline(unit):
        named = []
    cadences = sorted(cadences + named, key=lambda cadence: cadence.start)[:_MOST]
    if not cadences:
        return []
    restated(text, cadences)
    found: list[DutyDraft] = []
    scopes = scopes_of(sentence, cadences)
    governed = all_acts(scopes)
    last: Cadence | None = None
    before: list[Act] = []
    kept = 0
    for scope, (acts, times) in zip(scopes, governed, strict=True):
        cadence = scope.cadence
        if cadence.bare and last and last.per != "once" and _belongs(scope, last, acts, found):
            continue
        if cadence.bare and last and cadence.per == "month" and last.per in ("quarter", "half_year"):
            cadence.per = last.per  # 每季度…，次月5日前报
        if inheritance.issued_on and cadence.bare and acts and all(act.kind == "plan" for act in acts) and _CARRIES_OUT.search(scope.first):
            made_once(cadence, inheritance.issued_on.year)
        handed_in = bool(acts) and all(act.kind == "report" for act in acts)
        if handed_in and cadence.bare and last and cadence.per == last.per and put_together(before):
            found = found[:kept]  # 每月汇总…，次月5日前报: one thing
        kept = len(found)
        for what, count in [*each_counted(scope, acts, times), *counted_again(scope, acts)]:
            found.extend(_rows(scope, what, count * cadence.fold, said=said, unit=unit, inheritance=inheritance, printed=printed))
        last, before = cadence, acts
    return _without_names(text, cadences, found)


def _without_names(text: str, cadences: Sequence[Cadence], found: list[DutyDraft]) -> list[DutyDraft]:
    """Without the name of what a later time of the sentence asks: 实行季报告制度，每季度…报送."""
    names = {cadence.act: cadence.per for cadence in cadences[:-1] if cadence.act and _SYSTEM_AFTER.match(text, cadence.end)}
    if not names:
        return found
    kept: list[DutyDraft] = []
    for index, draft in enumerate(found):
        named = any(draft.per == per and draft.evidence_text.endswith(act) for act, per in names.items())
        if not (named and any(later.per == draft.per and later.kind == draft.kind for later in found[index + 1 :])):
            kept.append(draft)
    return kept


def _only_names(text: str, cadence: Cadence) -> bool:
    """Whether a sentence is nothing but the name of what is done: 半年考核。 实行月例会制度。"""
    if cadence.act:
        return len(text) <= cadence.end - cadence.start + 1 or _SYSTEM_NAMED.fullmatch(text) is not None
    return len(text) <= 8 and kind_of(text[cadence.end :].rstrip("。")) in ("assessment", "review", "hearing")  # 年终考核。


def _timed_below(sentence: Sentence, unit: Section) -> bool:
    following = "".join(stretch.text for stretch in unit.own[:3]).partition(sentence.text)[2]
    return _TIMED.match(following) is not None


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


def _rows(
    scope: Scope, acts: list[Act], times: int, *, said: Sequence[Sentence], unit: Section, inheritance: Inheritance, printed: str
) -> list[DutyDraft]:
    sentence, cadence = scope.sentence, scope.cadence
    kinds = acts or [Act(_kind_named_before(scope, said, unit), cadence.end, cadence.end, "")]
    names = doers(scope, {act.kind for act in kinds}, said, unit, inheritance)
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
