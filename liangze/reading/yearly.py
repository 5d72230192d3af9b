"""年度 where it fixes the duty itself: the thing to be made, or the event at which it is done, is yearly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.cadence import Cadence

_YEARLY = r"(?<![\d上本一前当每按该])年度"
_NO_USE = r"(?!结果|情况|评优|等次|内容|依据|指标|挂钩|的)"
_FORMS = (
    re.compile(rf"(?:制定|制订|编制|签订|下达|出台|拟定|形成)[^，。；]{{0,26}}{_YEARLY}[^，。；]{{0,10}}(?:计划|方案|清单|要点|责任书)"),
    re.compile(rf"(?:开展|组织|参加|进行|实施|组织开展)(?!了)[^，。；]{{0,12}}{_YEARLY}[^，。；]{{0,10}}(?:考核|考评|评议|测评){_NO_USE}"),
    re.compile(rf"结合{_YEARLY}[^，。；]{{0,8}}(?:考核|总结)[^。；]{{0,30}}(?:述职|述责)"),
)
_KIND = ("制定年度计划", "考核", "述职")


def by_object(text: str, others: Sequence[Cadence]) -> list[Cadence]:
    """Yearly cadences told by their object only, where no other cadence of the sentence reaches."""
    if "年度" not in text:
        return []
    found = []
    for form, act in zip(_FORMS, _KIND, strict=True):
        match = form.search(text)
        if match and not any(other.start <= match.end() + 3 and match.start() - 30 <= other.end for other in others):
            found.append(Cadence(match.start(), match.end(), "year", act=act))
    return found[:1]
