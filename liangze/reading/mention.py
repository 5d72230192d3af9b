"""Times that a sentence names without asking for anything: in titles, conditions, stories, quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.cadence import Cadence
from liangze.reading.counts import caps, falls_short
from liangze.reading.sentences import Sentence

_MARK = re.compile(r"[，；。！？]")
#: 半年抽查、年终考核分别按三、六的比例计入总分: what they weigh.
_WEIGHED = re.compile(r"(?:比例|权重)[^，。；]{0,4}计|计入总分|各?占(?:\d+|[一二三四五六七八九])(?:%|分|成)")
_TREND = re.compile(r"(?:下降|上升|增长|增加|减少|攀升|回落|好转)[，。；]?$")
#: 对…每月都有反映的单位，要…: those of whom something holds; the demand comes after them.
_OF_WHOM = re.compile(r"(?:^|[，；：])(?:对|凡是?)[^，。；：]*$")
_SUCH = re.compile(r"的(?:地区|地方|部门|单位|党组织|班子|人员|干部|党员|同志|领导干部|问题)，$")
_UNMET = re.compile(r"(?:未(?!来)|没有|不按|不能|未能)[^，。；]{0,10}$")
_CONDITION = re.compile(r"的(?:做法|现象|倾向|惯例|老路|套路|局面)?[，；。]?$")
_RESTATED = re.compile(r"(?:时间|一般|原则上)(?:为|定于|定在|安排在|在)$|时间$")
_SAID = re.compile(r"每|半年|[一二三四]季度|\d月|年[初底末终]|[一二两三\d]次")
_SET_EARLIER = re.compile(r"(?:签订|制定|确定|下达|部署|安排|提出|明确|印发|公布|承诺)的")
_IS = re.compile(r"(?:为|是|指)$")  # 责任周期为每一自然年度
_SPAN = re.compile(r"(?:周期|期间|区间|年度)(?:为|是|指)$")  # 考核周期为每年1月1日至…
_MENTION_BEFORE = re.compile(r"(?:作为|纳入|列入|与|和|计入|记入|根据|依据|按照|参考|结合|综合)[^，。；]{0,10}$")
_MENTION_AFTER = re.compile(
    r"(?:工作|综合|绩效|目标|责任制|党风廉政建设)*(?:考核|考评|总结|述职|检查|评议|评比|测评|评优|奖)(?:的|不得|评为|结果|依据|内容|挂钩|指标|体系|范围|等次|评价|总分|成绩|中|时|作为|重要|和追究|相结合|等?(?:工作)?结合)"
)
_TIMED_NEXT = re.compile(r"(?:工作)?(?:[应要须]|应当|统一|一般|原则上)?[于在]?每")
_TOLD = re.compile(
    r"以来|年来|(?<!过)去年|(?:^|[，；：])(?:过去|以往|曾经?|一度)|过去$"
    r"|有(?:的|些)[^，。；]{0,8}(?:认为|觉得|以为|只|仅|甚至)"
)


def only_mentioned(text: str, cadence: Cadence, said: Sequence[Sentence]) -> bool:
    """Whether the time is no demand: in a title, as a condition, unmet, restated, or the name of something."""
    start, end = cadence.start, cadence.end
    if text.rfind("《", 0, start) > text.rfind("》", 0, start):
        return True
    before, after = text[max(0, start - 16) : start], text[end : end + 30]
    if _RESTATED.search(before):
        named = _SAID.search(text, 0, start) is not None
    else:
        named = bool(_SPAN.search(before) or (_IS.search(before) and not after.strip("。；，")))
    if named or _UNMET.search(before) or _TOLD.search(text, 0, start):
        return True
    stop = _MARK.search(text, end)
    part = text[end : stop.end() if stop else len(text)]
    if _SUCH.search(part) and _OF_WHOM.search(text, 0, start):
        return True
    if _TREND.search(part) or _CONDITION.search(part) or falls_short(part) or caps(part):
        return True
    if cadence.bare and (_SET_EARLIER.match(after) or _WEIGHED.search(part)):
        return True  # 对照年初签订的责任书; 年底评定占三成
    if cadence.bare and text.rfind("“", 0, start) > text.rfind("”", 0, start):
        return True  # 防止“年初发个文”: words of others
    if cadence.act and _names(text, cadence, said):
        return True
    if text.rfind("（", 0, start) > text.rfind("）", 0, start) and re.search(r"每|半年", text[: text.rfind("（", 0, start)]):
        return True  # （每半年一次) after a count that says it already
    if cadence.per == "year" and (cadence.bare or cadence.act):
        return bool(_MENTION_BEFORE.search(before) or _MENTION_AFTER.match((cadence.act or "") + after))
    return bool(cadence.act and _MENTION_AFTER.match(cadence.act + after))


def _names(text: str, cadence: Cadence, said: Sequence[Sentence]) -> bool:
    """Whether a compact form is but a name: 年度考核于每年12月底前…; 月报告由…填报, asked before; what it weighs in a total."""
    start, end = cadence.start, cadence.end
    if _TIMED_NEXT.match(text, end) or any(text[start:end] in sentence.text for sentence in said[-12:]):
        return True
    return _WEIGHED.search(text, end, end + 60) is not None
