"""Looking for what falls due and telling those concerned in the application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from liangze.core.reminding import USUAL, Said, due_days, reminders_now
from liangze.organisation.models import Unit
from liangze.reminders.actions.told import told
from liangze.reminders.models import Look, Reminder
from liangze.reminders.receivers import receivers_of
from liangze.reminders.sources import SOURCES, Owed

BATCH = 200  # units looked at in one transaction


def look(*, today: date, now: datetime) -> bool:
    """Look at the next units of the day; whether there is more to look at. Called again until it says no.

    A look that an earlier day left unfinished is finished first. Costs one statement when the day is done.
    """
    with transaction.atomic():
        at = Look.objects.select_for_update().filter(finished_at=None).order_by("day").first() or _begin(today)
        if at is None:
            return False
        units = list(Unit.objects.filter(pk__gt=at.after_unit).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if units:
            said, unreachable = _say(units, since=at.since, day=at.day, today=today, now=now)
            at.after_unit, at.said, at.unreachable = units[-1], at.said + said, at.unreachable + unreachable
        if len(units) < BATCH:
            at.finished_at = now
        at.save()
    return at.finished_at is None or at.day < today


def _begin(today: date) -> Look | None:
    """Today's look, from the day of the last one on. The first of all begins today: what is long overdue comes round in turn."""
    last = Look.objects.order_by("-day").first()
    if last and last.day >= today:
        return None
    since = last.day if last else today - timedelta(days=1)
    made, _ = Look.objects.get_or_create(day=today, defaults={"since": since})
    made = Look.objects.select_for_update().get(pk=made.pk)
    return made if made.finished_at is None else None


def _say(units: Sequence[int], *, since: date, day: date, today: date, now: datetime) -> tuple[int, int]:
    """Reminders written, and items that nobody could be told of."""
    days = due_days(USUAL, since=since, today=day)
    owed: dict[tuple[str, int], Owed] = {}
    for source in SOURCES:
        owed |= {each.key: each for each in source.falling(units=units, days=days, today=today)}
    if not owed:
        return 0, 0
    to = receivers_of(owed.values(), today)
    found = reminders_now(
        [each.item for each in owed.values()], USUAL, since=since, today=day, said=_said(owed),
        holders=lambda item: to.holders(owed[item.key]), above=lambda item: to.above(owed[item.key]),
    )
    told(found, owed, day=day, now=now)
    return len(found), sum(not to.holders(each) for each in owed.values())


def _said(owed: dict[tuple[str, int], Owed]) -> set[Said]:
    """What was said before of these: a look that was begun anew says nothing twice."""
    said: set[Said] = set()
    for source in {key for key, _ in owed}:
        rows = Reminder.objects.filter(source=source, item__in=[number for key, number in owed if key == source])
        said |= {((source, item), *rest) for item, *rest in rows.values_list("item", "due", "step", "account_id")}
    return said
