"""A person reminds by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.core.reminding import Tone
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, may
from liangze.reminders.models import Notice, Reminder
from liangze.reminders.receivers import Receivers, receivers_of
from liangze.reminders.sources import BY_KEY, Owed
from liangze.trust.actions import append

MOST = 5000  # items reminded of at once
LOCKS = 64  # what is said in one unit is said in turn; units fall into so many groups, so that a whole level needs no lock for each


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

    Whoever may remind nobody learns nothing: the right is asked for before anything is read. Raises NotAllowed, NotFound when nothing of
    it is open or known to the person, Refusals for the text, Conflict when all of them were reminded of by hand that day already (with
    who did and when) or nobody can be told.
    """
    demand(by, Permission.REMINDER_SEND, None)
    source, text, day = BY_KEY.get(about), text.strip(), timezone.localtime(now).date()
    if source is None or by.account_id is None:
        raise NotFound("There is nothing of that kind to remind of.", remedy="Remind from the page of the item.")
    if len(text) > 300:
        raise Refusals([Refusal("The text is too long.", field="text", remedy="Write at most 300 characters.")])
    if not items:
        _demand_all(by, Unit.objects.filter(pk__in=unit_ids))
    found = list(source.open(items, today=day)) if items else list(source.of_units(unit_ids, today=day))
    if not found:
        raise _nothing()
    if len(found) > MOST:
        raise Refusal("That is too much at once: %(count)s items.", params={"count": len(found)}, remedy="Choose fewer units.")
    to = receivers_of(found, day)
    _demand_all(by, to.units.values())
    step = f"hand {day}"
    with transaction.atomic():
        _one_after_another(to.units)
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


def _nothing() -> NotFound:
    """The same words whether nothing is there or the person may not know of it."""
    return NotFound("None of this is open any more.", remedy="Nothing needs to be done.")


def _demand_all(by: Acting, units: Iterable[Unit]) -> None:
    """Raises NotFound for a unit that the person may not know of, NotAllowed where they may not remind. One statement for a query."""
    for unit in units:
        if not may(by, Permission.ORGANISATION_READ, unit):
            raise _nothing()
        demand(by, Permission.REMINDER_SEND, unit)


def _one_after_another(units: Iterable[int]) -> None:
    """Two people who click at the same moment in the same unit: the second sees what the first did. Others do not wait for them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('reminders.remind'), part) FROM unnest(%s::int[]) AS part",
            [sorted({unit % LOCKS for unit in units})],
        )


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
    people = sorted(for_whom)
    notices = Notice.objects.bulk_create(
        Notice(account_id=account, tone=Tone.BY_HAND, day=step[5:], at=now, sender_id=by.account_id, text=text) for account in people
    )
    Reminder.objects.bulk_create(
        Reminder(notice=notice, account_id=account, unit_id=owed.unit_id, source=owed.source, item=owed.id, step=step,
                 title=owed.title[:300], due=owed.due)
        for notice, account in zip(notices, people, strict=True)
        for owed in for_whom[account]
    )  # fmt: skip
    return [notice.pk for notice in notices]
