"""The cadence grammar: 每季度, 每年6月底、12月底前, 上半年和下半年各, 半年一检查, 2016年2月底前 …

    phrase  = [stated-year | period] point*          period = 每年 | 每季度 | 按月 | 半年 (before a count) …
    point   = month-day | 年初 | 年底 | half | quarter | 首月10日前 | 次月5日前 …
    compact = period-word 一? act                    半年一检查, 月调度, 季通报

Written by hand over one scanning pattern, not with a parser generator: the phrases stand in running text without word
boundaries, so finding them is the work, and a generated parser would have to be started at every character. One pass,
linear in the text. Texts are in one width and without white space.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from liangze.reading.act import COMPACT_ACT
from liangze.reading.counts import COUNT_AHEAD, PIECES_AHEAD
from liangze.reading.numerals import number
from liangze.reading.result import Due

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_BEFORE = r"(?:之前|以前|前|截止|止)"
_PER = {
    "年度": "year", "年": "year", "半年": "half_year", "季度": "quarter", "季": "quarter", "月": "month", "月度": "month",
    "学期": "half_year", "学年": "year", "周": "week", "星期": "week", "日": "day", "天": "day", "工作日": "day",
}  # fmt: skip
_UNIT = r"(?:年度|半年|年|学期|学年|季度|季|月度|月|周|星期|工作日|日|天)"

#: Periods of several months or weeks, as so many times in a period that there is a word for: 每两个月 = six times a year.
_SEVERAL = {("月", 2): ("year", 6), ("月", 3): ("quarter", 1), ("月", 4): ("year", 3), ("月", 6): ("half_year", 1),
            ("季度", 2): ("half_year", 1), ("周", 2): ("month", 2), ("星期", 2): ("month", 2)}  # fmt: skip

TOKEN = re.compile(
    rf"""
    (?=[每逐按全半一二三四五六七八九十\d上下第年岁季月周天日今本明去当次翌首末最底初隔双])(?:  # lets most go
      (?P<compact>
          (?:(?:每?一|1|每)(?P<c1>季度|年|季|个?月|周|天)|(?<![上下每])(?P<c2>半年))(?:一|1)(?P<a1>{COMPACT_ACT}|签|评|考|查|报|审|述)(?![次个])
        | (?<![\d零一二三四五六七八九十本当次上下同每个全近历往第各分按逐首末两几翌该一])
          (?P<c3>半年|季度|季|月度|月|周)(?P<a2>{COMPACT_ACT})
        | (?<=[、，和及与“])(?P<c4>年度|年终|年底|年末|年|日)(?P<a3>{COMPACT_ACT})
      )
    | (?P<halves>(?:每年(?:的|度)?)?上(?:半年)?(?:[、，和与及])?下半年(?:均|应|要|分别)?各?)
    | (?P<period>
          每(?=年[初底末中终](?!考|年))
        | 每(?:(?P<sn>[两二三四六2346])个?(?P<su>月)|[两二2]个?(?P<su2>季度|周|星期))(?!内)
        | (?<![\d零一二三四五六七八九十第近前后每])(?:[两二2]个?(?P<su3>月|周)|(?P<sn2>[三四六346])个(?P<su4>月))(?!内)(?={COUNT_AHEAD})
        | [隔双](?P<su5>月|周)(?!刊)
        | 每(?:个|一)?(?:自然)?(?P<p1>{_UNIT})(?!内)
        | (?:按|逐(?!年(?![^，。；]{{0,10}}(?:报告|汇报|述|考核|签订))))(?P<p2>{_UNIT})(?!期|计|常|制)
        | (?P<p3>全年|年度内|(?<![一二两三四五六\d])年内)(?![^，。；]{{0,8}}(?:共|累计|先后))
          (?=[^，。；]{{0,20}}?(?:{COUNT_AHEAD}|{PIECES_AHEAD}))
        | (?<![\d零一二三四五六七八九十上下每每第近前后])(?P<p4>半年)(?={COUNT_AHEAD})
        | (?<![\d零一二三四五六七八九十第近前后每])[一1](?:个)?(?P<p5>年|季度|季|月|周|天)(?={COUNT_AHEAD})
        | (?P<p6>年年|季季|月月|周周|天天|日日)(?=有|都|[抓查])
      )
    | (?P<stated>(?P<year>20\d\d|二零[零一二三四五六七八九]{{2}})(?:(?=年[初底末中终])|年度?))
    | (?P<other_year>今年|本年度?|明年|去年|上一?年度?|当年|次年|翌年|下一?年度?)
    | (?P<point>(?<![近来往历])(?P<w>年初|年底|年末|年终|岁末|年中|年尾)(?P<wb>{_BEFORE})?)
    | (?P<md>(?<!\d)(?P<m>{_MONTH})月份?(?:[-至到](?P<m2>{_MONTH})月份?)?(?:(?P<d>{_DAY})[日号](?:[-至到](?P<d2>{_DAY})[日号])?|
        (?P<part>底|末|初|上旬|中旬|下旬))?(?P<mb>{_BEFORE})?)
    | (?P<quarter>第?(?P<q>[一二三四1-4])季度(?P<qe>末|底|内)?(?P<qb>{_BEFORE})?)
    | (?P<half>(?P<h>[上下])半年(?P<hb>{_BEFORE})?)
    | (?P<inner>(?:首|第[一1]个|末|最后[一1]?个|第[二2]个|第[三3]个)月(?:的)?(?:(?P<i>{_DAY})[日号]|底|末|[上中下]旬)?(?:{_BEFORE})?)
    | (?P<next>[次下翌](?:[一1]?个?)(?P<nu>月|季度)(?:的)?(?:(?P<n>{_DAY})[日号]|初|上旬|中旬|底)(?:{_BEFORE})?)
    | (?P<end>(?<![\d零一二三四五六七八九十本当])(?P<eu>月|季度?|半年)(?P<ew>底|末|初)(?:{_BEFORE})?)
    | (?P<tail>(?:(?<=每月)|(?<=每季)|(?<=季度)|(?<=半年)|(?<=个月))(?P<tw>底|末|初)(?:{_BEFORE})?)
    | (?P<day>(?<!\d)(?P<dd>{_DAY})[日号](?:[-至到]{_DAY}[日号])?(?:{_BEFORE}))
    )
    """,
    re.X,
)
#: What may stand between two tokens of one phrase.
_GLUE = re.compile(r"(?:[的于在各、和及与或至到-]|应当?|要|须|需|原则上|统一|均|分别|务必|，?(?:并)?分别(?:于|在)|度|，)*$")
_TIME_IS = re.compile(r"时间(?:一般|原则上)?(?:为|定于|定在|安排在|在)(?:每年)?")
_EACH = re.compile(r"(?:各|分别)(?![^，。；]{0,20}[了已])")
_WINDOW = {"年初": "year_start", "年中": "mid_year"}
_THEN = re.compile(r"(?:集中|统一|全面)?(?:进行|开展|组织|召开|完成|实施)(?!了|的)")
_LAST = ("底", "末", "上旬", "中旬", "下旬")  # parts of a month that set a limit without 前
_PART_DAY = {"初": 10, "上旬": 10, "中旬": 20}


@dataclass(slots=True)
class Cadence:
    """One phrase. `dues` holds (due, window) pairs: each is a duty of its own. `act` is the act inside a compact form.

    `fold`: how many periods one of `per` holds (每两个月: six in a year).
    `bare`: a point without a period before it (12月底前, 次月5日前); it may belong to a period named earlier.
    """

    start: int
    end: int
    per: str
    dues: list[tuple[Due | date | None, str | None]] = field(default_factory=lambda: [(None, None)])
    act: str | None = None
    stated_year: int | None = None
    fold: int = 1
    bare: bool = False


def find(text: str, *, year: int | None = None) -> list[Cadence]:
    """All cadences of one sentence, in order. `year` is the year that the document is about, if it says so."""
    tokens = list(TOKEN.finditer(text))
    if not tokens:
        return []
    found: list[Cadence] = []
    stated = None
    yearly = any((t["period"] and _per(t) == "year") or t["halves"] for t in tokens)
    index = 0
    while index < len(tokens):
        group = [tokens[index]]
        while index + 1 < len(tokens) and _one_phrase(text, group, tokens[index + 1]):
            index += 1
            group.append(tokens[index])
        index += 1
        if len(group) == 1 and group[0]["period"]:  # by far the most
            found.append(Cadence(group[0].start(), group[0].end(), _per(group[0]), fold=_fold(group[0])))
            continue
        for token in group:
            if token["stated"]:
                stated = number(token["year"])
        each = _EACH.match(text, group[-1].end()) is not None and sum(t["md"] is not None for t in group) > 1
        found.extend(_phrase(group, stated if any(t["stated"] for t in group) or not yearly else None, year, each=each))
    return found


def _one_phrase(text: str, group: list[re.Match[str]], token: re.Match[str]) -> bool:
    last = group[-1]
    if last["compact"] or token["compact"]:
        return False
    between = text[last.end() : token.start()]
    if len(between) > 8 or not _GLUE.match(between):
        return False
    if "，" in between and (token["period"] or token["stated"] or len(group) > 1):
        return False
    return not (token["period"] and (last["point"] or last["md"]))


def _phrase(group: list[re.Match[str]], stated: int | None, year: int | None, *, each: bool) -> list[Cadence]:
    """`each`: several months of which each is a date of its own (5月和10月各开展一次)."""
    start, end = group[0].start(), group[-1].end()
    first = group[0]
    if first["compact"]:
        unit = (first["c1"] or first["c2"] or first["c3"] or first["c4"]).removeprefix("个")
        window = "year_end" if unit in ("年终", "年底", "年末") else None
        act = first["a1"] or first["a2"] or first["a3"]
        return [Cadence(start, end, _PER.get(unit, "year"), [(None, window)], act)]
    if any(t["other_year"] in ("去年", "上年", "上一年", "上年度", "上一年度", "今年", "本年", "本年度", "明年") for t in group):
        # A year told from where the writer stands; with a year that the document states, this year is that year.
        now = any(t["other_year"] in ("今年", "本年", "本年度") for t in group)
        if not (now and year) or all(t["other_year"] for t in group):
            return []
        stated = year
    periods = [t for t in group if t["period"]]
    pers = [_per(t) for t in periods]
    points = _ends([t for t in group if not (t["period"] or t["stated"] or t["other_year"])])
    if any(t["halves"] for t in group):
        each = any(t["halves"] and ("各" in t["halves"] or "分别" in t["halves"] or "每年" in t["halves"]) for t in group)
        return [Cadence(start, end, "half_year")] if each or periods else []
    if not periods and stated:
        return _single(points, stated, start, end)
    if not periods:
        following = any(t["other_year"] in ("次年", "翌年") for t in group)
        return _bare(points, None if following else year, start, end, limited=each, following=following)
    if len(periods) > 1:
        return [Cadence(t.start(), end, per, fold=_fold(t)) for t, per in zip(periods, pers, strict=True)]
    dues: list[tuple[Due | date | None, str | None]] = [due for due in (_in_period(t, pers[0]) for t in points) if due]
    if len(points) > 1 and points[-1]["day"] and pers[0] == "year":  # 3月、9月的20日前
        on = number(points[-1]["dd"]) or 0
        dues = [(Due(due.month, on), window) for due, window in dues if isinstance(due, Due)] if on < 29 else dues
    return [Cadence(start, end, pers[0], dues or [(None, None)], fold=_fold(periods[0]))]


def _ends(points: list[re.Match[str]]) -> list[re.Match[str]]:
    """The points without those that only begin a span: 12月至次年1月."""
    begins = {id(one) for one, following in pairwise(points) if one.string[one.end() : following.start()].startswith(("至", "到", "-"))}
    return [point for point in points if id(point) not in begins] if begins else points


def restated(text: str, found: list[Cadence]) -> None:
    """Gives a yearly cadence the month that the sentence adds later: 每年报告一次，时间为12月份."""
    match = _TIME_IS.search(text)
    token = TOKEN.match(text, match.end()) if match else None
    due = _month_day(token) if token and token["md"] else None
    earlier = [cadence for cadence in found if match and cadence.end <= match.start()]
    if due and earlier and earlier[-1].per == "year" and earlier[-1].dues == [(None, None)]:
        earlier[-1].dues = [(due, None)]


def _per(token: re.Match[str]) -> str:
    several = _several(token)
    if several:
        return several[0]
    unit = token["p1"] or token["p2"] or token["p4"] or token["p5"]
    if token["p6"]:
        unit = token["p6"][0]
    return _PER[unit] if unit else "year"


def _several(token: re.Match[str]) -> tuple[str, int] | None:
    unit = token["su"] or token["su2"] or token["su3"] or token["su4"] or token["su5"]
    return _SEVERAL[unit, number(token["sn"] or token["sn2"] or "2") or 2] if unit else None


def _fold(token: re.Match[str]) -> int:
    several = _several(token)
    return several[1] if several else 1


def _single(points: list[re.Match[str]], year: int, start: int, end: int) -> list[Cadence]:
    """Points of one stated year: single dates, where a word says that it is a limit, or that it is then to be done."""
    set_for = bool(points) and points[0].string[:start].endswith(("于", "在")) and _THEN.match(points[0].string, end) is not None
    dues: list[tuple[Due | date | None, str | None]] = []
    for token in points:
        day = None
        if token["md"] and (set_for or any(t["mb"] or t["part"] in _LAST for t in points if t["md"])):
            day = _date(year, _month_day(token))
        elif token["point"] and (token["wb"] or token["w"] in ("年底", "年末")):
            day = date(year, 12, 31)
        elif token["half"] and token["hb"]:
            day = date(year, 6, 30) if token["h"] == "上" else date(year, 12, 31)
        elif token["quarter"] and (token["qb"] or token["qe"]):
            day = _date(year, _quarter_end(token))
        if day:
            dues.append((day, None))
    return [Cadence(start, end, "once", dues, stated_year=year)] if dues else []


def _bare(points: list[re.Match[str]], year: int | None, start: int, end: int, *, limited: bool, following: bool) -> list[Cadence]:
    """Points without a period before them. `following`: of the next year, which is a limit without 前."""
    dues: list[tuple[Due | date | None, str | None]] = []
    limited = limited or following or any(t["mb"] or (year and t["part"] in _LAST[2:]) for t in points if t["md"])
    for token in points:
        if token["md"] and limited:
            month_day = _month_day(token)
            if month_day:
                dues.append((_date(year, month_day), None) if year else (month_day, None))
        elif token["quarter"] and (following or token["qb"]):
            month_day = _quarter_end(token)
            dues.append((_date(year, month_day), None) if year else (month_day, None))
        elif token["point"]:
            dues.append((None, _WINDOW.get(token["w"], "year_end")))
        elif token["next"]:
            per = "month" if token["nu"] == "月" else "quarter"
            return [Cadence(start, end, per, [(None, _window_of(token))], bare=True)]
        elif token["end"]:
            return [Cadence(start, end, _PER[token["eu"]], [(None, _window_of(token))], bare=True)]
    if not dues:
        return []
    single = year is not None and any(isinstance(due, date) for due, _ in dues)
    return [Cadence(start, end, "once" if single else "year", dues, bare=True)]


def _in_period(token: re.Match[str], per: str) -> tuple[Due | None, str | None] | None:
    """What a point says inside a period: 每年 + 1月底前, 每季度 + 首月10日前."""
    if per == "year":
        if token["md"]:
            return (_month_day(token), None)
        if token["point"]:
            return (None, _WINDOW.get(token["w"], "year_end"))
        if token["quarter"]:
            return (_quarter_end(token), None)
        if token["half"]:
            return (Due(6, 30) if token["h"] == "上" else Due(12, 31), None)
    window = _window_of(token)
    return (None, window) if window else None


def _window_of(token: re.Match[str]) -> str | None:
    if token["inner"]:
        text, day = token["inner"], token["i"]
        month = {"首": 1, "末": 3, "最": 3}.get(text[0]) or number(text[1]) or 1
        return f"month_{month}_day_{number(day)}" if day else f"month_{month}"
    if token["next"]:
        return f"next_day_{number(token['n'])}" if token["n"] else "next_start"
    if token["end"]:
        return "period_start" if token["ew"] == "初" else "period_end"
    if token["tail"]:
        return "period_start" if token["tw"] == "初" else "period_end"
    if token["day"]:
        return f"day_{number(token['dd'])}"
    return None


def _month_day(token: re.Match[str]) -> Due | None:
    month, day = number(token["m2"] or token["m"]) or 0, number(token["d2"] or token["d"] or "")
    if not 1 <= month <= 12:
        return None
    last = 28 if month == 2 else calendar.monthrange(2001, month)[1]
    if day is None:
        day = _PART_DAY.get(token["part"] or "", last)
    if day == 29 and month == 2:
        return Due(2, 29)
    return Due(month, day) if 1 <= day <= calendar.monthrange(2000, month)[1] else None


def _quarter_end(token: re.Match[str]) -> Due:
    return (Due(3, 31), Due(6, 30), Due(9, 30), Due(12, 31))[(number(token["q"]) or 1) - 1]


def _date(year: int | None, due: Due | None) -> date | None:
    if due is None or year is None:
        return None
    if (due.month, due.day) == (2, 28) and calendar.isleap(year):
        return date(year, 2, 29)  # 2月底
    try:
        return date(year, due.month, due.day)
    except ValueError:
        return None
