"""The log: who was told of what, when, by whom, by which way, with what result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import pgettext

from liangze.core.errors import NotFound
from liangze.core.reminding import Tone
from liangze.duties.queries.words import said
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.reminders.models import Look, Reminder, Sending
from liangze.reminders.models.notice import TONES
from liangze.reminders.sources import BY_KEY

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Way:
    """A message that carried it out of the application. `state` is sent, waits, failed, dropped or unknown."""

    channel: str
    state: str
    at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Logged:
    """One reminder. `by` empty for the system. `read` when the person marked it as read."""

    title: str
    page: str
    item: int
    unit_id: int
    unit: str
    due: str
    who: str
    why: str
    by: str
    at: datetime
    read: datetime | None
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """`unit` the one asked for, or None for all; `last` the latest day that was looked at."""

    unit: Unit | None
    page: Page[Any]
    rows: tuple[Logged, ...]
    last: Look | None


class _Counted(Paginator):  # type: ignore[type-arg]
    """A log of millions of rows is not counted to its end: pages beyond these are found by unit."""

    MOST = 2000

    @cached_property
    def count(self) -> int:
        return len(self.object_list.values_list("pk")[: self.MOST])  # type: ignore[union-attr]


def log(*, by: Acting, unit_id: int | None, page: int, today: date) -> LogPage:
    """Of the units that one may remind. Six statements. Raises NotAllowed, NotFound for a unit that is not among them."""
    demand(by, Permission.REMINDER_SEND, None)
    unit = None
    rows = Reminder.objects.filter(visible(by, Permission.REMINDER_SEND, "unit__path"))
    if unit_id is not None:
        unit = Unit.objects.filter(visible(by, Permission.REMINDER_SEND), pk=unit_id).first()
        if unit is None:
            raise NotFound("There is no such unit among those that you may remind.", remedy="Open the log without a unit.")
        rows = rows.filter(unit=unit)
    sendings = Prefetch("notice__sendings", queryset=Sending.objects.order_by("pk"))
    rows = rows.select_related("unit", "account", "notice__sender").prefetch_related(sendings).order_by("-pk")
    found = _Counted(rows, ON_A_PAGE).get_page(page)
    last = Look.objects.filter(finished_at__isnull=False).first()
    return LogPage(unit, found, tuple(_logged(each, today) for each in found.object_list), last)


def _logged(row: Reminder, today: date) -> Logged:
    notice = row.notice
    return Logged(
        title=row.title, page=BY_KEY[row.source].page if row.source in BY_KEY else "", item=row.item, unit_id=row.unit_id,
        unit=row.unit.name, due=said(row.due, today), who=row.account.name, why=str(dict(TONES)[Tone(notice.tone).value]),
        by=notice.sender.name if notice.sender else "", at=notice.at, read=notice.read_at,
        ways=tuple(way(sending) for sending in notice.sendings.all()),
    )


def way(sending: Sending) -> Way:
    name = str(sending.get_channel_display())
    if sending.sent_at:
        return Way(name, "sent", sending.sent_at, "")
    if sending.dropped_at:
        return Way(name, "dropped", sending.dropped_at, "")
    if sending.next_at:
        return Way(name, "waits", sending.next_at, sending.error)
    return Way(name, "failed" if sending.error else "unknown", sending.claimed_at, sending.error)


def way_words(state: str) -> str:
    """What became of a message, as people say it."""
    return {
        "sent": pgettext("sending", "sent"), "waits": pgettext("sending", "waits"), "failed": pgettext("sending", "given up"),
        "dropped": pgettext("sending", "not needed any more"), "unknown": pgettext("sending", "outcome unknown, not repeated"),
    }[state]
