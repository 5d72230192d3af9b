"""Labels of clauses: 第二章, 第十二条, 第一、, 一、, （一）, 1., 1.1, （1）, ①, and how each is printed in a path."""

from __future__ import annotations

import re
from dataclasses import dataclass

from liangze.reading.numerals import chinese, number

ANNEX, PART, CHAPTER, SECTION, ARTICLE = "annex", "part", "chapter", "section", "article"
CN, PCN, NUM, PNUM, CIRC, HEADING = "一、", "（一）", "1.", "（1）", "①", "heading"
NTH, POINT, POINTS = "第一、", "1.1", "1.1.1"

#: The outer kinds keep one order; the inner ones nest in whatever order a document uses.
OUTER = {ANNEX: 0, PART: 1, CHAPTER: 2, SECTION: 3}
_UNIT = {"编": PART, "部分": PART, "章": CHAPTER, "节": SECTION, "条": ARTICLE}
_CN = "[一二三四五六七八九十百]"

LABEL = re.compile(
    rf"""
      第\s*(?P<ordinal>[零一二三四五六七八九十百\d]{{1,6}})\s*(?P<unit>编|部分|章|节|条)(?P<of>之{_CN})?(?!的|规定|款|项|至|、|，|和第|及第|所列)
    | 第\s*(?P<nth>{_CN}{{1,3}})\s*、(?!\s*(?:第|{_CN}))
    | (?P<cn>{_CN}{{1,3}})\s*[、.](?!\s*[、.])
    | （\s*(?P<pcn>{_CN}{{1,3}})\s*）
    | (?P<num>\d{{1,3}})\s*[、.](?!(?!20\d\d年|\d{{1,2}}月)[\d、.])
    | （\s*(?P<pnum>\d{{1,3}})\s*）
    | (?P<half>\d{{1,2}})）
    | (?P<circ>[①-⑳⑴-⒇⒈-⒛㈠-㈩])
    """,
    re.X,
)
#: 2.1 at the start of a line; a figure (1.5万元) is none. Whether it counts, its sequence decides.
_DECIMAL = re.compile(
    r"(?P<above>\d{1,2}(?:\.\d{1,2})?)\.(?P<no>\d{1,2})[.、]?\s*(?![\d\s.%℃]|[万亿元倍个公米吨平级分版时折度亩年月日])(?=[^，。；：）])"
)
ANNEX_LINE = re.compile(r"附\s*(?P<word>件|表)\s*(?P<no>[\d一二三四五六七八九十]{0,3})\s*(?P<mark>[：.、]?)\s*(?P<title>.*)$", re.S)

_SINGLE = {}
for _i in range(20):
    _SINGLE[chr(0x2460 + _i)] = (CIRC, _i + 1)
    _SINGLE[chr(0x2474 + _i)] = (PNUM, _i + 1)
    _SINGLE[chr(0x2488 + _i)] = (NUM, _i + 1)
    if _i < 10:
        _SINGLE[chr(0x3220 + _i)] = (PCN, _i + 1)


@dataclass(frozen=True, slots=True)
class Label:
    """kind, number in its sequence, as printed in a path, and the span it takes in its paragraph."""

    kind: str
    number: int
    printed: str
    start: int
    end: int

    def renumbered(self, kind: str, value: int) -> Label:
        return Label(kind, value, printed(kind, value), self.start, self.end)


def printed(kind: str, value: int) -> str:
    """A number as a path prints it: 3 → 三, （三）, 3, （3）, ③."""
    if kind == CN:
        return chinese(value)
    if kind == NTH:
        return f"第{chinese(value)}"
    if kind == PCN:
        return f"（{chinese(value)}）"
    if kind == PNUM:
        return f"（{value}）"
    if kind == CIRC and 0 < value <= 20:
        return chr(0x2460 + value - 1)
    return str(value)


def label_at(text: str, at: int = 0) -> Label | None:
    """The label that stands at `at` in a text of one width, or None."""
    match = LABEL.match(text, at)
    return from_match(match) if match else None


def from_match(match: re.Match[str]) -> Label | None:
    group = match.lastgroup
    if group in ("unit", "of"):
        value = number(match["ordinal"])
        unit = match["unit"]
        if value is None:
            return None
        return Label(_UNIT[unit], value, f"第{match['ordinal']}{unit}{match['of'] or ''}", match.start(), match.end())
    if group == "circ":
        kind, value = _SINGLE[match["circ"]]
    elif group is None:
        return None
    else:
        kind = {"nth": NTH, "cn": CN, "pcn": PCN, "num": NUM, "pnum": PNUM, "half": PNUM}[group]
        value = number(match[group]) or 0
    if not value:
        return None
    return Label(kind, value, printed(kind, value), match.start(), match.end())


def decimal_at(text: str) -> Label | None:
    """The label 2.1 or 2.1.3 with which a line begins."""
    match = _DECIMAL.match(text)
    if match is None:
        return None
    above = match["above"]
    return Label(POINTS if "." in above else POINT, int(match["no"]), f"{above}.{match['no']}", 0, match.end())
