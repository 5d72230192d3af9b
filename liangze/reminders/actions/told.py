"""Writing down what is said: one notice for each person, tone and day, and in it each item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from liangze.core.reminding import Due
from liangze.reminders.models import Notice, Reminder
from liangze.reminders.sources import Owed


def told(found: Iterable[Due], owed: Mapping[tuple[str, int], Owed], *, day: date, now: datetime) -> None:
    """Three statements, or none. Notices of that day that exist already take up what is new."""
    found = list(found)
    if not found:
        return
    wanted = {(one.receiver, one.step.tone.value) for one in found}
    Notice.objects.bulk_create(
        [Notice(account_id=account, tone=tone, day=day, at=now) for account, tone in sorted(wanted)], ignore_conflicts=True
    )
    rows = Notice.objects.filter(account_id__in={account for account, _ in wanted}, day=day, sender=None)
    notices = {(account, tone): number for number, account, tone in rows.values_list("pk", "account_id", "tone")}
    Reminder.objects.bulk_create(
        [
            Reminder(
                notice_id=notices[one.receiver, one.step.tone.value], account_id=one.receiver, unit_id=owed[one.item].unit_id,
                source=one.item[0], item=one.item[1], step=one.step.key, title=owed[one.item].title[:300], due=owed[one.item].due,
            )
            for one in found
        ],
        ignore_conflicts=True,
    )
