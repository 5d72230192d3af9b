"""The words inside a found passage that carry the time: 每年1月底前 of 每年1月底前向县委书面报告."""

from __future__ import annotations

import re

_N = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"{_N}月份?(?:{_N}日|底|初|末|中旬|上旬|下旬)?"
_TIME = re.compile(
    rf"""
    (?:(?:[0-9０-９]{{4}}|[〇零一二三四五六七八九十]{{4}})年)?
    (?:每(?:个|一)?(?:半年|年度?|季度?|月|周|日|天)|按(?:半年|年度?|季度?|月)|[一半两](?:年|季|月)|(?<!每)(?:月|季|年)(?=检查|通报|调度|抽查|考核|例会))?
    (?:年?[初底末终中](?![心层央]))?
    (?:(?:第[一二三四]季度|第[一二三]个月)?{_DAY}(?:、{_DAY})*(?:以前|之前|前|内)?)?
    """,
    re.VERBOSE,
)


def time_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the first words of time in `text[start:end]`; the whole where none are known."""
    for hit in _TIME.finditer(text, start, end):
        if hit.end() - hit.start() >= 2 or (hit.end() > hit.start() and hit.start() == start):
            return hit.start(), hit.end()
    return start, end
