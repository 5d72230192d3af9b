"""The sentence in which words stand, and the name of the thing that it asks."""

from __future__ import annotations

import re

from liangze.core.words import ActKind

STOPS = "。；;！!？?"
_TIME = re.compile(
    r"^(?:请|要|应当|应|须|于|在|每|逐|各|按|年内|一|两|[0-9０-９零一二三四五六七八九十]+|半|年|季度|季|月份|月|周|日|号|底|初|末|终|前|后|之前|以前|内"
    r"|个|次|不少于|至少|以上|分别|定期|集中|组织|的|第|左右|上旬|中旬|下旬|[到至](?=[0-9一二三四五六七八九十])|至少|、|，|,|\s)+"
)
MOST = 40

#: Where a name ends; an enumeration of cadences (月检查、季通报) is cut as well.
_PARTS = re.compile(r"[，,：:]|、(?=[月季半年每一])")
_COUNT = re.compile(r"各?(?:不少于|至少|不低于)?[0-9一二两三四五六七八九十]+次(?:以上)?|不少于|至少|不低于")

KIND_NAMES = {
    ActKind.MEETING: "会议",
    ActKind.STUDY: "学习",
    ActKind.LECTURE: "党课",
    ActKind.TALK: "谈话",
    ActKind.REPORT: "报告",
    ActKind.HEARING: "述职听取",
    ActKind.REVIEW: "评议",
    ActKind.INSPECTION: "检查",
    ActKind.ASSESSMENT: "考核",
    ActKind.NOTICE: "通报",
    ActKind.PLAN: "计划清单",
    ActKind.TRAINING: "教育培训",
    ActKind.OTHER: "其他事项",
}


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the sentence that holds `text[start:end]`, without the stop. Line breaks do not end a sentence."""
    left = max((text.rfind(stop, 0, start) for stop in STOPS), default=-1) + 1
    rights = [found for stop in STOPS if (found := text.find(stop, end)) >= 0]
    blank = text.rfind("\n\n", left, start)
    left = blank + 2 if blank >= 0 else left
    right = min(rights, default=len(text))
    gap = text.find("\n\n", end, right)
    return left, gap if gap >= 0 else right


def name_of_act(text: str, start: int, end: int, *, kind: ActKind) -> str:
    """A short name for what must be done, in the document's words after the time, up to the next comma; 4 to 40 characters."""
    _, right = sentence_around(text, start, end)
    words = _TIME.sub("", "".join(text[start:right].split()))
    name = ""
    for part in filter(None, _PARTS.split(words)):
        name = f"{name}，{part}" if name else part
        if len(name) >= 6 or part.endswith(tuple("告核查报")):
            break
    name = _COUNT.sub("", name).strip('，、 “”"').rstrip("的和与及")[:MOST]
    return name if len(name) >= 4 else f"{KIND_NAMES[kind]}：{''.join(text[start:end].split())}"[:MOST]
