"""The words of a message: for each item its title, its unit, its due day and a link; nothing else ever leaves."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from liangze.core.reminding import Tone
from liangze.duties.queries.words import days_left, said
from liangze.reminders.models import Reminder, Sending
from liangze.reminders.models.notice import TONES
from liangze.reminders.sources import BY_KEY
from liangze.reminders.ways import Message

SHOWN = 30  # lines of a message; the rest is a number


def message(sending: Sending, *, today: date) -> Message | None:
    """In the language of the account. None when nothing in it is open any more. One statement, and one for each source."""
    rows = list(
        Reminder.objects.filter(notice__in=sending.notices.all()).select_related("unit", "notice__sender").order_by("due", "-id")
    )
    still = still_open(rows, today)
    latest: dict[tuple[str, int], Reminder] = {}
    for row in rows:
        if (row.source, row.item) in still:
            latest.setdefault((row.source, row.item), row)  # the same item in notices of several days: the last word counts
    if not latest:
        return None
    with translation.override(sending.account.language or settings.LANGUAGE_CODE):
        lines = [_line(row, today) for row in list(latest.values())[:SHOWN]]
        if len(latest) > SHOWN:
            lines.append(ngettext("and %(n)s more", "and %(n)s more", len(latest) - SHOWN) % {"n": len(latest) - SHOWN})
        title = ngettext("Liangze: %(n)s item to look at", "Liangze: %(n)s items to look at", len(latest)) % {"n": len(latest)}
        return Message(title, "\n".join([*_asked(latest.values()), *lines, "", *_where()]))


def still_open(rows: list[Reminder], today: date) -> set[tuple[str, int]]:
    """Which of the items are owed still. One statement for each source."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        ids[row.source].add(row.item)
    return {owed.key for source, found in ids.items() if source in BY_KEY for owed in BY_KEY[source].open(found, today=today)}


def _asked(rows: object) -> list[str]:
    """Who reminds by hand, and what they wrote."""
    said_by = {row.notice_id: row.notice for row in rows if row.notice.sender_id}  # type: ignore[attr-defined]
    found = []
    for notice in said_by.values():
        found.append(gettext("%(name)s reminds you:") % {"name": notice.sender.name} + (f" {notice.text}" if notice.text else ""))
    return found


def _line(row: Reminder, today: date) -> str:
    tone = dict(TONES)[Tone(row.notice.tone).value] if row.notice.tone != Tone.BY_HAND else ""
    facts = gettext("%(unit)s, due %(day)s, %(left)s") % {
        "unit": row.unit.name, "day": said(row.due, today), "left": days_left(row.due, today)
    }
    line = f"· {row.title}（{facts}）" + (f" {tone}" if row.notice.tone == Tone.ABOVE else "")
    link = address_of(row.source, row.item)
    return f"{line}\n  {link}" if link else line


def _where() -> list[str]:
    if not settings.ADDRESS:
        return [gettext("Sign in to see more.")]
    return [gettext("All notices, and how you are told: %(address)s") % {"address": settings.ADDRESS + reverse("notices")}]


def address_of(source: str, item: int) -> str:
    """The whole address of the item's page, or nothing while the installation does not know its own address."""
    if not settings.ADDRESS or source not in BY_KEY or not BY_KEY[source].page:
        return ""
    try:
        return settings.ADDRESS + str(reverse(BY_KEY[source].page, args=(item,)))
    except NoReverseMatch:
        return ""
