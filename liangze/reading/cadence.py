"""The cadence grammar: 每季度, 每年6月底、12月底前, 上半年和下半年各, 半年一检查, 2016年2月底前 …

    phrase  = [stated-year | period] point*          period = 每年 | 每季度 | 按月 | 半年 (before a count) …
    point   = month-day | 年初 | 年底 | half | quarter | 首月10日前 | 次月5日前 …
    compact = period-word 一? act                    半年一检查, 月调度, 季通报

Written by hand over one scanning pattern, not with a parser generator: the phrases stand in running text without word
boundaries, so finding them is the work, and a generated parser would have to be started at every character. One pass,
linear in the text. Texts are in one width and without white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from liangze.reading.cadence_words import PER, TOKEN, WINDOW, dated, fold_of, in_period, month_day, per_of, quarter_end, window_of
from liangze.reading.numerals import number
from liangze.reading.result import Due

#: What may stand between two tokens of one phrase.
_GLUE = re.compile(r"(?:[的于在各、和及与或至到-]|应当?|要|须|需|原则上|统一|均|分别|务必|，?(?:并)?分别(?:于|在)|度|，)*$")
_TIME_IS = re.compile(r"时间(?:一般|原则上)?(?:为|定于|定在|安排在|在)(?:每年)?")
_EACH = re.compile(r"(?:各|分别)(?![^，。；]{0,20}[了已])")
_THEN = re.compile(r"(?:集中|统一|全面)?(?:进行|开展|组织|召开|完成|实施)(?!了|的)")
_DONE = re.compile(r"[了已]|(?:成立|结束|发布|印发|施行|通过|开始)[，。；]")
_DUE = re.compile(r"，[^，。；了已]{2,30}(?:进行|开展|组织|召开|完成|实施|报告|述)(?!了)[^，。；了已]*[，。；]")
_YEAR_END = re.compile(r"(?:工作|综合)?(?:考核|考评|总结|述职|检查|测评|评议)")
_YEAR_END_AT = re.compile(r"(?:工作|综合)?(?:考核|考评|总结|述职|检查|测评|评议)(?:工作)?(?:由[^，。；]{2,20}，)?[于在](?=每|\d)")
_SETS = re.compile(r"(?:[^，。；、]{2,16}，)?[^，。；、]{0,16}(?:组织|开展|进行|实施|完成|参加|报送|上报|召开)")
_STAGE = re.compile(r"月(?:份|底|末|初|[上中下]旬|\d+日)?[至到-]")
_LAST = ("底", "末", "上旬", "中旬", "下旬")  # parts of a month that set a limit without 前


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
    yearly = any((t["period"] and per_of(t) == "year") or t["halves"] for t in tokens)
    index = 0
    while index < len(tokens):
        group = [tokens[index]]
        while index + 1 < len(tokens) and _one_phrase(text, group, tokens[index + 1]):
            index += 1
            group.append(tokens[index])
        index += 1
        if len(group) == 1 and group[0]["period"]:  # by far the most
            found.append(Cadence(group[0].start(), group[0].end(), per_of(group[0]), fold=fold_of(group[0])))
            continue
        for token in group:
            if token["stated"]:
                stated = number(token["year"])
        each = _EACH.match(text, group[-1].end()) is not None and sum(t["md"] is not None for t in group) > 1
        found.extend(_phrase(group, stated if any(t["stated"] for t in group) or not yearly else None, year, each=each))
    return [one for one in found if not _only_names(text, one, found)] if len(found) > 1 else found


def _only_names(text: str, one: Cadence, found: list[Cadence]) -> bool:
    """Whether a phrase is but the name of what an earlier time governs: 12月中旬组织年终考核, 每年6月20日前完成半年自查."""
    if one.bare:
        return _named_for_year_end(text, one, found)
    earlier = [other for other in found if one.act and other.end <= one.start and other.dues != [(None, None)]]
    return any(_SETS.fullmatch(text, other.end, one.start) for other in earlier)


def _named_for_year_end(text: str, one: Cadence, found: list[Cadence]) -> bool:
    """Whether 年终 only names what an earlier time governs: 12月中旬组织年终考核."""
    if text[one.start : one.end] not in ("年终", "年底", "年末") or not _YEAR_END.match(text, one.end):
        return False
    if _YEAR_END_AT.match(text, one.end):
        return True  # 年终考核于每年12月20日前完成
    return any(_SETS.fullmatch(text, other.end, one.start) for other in found if other.end <= one.start)


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
        return [Cadence(start, end, PER.get(unit, "year"), [(None, window)], act)]
    if any(t["other_year"] in ("去年", "上年", "上一年", "上年度", "上一年度", "今年", "本年", "本年度", "明年") for t in group):
        # A year told from where the writer stands; with a year that the document states, this year is that year.
        now = any(t["other_year"] in ("今年", "本年", "本年度") for t in group)
        if not (now and year) or all(t["other_year"] for t in group):
            return []
        stated = year
    periods = [t for t in group if t["period"]]
    pers = [per_of(t) for t in periods]
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
        return [Cadence(t.start(), end, per, fold=fold_of(t)) for t, per in zip(periods, pers, strict=True)]
    dues: list[tuple[Due | date | None, str | None]] = [due for due in (in_period(t, pers[0]) for t in points) if due]
    if len(points) > 1 and points[-1]["day"] and pers[0] == "year":  # 3月、9月的20日前
        on = number(points[-1]["dd"]) or 0
        dues = [(Due(due.month, on), window) for due, window in dues if isinstance(due, Due)] if on < 29 else dues
    if pers[0] != "year":
        dues = dues[-1:]  # 每季度末25日前: one time, told twice
    return [Cadence(start, end, pers[0], dues or [(None, None)], fold=fold_of(periods[0]))]


def _ends(points: list[re.Match[str]]) -> list[re.Match[str]]:
    """The points without those that only begin a span: 12月至次年1月."""
    begins = {id(one) for one, following in pairwise(points) if one.string[one.end() : following.start()].startswith(("至", "到", "-"))}
    return [point for point in points if id(point) not in begins] if begins else points


def restated(text: str, found: list[Cadence]) -> None:
    """Gives a yearly cadence the month that the sentence adds later: 每年报告一次，时间为12月份."""
    match = _TIME_IS.search(text)
    token = TOKEN.match(text, match.end()) if match else None
    due = month_day(token) if token and token["md"] else None
    earlier = [cadence for cadence in found if match and cadence.end <= match.start()]
    if due and earlier and earlier[-1].per == "year" and earlier[-1].dues == [(None, None)]:
        earlier[-1].dues = [(due, None)]


def made_once(cadence: Cadence, year: int) -> None:
    """Makes a bare deadline (9月底前) one of that year only."""
    days = [(dated(year, due), window) for due, window in cadence.dues if isinstance(due, Due)]
    if days:
        cadence.per, cadence.dues = "once", [(day, window) for day, window in days if day]


def _single(points: list[re.Match[str]], year: int, start: int, end: int) -> list[Cadence]:
    """Points of one stated year: single dates, where a word says that it is a limit, or that it is then to be done."""
    inside = bool(points) and points[0].string.rfind("（", 0, start) > points[0].string.rfind("）", 0, start)
    if inside and _STAGE.search(points[0].string, start, end) and not points[-1]["mb"]:
        return []  # 2015年4月下旬至5月上旬: a stage of the work
    set_for = bool(points) and points[0].string[:start].endswith(("于", "在")) and _THEN.match(points[0].string, end) is not None
    dues: list[tuple[Due | date | None, str | None]] = []
    for token in points:
        day = None
        if token["md"] and (set_for or any(t["mb"] or t["part"] in _LAST for t in points if t["md"])):
            day = dated(year, month_day(token))
        elif token["point"] and (token["wb"] or token["w"] in ("年底", "年末")):
            day = date(year, 12, 31)
        elif token["half"] and token["hb"]:
            day = date(year, 6, 30) if token["h"] == "上" else date(year, 12, 31)
        elif token["quarter"] and (token["qb"] or token["qe"]):
            day = dated(year, quarter_end(token))
        if day:
            dues.append((day, None))
    return [Cadence(start, end, "once", dues, stated_year=year)] if dues else []


def _sets_limit(token: re.Match[str]) -> bool:
    """Whether a part of a month limits without 前: 12月中旬组织…; 12月底，党总支…进行考核."""
    return token["part"] in _LAST[2:] or (token["part"] is not None and _DUE.match(token.string, token.end()) is not None)


def _bare(points: list[re.Match[str]], year: int | None, start: int, end: int, *, limited: bool, following: bool) -> list[Cadence]:
    """Points without a period before them. `following`: of the next year, which is a limit without 前."""
    dues: list[tuple[Due | date | None, str | None]] = []
    set_for = year is not None and points and points[0].string.endswith("于", 0, start) and _DONE.search(points[0].string, end) is None
    limited = limited or following or bool(set_for) or any(t["mb"] or (year and _sets_limit(t)) for t in points if t["md"])
    for token in points:
        if token["md"] and limited:
            day_of = month_day(token)
            if day_of:
                dues.append((dated(year, day_of), None) if year else (day_of, None))
        elif token["quarter"] and (following or token["qb"]):
            day_of = quarter_end(token)
            dues.append((dated(year, day_of), None) if year else (day_of, None))
        elif token["point"]:
            dues.append((None, WINDOW.get(token["w"], "year_end")))
        elif token["next"]:
            per = "month" if token["nu"] == "月" else "quarter"
            return [Cadence(start, end, per, [(None, window_of(token))], bare=True)]
        elif token["end"]:
            return [Cadence(start, end, PER[token["eu"]], [(None, window_of(token))], bare=True)]
    if not dues:
        return []
    single = year is not None and any(isinstance(due, date) for due, _ in dues)
    return [Cadence(start, end, "once" if single else "year", dues, bare=True)]
