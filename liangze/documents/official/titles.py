"""Where a long title breaks: lines of about one length, no word torn apart that is known, no sign where it must not stand."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

_NOT_FIRST = "，。、；：！？）》〉】〕”’·—…"
_NOT_LAST = "（《〈【〔“‘"
_AFTER, _BEFORE = "的和与及、）》”", "《（“"
#: Words of the field that a title often holds; a break inside one costs more than lines of unlike length.
_WORDS = (
    "党风廉政", "党风", "廉政", "建设", "责任", "主体", "监督", "清单", "纪委", "党委", "党组", "纪检", "检组", "市委", "县委",
    "区委", "领导", "班子", "成员", "年度", "分解", "解表", "台账", "情况", "通报", "通知", "报告", "办公", "公室",
    "委员", "员会", "检查", "纪律", "工作", "落实", "任务", "重点", "人民", "政府", "关于", "印发", "公布", "责任制",
    "责任书", "全面", "从严", "治党", "交通", "运输", "审计", "签订", "考核", "民主", "生活", "评议", "廉政建设",
)  # fmt: skip
_TORN, _PLAIN = 60, 12


def title_lines(title: str, *, room: int) -> str:
    """The title with \\n where it breaks. room: characters of a line. Breaks that are there already are kept."""
    return "\n".join("\n".join(_lines(part, room)) for part in title.split("\n"))


def _lines(title: str, room: int) -> list[str]:
    wanted = -(-_columns(title) // (2 * room))
    if wanted < 2:
        return [title]
    ideal = _columns(title) / wanted

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        """(cost, breaks) of the rest in `left` lines."""
        if left == 1:
            wide = _columns(title[start:])
            return ((wide - ideal) ** 2 if wide <= 2 * room else 1e9), ()
        found: tuple[float, tuple[int, ...]] = (1e12, ())
        for end in range(start + 1, len(title) - left + 2):
            wide = _columns(title[start:end])
            if wide > 2 * room:
                break
            cost, breaks = best(end, left - 1)
            cost += (wide - ideal) ** 2 + _cost(title, end)
            found = min(found, (cost, (end, *breaks)))
        return found

    cost, breaks = best(0, wanted)
    if cost >= 1e9:
        return [title]  # cannot be cut into so few lines: left to the compositor
    ends = (0, *breaks, len(title))
    return [title[a:b] for a, b in pairwise(ends)]


def _cost(title: str, at: int) -> float:
    before, after = title[at - 1], title[at]
    if after in _NOT_FIRST or before in _NOT_LAST or (before.isascii() and after.isascii() and before.isalnum() and after.isalnum()):
        return 1e9
    if after == "年" and before.isdigit():
        return 1e9
    if any(word in title[max(0, at - len(word) + 1) : at + len(word) - 1] for word in _WORDS ):
        return _TORN
    return 0 if before in _AFTER or after in _BEFORE else _PLAIN


def _columns(words: str) -> int:
    """Half widths: a Chinese character takes two."""
    return sum(1 if character.isascii() else 2 for character in words)
