"""The notices of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Prefetch

from liangze.core.reminding import Tone
from liangze.duties.queries.words import days_left, said
from liangze.organisation.policy import Acting
from liangze.reminders.models import Notice, Reminder
from liangze.reminders.models.notice import TONES
from liangze.reminders.sources import BY_KEY
from liangze.reminders.wording import still_open

ON_A_PAGE = 20
LINES = 20  # of one notice that are shown
COUNTED = 99  # a bell says no more than that
UNREAD = "SELECT count(*) FROM (SELECT 1 FROM reminders_notice WHERE account_id = %s AND read_at IS NULL LIMIT %s) AS waiting"


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a notice. `page` is the name of its address; `settled` when it is owed no more."""

    source: str
    item: int
    title: str
    unit: str
    due: str
    left: str
    page: str
    settled: bool


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with its items, those that are open first; `more` how many are not shown."""

    id: int
    tone: str
    tone_name: str
    at: datetime
    unread: bool
    sender: str
    text: str
    lines: tuple[Line, ...]
    more: int
    settled: int


def unread(account_id: int) -> int:
    """How many notices wait, at most one more than COUNTED. One statement over a short index."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [account_id, COUNTED + 1])
        return int(cursor.fetchone()[0])


def notices_of(*, by: Acting, page: int, only_unread: bool, today: date) -> tuple[Page[Any], list[NoticeRow]]:
    """A page of one's own notices, the latest first. Three statements, and one for each source."""
    rows = Notice.objects.filter(account_id=by.account_id).select_related("sender")
    if only_unread:
        rows = rows.filter(read_at=None)
    lines = Reminder.objects.select_related("unit").order_by("due", "pk")
    found = Paginator(rows.prefetch_related(Prefetch("reminders", queryset=lines)), ON_A_PAGE).get_page(page)
    notices = list(found.object_list)
    still = still_open([each for notice in notices for each in notice.reminders.all()], today)
    return found, [_row(notice, still, today) for notice in notices]


def _row(notice: Notice, still: set[tuple[str, int]], today: date) -> NoticeRow:
    lines = [
        Line(
            each.source, each.item, each.title, each.unit.name, said(each.due, today), days_left(each.due, today),
            BY_KEY[each.source].page if each.source in BY_KEY else "", (each.source, each.item) not in still,
        )
        for each in notice.reminders.all()
    ]
    lines.sort(key=lambda line: line.settled)
    return NoticeRow(
        notice.pk, notice.tone, str(dict(TONES)[Tone(notice.tone).value]), notice.at, notice.read_at is None,
        notice.sender.name if notice.sender else "", notice.text, tuple(lines[:LINES]), max(0, len(lines) - LINES),
        sum(line.settled for line in lines),
    )
