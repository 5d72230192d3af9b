"""The list of talks as a paper: what the reader may know of each, nothing more. Papers are Chinese, whatever language the page is in."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override, pgettext

from liangze.documents.paper import Column, Facts, Grid, Paper
from liangze.organisation.policy import Acting
from liangze.talks.queries.book import TalkFilter, TalkLine, chosen, line
from liangze.talks.words import STANDINGS, kind_name

EXPORTED = 5000
PRINTED = "zh-hans"


def talks_paper(*, by: Acting, wanted: TalkFilter, today: date) -> Paper:
    """The talks under the filter, the latest first, at most 5000. One statement."""
    with override(PRINTED):
        rows = [line(row, today) for row in chosen(by, wanted).order_by("-id")[: EXPORTED + 1]]
        columns = (
            Column(pgettext("talks paper", "No."), 0.5, "center"), Column(pgettext("talks paper", "Number"), 1.1, "center"),
            Column(pgettext("talks paper", "Kind"), 1.2), Column(pgettext("talks paper", "Held by"), 2),
            Column(pgettext("talks paper", "With"), 2.4), Column(pgettext("talks paper", "Day"), 1.2, "center"),
            Column(pgettext("talks paper", "How far"), 1.6),
        )
        note = pgettext("talks paper", "“Protected”: with whom the talk was held is for those who were there.")
        if len(rows) > EXPORTED:
            note += pgettext("talks paper", "Only the first %(n)s rows are printed; narrow the filters.") % {"n": EXPORTED}
        return Paper(
            title=pgettext("talks paper", "List of talks"), day=today, wide=True, note=note,
            blocks=(
                Facts(_asked(wanted, len(rows[:EXPORTED]))),
                Grid(columns, tuple(_cells(number, row) for number, row in enumerate(rows[:EXPORTED], 1))),
            ),
        )


def _asked(wanted: TalkFilter, count: int) -> tuple[tuple[str, str], ...]:
    """What the list is of, so that the paper can be read without the page."""
    since, until = (day.isoformat() if day else "" for day in (wanted.since, wanted.until))
    told = (
        (pgettext("talks paper", "Kind"), kind_name(wanted.kind) if wanted.kind else ""),
        (pgettext("talks paper", "How far"), str(STANDINGS[wanted.standing]) if wanted.standing else ""),
        (pgettext("talks paper", "Words searched for"), wanted.text),
        (pgettext("talks paper", "Days"), f"{since}—{until}" if since or until else ""),
        (pgettext("talks paper", "Talks"), str(count)),
    )
    return tuple((name, value) for name, value in told if value)


def _cells(number: int, row: TalkLine) -> tuple[str, ...]:
    planned = pgettext("talks paper", "planned %(day)s") % {"day": row.planned_on.isoformat()} if row.planned_on else ""
    stage = f"{row.stage_name} {row.due.isoformat()}" if row.due else row.stage_name
    return (
        str(number), row.number, row.kind_name, f"{row.unit} {row.seat}", row.people or pgettext("talks paper", "Protected"),
        row.on.isoformat() if row.on else planned, stage or "—",
    )
