"""The words of time: one scanning pattern, and what each of its groups means for a period or a due day.

Texts are in one width and without white space.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from liangze.reading.act import COMPACT_ACT
from liangze.reading.counts import COUNT_AHEAD, PIECES_AHEAD
from liangze.reading.numerals import number
from liangze.reading.result import Due

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_BEFORE = r"(?:之前|以前|前|截止|止)"
PER = {
    "年度": "year", "年": "year", "半年": "half_year", "季度": "quarter", "季": "quarter", "月": "month", "月度": "month",
    "学期": "half_year", "学年": "year", "周": "week", "星期": "week", "日": "day", "天": "day", "工作日": "day",
}  # fmt: skip
_UNIT = r"(?:年度|半年|年|学期|学年|季度|季|月度|月|周|星期|工作日|日|天)"
#: Periods of several months or weeks, as so many times in a period that there is a word for: 每两个月 = six times a year.
_SEVERAL = {("月", 2): ("year", 6), ("月", 3): ("quarter", 1), ("月", 4): ("year", 3), ("月", 6): ("half_year", 1),
            ("季度", 2): ("half_year", 1), ("周", 2): ("month", 2), ("星期", 2): ("month", 2)}  # fmt: skip
TOKEN = re.compile(
    rf"""
    (?=[每逐按全以半一二三四五六七八九十\d上下第年岁季月周天日今本明去当次翌首末最底初隔双])(?:  # lets most go
      (?P<compact>
          (?:(?:每?一|1|每)(?P<c1>季度|年|季|个?月|周|天)|(?<![上下每])(?P<c2>半年))(?:一|1)(?P<a1>{COMPACT_ACT}|[签评考查报审述听谈讲学会访巡]|(?!召开|举行|进行|开展|组织|上午|下午)[\u4e00-\u9fff]{{2}}(?=[，。；、”制]))(?![次个人名份期户线路度届])
        | (?<![\d零一二三四五六七八九十本当次上下同每个全近历往第各分按逐首末两几翌该一])
          (?P<c3>半年|季度|季|月度|月|周)(?P<a2>{COMPACT_ACT})
        | (?<=[、，和及与“])(?P<c4>年度|年终|年底|年末|年|日)(?P<a3>{COMPACT_ACT})
      )
    | (?P<halves>(?:每年(?:的|度)?)?上(?:半年)?(?:[、，和与及])?下半年(?:均|应|要|分别)?各?)
    | (?P<period>
          每(?=年[初底末中终](?!考|年))
        | 每(?:(?P<sn>[两二三四六2346])个?(?P<su>月)|[两二2]个?(?P<su2>季度|周|星期))(?!内)
        | (?<![\d零一二三四五六七八九十第近前后每])(?:(?:两个?|[二2]个)(?P<su3>月|周)|(?P<sn2>[三四六346])个(?P<su4>月))
          (?!内)(?={COUNT_AHEAD})
        | [隔双](?P<su5>月|周)(?!刊)
        | 每逢?(?:个|一)?(?:自然)?(?P<p1>{_UNIT})(?!内)
        | (?:按|逐(?!年(?![^，。；]{{0,10}}(?:报告|汇报|述|考核|签订|更新|修订|评估))))(?P<p2>{_UNIT})(?!期|计|常|制)
        | (?P<p3>全年|年度内|(?<![\d上本一前当每按该])年度(?=[^，。；]{{2,12}}(?:不少于|至少|不低于))|
              (?<![一二两三四五六半\d])年内(?!被|受|发生|出现|连续))(?![^，。；]{{0,8}}(?:共|累计|先后))
          (?=[^，。；]{{0,20}}?(?:{COUNT_AHEAD}|{PIECES_AHEAD}))
        | (?<![\d零一二三四五六七八九十上下每每第近前后])(?P<p4>半年)
          (?={COUNT_AHEAD}|[^，。；内前后的了过被]{{0,6}}?(?:一|两|二|三|\d)次|
            向[^，。；]{{2,24}}?(?:报告|汇报|报送)[^，。；]{{0,4}}次)
        | (?<![^，。；：）、])(?P<p8>半年)(?=[对与向同就][^，。；]{{2,40}}[一二两三\d]次(?:话|心)?[，。；]|
            [^，。；]{{0,6}}[一二两三\d][份篇])
        | (?<![\d零一二三四五六七八九十第近前后每])[一1](?:个)?(?P<p5>年|季度|季|月|周|天)(?={COUNT_AHEAD})
        | (?<![\d零一二三四五六七八九十第近前后每])一(?P<p10>年)(?:当|之)?中
          (?=[^，。；]{{0,16}}?(?:{PIECES_AHEAD}|至少|不得?少于|不低于))
        | (?<![\d零一二三四五六七八九十第近前后每这])一(?P<p11>年)
          (?=[为给向对与同到][^，。；]{{2,30}}?(?:不得?少于|至少|不低于)[一二两三\d][次课讲堂])
        | 以(?P<p7>半年|季度|季|年度|年|月)为(?:一个)?周期
        | (?<=[次期讲轮]（)(?P<p9>全年|年度)(?=）)
        | (?P<p6>年年|季季|月月|周周|天天|日日)(?=有|都|[抓查])
      )
    | (?P<stated>(?P<year>20\d\d|二零[零一二三四五六七八九]{{2}})(?:(?=年[初底末中终])|年度?))
    | (?P<other_year>今年|本年度?|明年|(?<!过)去年|上一?年度?|(?<!应)当年|次年|翌年|下一?年度?)
    | (?P<point>(?<![近来往历])(?P<w>年初|年底|年末|年终|岁末|年中(?!层(?!层))|年尾)(?P<wb>{_BEFORE})?)
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
WINDOW = {"年初": "year_start", "年中": "mid_year"}
_PART_DAY = {"初": 10, "上旬": 10, "中旬": 20}


def per_of(token: re.Match[str]) -> str:
    several = _several(token)
    if several:
        return several[0]
    unit = token["p1"] or token["p2"] or token["p4"] or token["p5"] or token["p7"] or token["p8"] or token["p10"] or token["p11"]
    if token["p6"]:
        unit = token["p6"][0]
    return PER[unit] if unit else "year"


def _several(token: re.Match[str]) -> tuple[str, int] | None:
    unit = token["su"] or token["su2"] or token["su3"] or token["su4"] or token["su5"]
    return _SEVERAL[unit, number(token["sn"] or token["sn2"] or "2") or 2] if unit else None


def fold_of(token: re.Match[str]) -> int:
    several = _several(token)
    return several[1] if several else 1


def in_period(token: re.Match[str], per: str) -> tuple[Due | None, str | None] | None:
    """What a point says inside a period: 每年 + 1月底前, 每季度 + 首月10日前."""
    if per == "year":
        if token["md"]:
            return (month_day(token), None)
        if token["point"]:
            return (None, WINDOW.get(token["w"], "year_end"))
        if token["quarter"]:
            return (quarter_end(token), None)
        if token["half"]:
            return (Due(6, 30) if token["h"] == "上" else Due(12, 31), None)
    window = window_of(token)
    return (None, window) if window else None


def window_of(token: re.Match[str]) -> str | None:
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


def month_day(token: re.Match[str]) -> Due | None:
    month, day = number(token["m2"] or token["m"]) or 0, number(token["d2"] or token["d"] or "")
    if not 1 <= month <= 12:
        return None
    last = 28 if month == 2 else calendar.monthrange(2001, month)[1]
    if day is None:
        day = _PART_DAY.get(token["part"] or "", last)
    if day == 29 and month == 2:
        return Due(2, 29)
    return Due(month, day) if 1 <= day <= calendar.monthrange(2000, month)[1] else None


def quarter_end(token: re.Match[str]) -> Due:
    return (Due(3, 31), Due(6, 30), Due(9, 30), Due(12, 31))[(number(token["q"]) or 1) - 1]


def dated(year: int | None, due: Due | None) -> date | None:
    if due is None or year is None:
        return None
    if (due.month, due.day) == (2, 28) and calendar.isleap(year):
        return date(year, 2, 29)  # 2月底
    try:
        return date(year, due.month, due.day)
    except ValueError:
        return None
