"""A person reminds by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.core.reminding import Tone
from liangze.organisation.policy import Acting, Permission, demand, may
from liangze.reminders.models import Notice, Reminder
from liangze.reminders.receivers import Receivers, receivers_of
from liangze.reminders.sources import BY_KEY, Owed
from liangze.trust.actions import append

MOST = 500  # items reminded of at once


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it: items that somebody was told of, items reminded of earlier that day, items that nobody could be told of."""

    items: int
    people: int
    earlier: int
    unreachable: int


def remind(
    *, about: str, by: Acting, now: datetime, items: Collection[int] = (), unit_ids: Collection[int] = (), text: str = ""
) -> Sent:
    """Remind of these items of a source, or of all that is open in these units; each is told to those who owe it.

    Raises NotFound when nothing of it is open, NotAllowed, Refusals for the text, Conflict when all of them were reminded of
    by hand that day already (with who did and when) or nobody can be told.
    """
    source, text, day = BY_KEY.get(about), text.strip(), timezone.localtime(now).date()
    if source is None or by.account_id is None:
        raise NotFound("There is nothing of that kind to remind of.", remedy="Remind from the page of the item.")
    if len(text) > 300:
        raise Refusals([Refusal("The text is too long.", field="text", remedy="Write at most 300 characters.")])
    with transaction.atomic():
        _one_after_another()
        found = list(source.open(items, today=day)) if items else list(source.of_units(unit_ids, today=day))
        if not found:
            raise NotFound("None of this is open any more.", remedy="Nothing needs to be done.")
        if len(found) > MOST:
            raise Refusal("That is too much at once: %(count)s items.", params={"count": len(found)}, remedy="Choose fewer units.")
        to = receivers_of(found, day)
        for unit in to.units.values():
            if not may(by, Permission.ORGANISATION_READ, unit):
                raise NotFound("There is nothing of that kind to remind of.", remedy="Remind from the page of the item.")
            demand(by, Permission.REMINDER_SEND, unit)
        step = f"hand {day}"
        earlier = _earlier(about, found, step)
        fresh = [owed for owed in found if owed.id not in earlier]
        if not fresh:
            raise _reminded_already(earlier[found[0].id])
        told = _tell(fresh, to, step=step, text=text, by=by, now=now)
        if not told:
            raise Conflict("Nobody who answers for this has an account.", remedy="Ask the security administrator to open one.")
        units = sorted({owed.unit_id for owed in fresh})
        append(
            by=by, action="reminders.reminder.send", thing=("reminders.notice", min(told)), unit_id=units[0] if len(units) == 1 else None,
            after={"about": about, "items": [owed.id for owed in fresh], "units": units, "notices": sorted(told), "text": text},
        )
    reached = [owed for owed in fresh if to.holders(owed)]
    return Sent(len(reached), len(told), len(found) - len(fresh), len(fresh) - len(reached))


def _one_after_another() -> None:
    """Two people who click at the same moment: the second sees what the first did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reminders.remind'))")


def _earlier(about: str, found: list[Owed], step: str) -> dict[int, Reminder]:
    rows = Reminder.objects.filter(source=about, item__in=[owed.id for owed in found], step=step)
    return {row.item: row for row in rows.select_related("notice__sender")}


def _reminded_already(first: Reminder) -> Conflict:
    moment = timezone.localtime(first.notice.at)
    return Conflict(
        "%(who)s reminded of this today at %(at)s already.", remedy="Once a day is enough; telephone when it cannot wait.",
        params={"who": first.notice.sender.name if first.notice.sender else "—", "at": f"{moment:%H:%M}"},
    )


def _tell(fresh: list[Owed], to: Receivers, *, step: str, text: str, by: Acting, now: datetime) -> list[int]:
    """The ids of the notices written, one for each person."""
    for_whom: dict[int, list[Owed]] = defaultdict(list)
    for owed in fresh:
        for account in to.holders(owed):
            for_whom[account].append(owed)
    written = []
    for account, items in sorted(for_whom.items()):
        notice = Notice.objects.create(account_id=account, tone=Tone.BY_HAND, day=step[5:], at=now, sender_id=by.account_id, text=text)
        rows = [
            Reminder(notice=notice, account_id=account, unit_id=owed.unit_id, source=owed.source, item=owed.id, step=step,
                     title=owed.title[:300], due=owed.due)
            for owed in items
        ]
        Reminder.objects.bulk_create(rows)
        written.append(notice.pk)
    return written
