"""The first text of a report: sections with sentences from the records, and empty ones for what only a person can say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext, gettext_noop, override

from liangze.core.figures import lay
from liangze.core.words import Every, Role
from liangze.organisation.models import Post
from liangze.reports.models import Report
from liangze.reports.queries.sources import sections_of
from liangze.reports.queries.sources.shape import Scope, Section
from liangze.reports.words import period_said

#: A report is Chinese whatever language its writer has chosen for the pages.
PRINTED = "zh-hans"
#: Seats whose report is on the whole unit, not on their own obligations alone.
WHOLE = frozenset({Role.LEADERSHIP, Role.DEPARTMENT})
#: Sections without figures, in front of those with figures and behind them.
BEFORE = (("overall", gettext_noop("On the whole")),)
AFTER = (("shortcomings", gettext_noop("Shortcomings")), ("next", gettext_noop("What comes next")))
MATTER = (
    ("matter", gettext_noop("What happened")), ("handled", gettext_noop("What has been done about it")),
    ("next", gettext_noop("What comes next")),
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """Sections and figures in the shape in which a version keeps them."""

    sections: list[dict[str, Any]]
    figures: list[dict[str, Any]]


def scope_of(report: Report, day: date) -> Scope:
    """Whose figures the report tells, as of a day."""
    with override(PRINTED):
        period = period_said(report.every, report.period_start)
    return Scope(
        unit_id=report.unit_id, holder=None if Role(report.holder.role) in WHOLE else report.holder_id, since=report.period_start,
        last=report.period_end - timedelta(days=1), day=day, period=period,
    )


def drafted(report: Report, day: date) -> Drafted:
    """The text a new report begins with. One statement; none for a major matter."""
    with override(PRINTED):
        if report.every == Every.ONCE:
            return Drafted([_empty(key, gettext(title)) for key, title in MATTER], [])
        sections = [_empty(key, gettext(title)) for key, title in BEFORE]
        figures: list[dict[str, Any]] = []
        for section in sections_of(scope_of(report, day)):
            if section.lines:
                said, placed = _filled(section)
                sections.append(said)
                figures += placed
        sections += [_empty(key, gettext(title)) for key, title in AFTER]
    return Drafted(sections, figures)


def _filled(section: Section) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    known = {figure.key: figure for line in section.lines for figure in line.figures.values()}
    text, placed = lay(
        (line.text, {name: (figure.key, figure.value) for name, figure in line.figures.items()}) for line in section.lines
    )
    figures = [
        {
            "key": each.key, "section": section.key, "start": each.start, "end": each.end, "value": known[each.key].value,
            "name": known[each.key].name, "page": known[each.key].page, "args": list(known[each.key].args),
            "query": dict(known[each.key].query),
        }
        for each in placed
    ]
    return {"key": section.key, "title": section.title, "drafted": text, "text": text}, figures


def _empty(key: str, title: str) -> dict[str, Any]:
    return {"key": key, "title": title, "drafted": "", "text": ""}


def default_title(report: Report, subject: str) -> str:
    """关于2025年度履行主体责任情况的报告, with whose it is where it is a person's."""
    with override(PRINTED):
        period = period_said(report.every, report.period_start)
    return f"关于{period}{subject}情况的报告"[:120]


def seat_said(holder: Post, name: str | None) -> str:
    return f"{holder.title} {name}" if name else holder.title
