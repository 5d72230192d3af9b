"""Sections → duty drafts and vague mentions, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from liangze.reading.context import Inheritance
from liangze.reading.labels import ANNEX
from liangze.reading.result import DutyDraft, Head, VagueMention
from liangze.reading.sentences import Sentence, sentences
from liangze.reading.structure import Section
from liangze.reading.timed import timed_duties
from liangze.reading.vague import vague_mentions

#: Without one of these a sentence fixes no time; most sentences are let go here.
_ANY = re.compile("[每逐按全年月季周]")  # in every trigger; tried first, it costs next to nothing
_TRIGGER = re.compile(r"[每逐按全]|半年|一年|年[初底末终中度]|[月季周]|20\d\d年|年年|年内")
_PHASE = re.compile(r"^[^，。；（]{2,16}（\s*(20\d\d)\s*年\s*\d{1,2}\s*月[^（）]{0,20}）")
_PLANNED = re.compile(r"^(?!.*(?:考核|考评)).*(?:方案|要点|安排)$")  # what is to be done in the year in which it was issued
_STEPS = re.compile(r"(?:实施|工作|方法|推进|活动|具体)*(?:步骤|阶段|时间安排|进度安排)")
_OF_YEAR = re.compile(r"(20\d\d)年度?(?!\d)")
_VAGUE = re.compile(r"定期|经常|及时|随时|适时|限期|按时|按期|任期|届内|之日起|每两|每三|每届|隔年")


def duties(units: Sequence[Section], head: Head, printed: str) -> tuple[tuple[DutyDraft, ...], tuple[VagueMention, ...]]:
    """Drafts for every timed duty in the sections, and what is asked without a time. `printed` is the document."""
    inheritance = Inheritance(head, units)
    year = _year_of(head)
    found: list[DutyDraft] = []
    vague: list[VagueMention] = []
    for unit in units:
        said: list[Sentence] = []
        phase = _phase_year(unit, head.issued_on) or year
        stated: int | None = None
        for sentence in _all_sentences(unit):
            timed = _ANY.search(sentence.text) is not None and _TRIGGER.search(sentence.text) is not None
            loose = _VAGUE.search(sentence.text) is not None
            if timed:
                asked = timed_duties(sentence, said, unit, inheritance, phase or stated, printed)
                if head.issued_on and not _OF_YEAR.search(head.title or ""):
                    asked = [_not_before(draft, head.issued_on) for draft in asked]
                found.extend(asked)
                # 2019年6月底前…；9月底前…: the year goes on in its clause
                stated = next((draft.due.year for draft in asked if isinstance(draft.due, date)), stated)
            if loose:
                vague.extend(vague_mentions(sentence, said, unit, inheritance))
            said.append(sentence)
    return tuple(found), tuple(vague)


def _not_before(draft: DutyDraft, issued_on: date) -> DutyDraft:
    """A day without a year that lies before the document is one of the next year: issued in November, 1月10日前."""
    day = draft.due
    if not isinstance(day, date) or day >= issued_on or day.year != issued_on.year or str(day.year) in draft.evidence_text:
        return draft
    return replace(draft, due=day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day))


def _all_sentences(unit: Section) -> Iterable[Sentence]:
    if unit.heading:
        yield from sentences(unit.heading)
    for stretch in unit.own:
        yield from sentences(stretch)


def _phase_year(unit: Section, issued_on: date | None) -> int | None:
    """The year of a phase that a clause or the part above it sets out: 自查自纠（2016年4月至6月）; of an annex, the one in its title.

    Steps by which the document itself is carried out (实施步骤) are of the year in which it was issued.
    """
    above: Section | None = unit
    while above is not None:
        if above.kind == ANNEX:
            dated = _OF_YEAR.search("".join(stretch.text for stretch in above.own[:3])[:120])
            return int(dated.group(1)) if dated else None
        opening = above.heading.text if above.heading else above.own[0].text[:60] if above.own else ""
        match = _PHASE.search(opening) if "（" in opening else None
        if match:
            return int(match.group(1))
        if issued_on and above.heading and _STEPS.match(above.heading.text):
            return issued_on.year
        above = above.parent
    return None


def _year_of(head: Head) -> int | None:
    """The year that the whole document is about: 2016年度…方案."""
    match = _OF_YEAR.search(head.title or "")
    if match:
        return int(match.group(1))
    return head.issued_on.year if head.issued_on and _PLANNED.search(head.title or "") else None
