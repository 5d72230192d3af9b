"""How many times: 至少2次, 不少于一次, 两次以上, 1至2次 (the least), 各一次."""

from __future__ import annotations

import re

from liangze.reading.numerals import NUMBER, number

_LEAST = r"(?:至少|不少于|不得少于|不应少于|应不少于|不低于|最少|原则上不少于|确保|达到)"
_MEASURE = (
    r"(?:人?次(?!性|日|月|年|序|要)|回|遍|堂|场(?!所|地|合)|期(?!间|限|满)"
    r"|轮(?!岗|训|换)|节(?!日|点|假|约)|批(?![评次准复示量])|讲(?=[，。；、）]))"
)
COUNT = re.compile(rf"(?<![第每首再])(?P<least>{_LEAST})?(?P<n>{NUMBER})(?:[-至到、](?P<to>{NUMBER}))?{_MEASURE}(?P<more>以上|及以上)?")
#: A count that follows at once, for periods that are none without it (半年一次, 一年不少于两次).
COUNT_AHEAD = (
    rf"(?:之?内)?(?:要|应当?|必?须|需|原则上)?(?:人均|平均|每人)?(?:安排|开展|组织)?{_LEAST}?(?:召开|开展|进行|组织|安排|举办|集中|听取|研究|检查|自查|抽查|督查|"
    rf"汇报|报告|报送|上报|通报|学习|约谈|走访|谈话|讲|上|开|谈|听|报)?{NUMBER}{_MEASURE}"
)
#: At least so many pieces in a year: 全年至少完成1篇报告.
PIECES_AHEAD = rf"{_LEAST}[^，。；]{{0,6}}?{NUMBER}(?:篇|件|份|条|项|个|家)"
_MEASURED = re.compile("[次回遍堂场期轮节批讲]")
_LESS = re.compile(r"(?<!不)(?<!不得)(?<!不应)(?:少于|不足|低于|未达到?|达不到)")
_MOST = re.compile(rf"(?:不宜(?:过多|过频)|不(?:得|能|应)?(?:超过|多于)|至多|最多|控制在)(?:{NUMBER}{_MEASURE}|\d+(?:个|名|人|家|%))")
_DIGITS = "一二两三四五六七八九"


def times_in(text: str) -> int | None:
    """The least number of times that a stretch of text in one width names, or None."""
    match = COUNT.search(text) if _MEASURED.search(text) else None
    if match is None:
        return None
    if "人次" in match.group() and "谈" not in text:
        return None  # 培训200人次: how many people, not how often; talks are counted by those talked to
    value = match["n"]
    if len(value) == 2 and all(c in _DIGITS for c in value):  # 一两次
        value = value[0]
    found = number(value)
    return found if found and 0 < found <= 366 else None


def caps(text: str) -> bool:
    """Whether the count is an upper limit (不超过1次), which asks for nothing."""
    return _MOST.search(text) is not None


def falls_short(text: str) -> bool:
    """Whether the text tells of too few times (少于2次), as situations of accountability do."""
    return _LESS.search(text) is not None
