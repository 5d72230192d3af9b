"""What waits for the person in the rooms that do the work: one statement over all of them.

A room offers a queryset of rows in the shape of `Errand` and adds a line to SOURCES; the words are in errand_words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from liangze.hearings.queries import waiting as hearings_waiting
from liangze.meetings.queries.errands import to_carry_out, to_record
from liangze.organisation.policy import Acting
from liangze.problems.queries import mine as problems
from liangze.reports.queries import errands as reports
from liangze.study.queries import waiting as study_waiting
from liangze.talks.queries.waiting import waiting_proposals, waiting_talks
from liangze.web import dates
from liangze.web.mywork.errand_words import ERRANDS
from liangze.web.navigation import address_with

#: The columns of each room's rows, in this order and of these types: text, text, bigint, text, text, date (may be null).
#: what   the errand, a key of errand_words.ERRANDS.  page  the name of the address it opens.  key  its argument.
#: title  of the thing.  about  a few words more.  due  the day by which it is to be done.
COLUMNS = ("what", "page", "key", "title", "about", "due")
SHOWN = 60

#: One for each room: (by, today) → rows with COLUMNS, made by `.values_list(*COLUMNS)`; None when there can be nothing.
SOURCES: tuple[Callable[[Acting, date], QuerySet | None], ...] = (
    problems.for_the_unit,
    problems.for_the_finder,
    problems.listings,
    waiting_proposals,
    waiting_talks,
    to_record,
    to_carry_out,
    study_waiting.passed,
    study_waiting.missed,
    reports.errands,
    hearings_waiting.reports,
    hearings_waiting.answers,
    hearings_waiting.closings,
)


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to be done; `due` as written, "" for none; `late` when its day has passed."""

    what: str
    act: str
    title: str
    about: str
    due: str
    late: bool
    url: str


def errands(by: Acting, today: date) -> list[Errand]:
    """What waits, the earliest day first, as much as is shown. One statement, or none."""
    parts = [rows for source in SOURCES if (rows := source(by, today)) is not None]
    if not parts:
        return []
    first, *rest = parts
    rows = first.union(*rest, all=True) if rest else first
    what, _page, key, _title, _about, due = first.query.selected  # rooms name their columns as their tables allow
    found = rows.order_by(F(due).asc(nulls_last=True), what, key)[:SHOWN]
    return [
        Errand(
            *(str(word) for word in ERRANDS[what]), title, about, dates.day(due) if due else "", bool(due and due < today),
            address_with(page, key) or "",
        )
        for what, page, key, title, about, due in found
    ]
