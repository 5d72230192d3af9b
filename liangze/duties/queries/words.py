"""The words of the ledger: periods, days and reasons as people say them, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.translation import get_language, gettext, npgettext, pgettext

from liangze.core.matching import Reason
from liangze.core.words import ActKind, Every
from liangze.organisation.words import name_of

Topics = Mapping[str, tuple[str, str]]  # key: Chinese and English name


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """Where something is written. `cited` the document, `label` the clause as people write it."""

    id: int
    cited: str
    label: str


def chinese() -> bool:
    return (get_language() or "").startswith("zh")


def said(day: date, today: date | None = None) -> str:
    """6月16日; 16 Jun. With its year where that is not the year of `today`: 2025年6月16日; 16 Jun 2025."""
    other = today is not None and day.year != today.year
    if chinese():
        return (f"{day.year}年" if other else "") + f"{day.month}月{day.day}日"
    return f"{day.day} {MONTHS_3[day.month].capitalize()}" + (f" {day.year}" if other else "")


def period_name(every: str, start: date, due: date, today: date | None = None) -> str:
    """The period as a ledger writes it: 一季度, 上半年, 3月, 全年; with its year where it is due in another one, or is not of the
    year of `today`: 2025年度, 2025年上半年."""
    other = start.year != due.year or (today is not None and start.year != today.year)
    if every == Every.ONCE:
        return pgettext("period", "Once")
    if every == Every.MONTH:
        return pgettext("period", "%(month)s/%(year)s") % {"month": start.month, "year": start.year}
    if every == Every.YEAR:
        if not other:
            return pgettext("period", "The year")
        return pgettext("period", "Year %(year)s") % {"year": start.year}
    name = _part_of_year(every, start)
    if other:
        return pgettext("period", "%(period)s of %(year)s") % {"period": name, "year": start.year}
    return name


def _part_of_year(every: str, start: date) -> str:
    if every == Every.HALF_YEAR:
        return pgettext("period", "First half-year") if start.month == 1 else pgettext("period", "Second half-year")
    if start.month <= 6:
        return pgettext("period", "Quarter 1") if start.month == 1 else pgettext("period", "Quarter 2")
    return pgettext("period", "Quarter 3") if start.month == 7 else pgettext("period", "Quarter 4")


def topic_names(keys: Iterable[str], topics: Topics) -> str:
    """The names of topics, each in quotes."""
    shown = 0 if chinese() else 1
    names = [topics[key][shown] if key in topics else key for key in sorted(keys)]
    return pgettext("list", ", ").join(pgettext("quoted", "“%(name)s”") % {"name": name} for name in names)


def sentence(reason: Reason, topics: Topics) -> str:
    """A reason of core.matching in words: days, kinds and topics by their names."""
    params = {name: _named(name, value, topics) for name, value in reason.params.items()}
    return gettext(reason.text) % params if params else gettext(reason.text)


def _named(name: str, value: Any, topics: Topics) -> Any:
    if isinstance(value, date):
        return said(value)
    if name == "topics":
        return topic_names(value, topics)
    return name_of(ActKind(value)) if name == "kind" else value


def days_left(due: date, day: date) -> str:
    """还剩 14 天, 逾期 4 天, 今天到期."""
    left = (due - day).days
    if left == 0:
        return pgettext("days", "Due today")
    if left > 0:
        return npgettext("days", "%(n)s day left", "%(n)s days left", left) % {"n": left}
    return npgettext("days", "%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}


def counterpart(seat: str | None, unit: str | None, *, elsewhere: bool) -> str:
    """Towards whom, or "": a seat of another unit with its unit, because the seats of units side by side are called alike."""
    return f"{unit} {seat}" if seat and elsewhere else seat or ""
