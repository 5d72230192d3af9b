"""Numbers as regulations write them: 12, １２, 十二, 两, 廿."""

from __future__ import annotations

from functools import lru_cache

import cn2an

DIGITS = "零一二三四五六七八九十百两"
NUMBER = rf"(?:\d{{1,3}}|[{DIGITS}]{{1,5}})"  # for use inside patterns, after `one_width`

_CHINESE = "零一二三四五六七八九"


@lru_cache(maxsize=4096)
def number(text: str) -> int | None:
    """The value of `text`, or None where it is no number."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 10 else None
    if text and all(c in _CHINESE for c in text):  # 二零一五: digit by digit
        return int("".join(str(_CHINESE.index(c)) for c in text))
    try:
        value = cn2an.cn2an(text.replace("两", "二"), "smart")
    except ValueError:
        return None
    return int(value) if value == int(value) else None


def chinese(value: int) -> str:
    """12 as 十二, for a label that the sequence demands."""
    return _below_twenty(value) if value < 20 else str(cn2an.an2cn(value, "low"))


def _below_twenty(value: int) -> str:
    return _CHINESE[value] if value < 10 else "十" + (_CHINESE[value - 10] if value > 10 else "")
