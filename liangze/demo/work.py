"""A year of work: entries with their deeds. What others then say of them follows in demo.afterwards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from liangze.conduct.models import Entry, EntryCounterpart
from liangze.core.errors import Conflict
from liangze.core.words import ActKind
from liangze.demo.acts import Done, Owed, acts_of
from liangze.demo.place import scale_for, units_of
from liangze.demo.reports import REPORTING
from liangze.duties.actions.record_deeds import NewDeed, record_deeds
from liangze.organisation.models import Account, GrantRole, Unit
from liangze.organisation.policy import Acting, acting_for

OWED = """
SELECT o.id, o.unit_id, o.holder_id, o.counterpart_id, d.kind, d.topics, d.title, o.opens, o.due, o.times
FROM duties_obligation o JOIN regulations_duty d ON d.id = o.duty_id
WHERE o.opens <= %s AND o.withdrawn_on IS NULL AND o.unit_id = ANY(%s)
ORDER BY o.unit_id, o.id
"""
ENTERED = """
UPDATE duties_deed d SET entered_at = e.entered_at FROM conduct_entry e
WHERE d.source_type = 'conduct.entry' AND d.source_id = e.id AND d.unit_id = ANY(%s)
"""
BATCH = 200  # units


def work(today: date) -> str:
    """Do it all; a sentence with the counts."""
    qualities = {unit.code: unit.quality for unit in units_of(scale_for(min(60_000, max(60, Unit.objects.count()))))}
    units = list(Unit.objects.order_by("path"))
    entries = deeds = 0
    for start in range(0, len(units), BATCH):
        batch = units[start : start + BATCH]
        done = _acts(batch, qualities, today)
        some_entries, some_deeds = _record(batch, done, today)
        entries, deeds = entries + some_entries, deeds + some_deeds
    return f"登记 {entries} 条记录，计 {deeds} 次履责。"


def _acts(units: list[Unit], qualities: dict[str, str], today: date) -> dict[int, list[Done]]:
    owed: dict[int, list[Owed]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(OWED, [today, [unit.pk for unit in units]])
        for number, unit, holder, counterpart, kind, topics, title, opens, due, times in cursor:
            owed[unit].append(Owed(number, unit, holder, counterpart, kind, frozenset(topics), title, opens, due, times))
    done = {u.pk: acts_of(owed[u.pk], qualities.get(u.code, "good"), today, seed=hash_of(u.code)) for u in units}
    written = {u.pk for u in units if u.code in REPORTING}  # their reports of this year are written in their own room
    return {
        unit: [act for act in acts if not (unit in written and act.kind == ActKind.REPORT and act.on.year == today.year)]
        for unit, acts in done.items()
    }


def hash_of(code: str) -> int:
    """A number that is the same in every run."""
    return sum(ord(letter) * 31**n for n, letter in enumerate(code)) % 1_000_003


@transaction.atomic
def _record(units: list[Unit], acts: dict[int, list[Done]], today: date) -> tuple[int, int]:
    writers = _writers(units, today)
    entries, counterparts, chosen = [], [], []
    for unit in units:
        writer = writers.get(unit.pk)
        if writer is None:
            continue
        numbers: Counter[date] = Counter()
        for act in sorted(acts[unit.pk], key=lambda a: a.on):
            numbers[act.on] += 1
            entries.append(_entry(unit, act, f"{act.on:%Y-%m%d}-{numbers[act.on]:02}", writer.account_id))
            chosen.append(act)
    Entry.objects.bulk_create(entries, batch_size=2000)
    for entry, act in zip(entries, chosen, strict=True):
        counterparts += [EntryCounterpart(entry=entry, post_id=post) for post in sorted(act.counterparts)]
    EntryCounterpart.objects.bulk_create(counterparts, batch_size=2000)
    by_unit: dict[int, list[NewDeed]] = defaultdict(list)
    deeds = 0
    for entry, act in zip(entries, chosen, strict=True):
        made = _deeds(entry.pk, act)
        deeds += len(made)
        if act.makes_up is None:
            by_unit[entry.unit_id] += made
        else:
            _make_up(made, act.makes_up, writers[entry.unit_id])
    for unit_id, made in by_unit.items():
        record_deeds(deeds=made, by=writers[unit_id], now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(ENTERED, [[unit.pk for unit in units]])
    return len(entries), deeds


def _make_up(deeds: list[NewDeed], missed: int, by: Acting) -> None:
    """Late, and said openly for which missed obligation; another act may have settled it meanwhile."""
    try:
        with transaction.atomic():
            record_deeds(deeds=deeds, by=by, now=timezone.now(), makes_up=[missed])
    except Conflict:
        record_deeds(deeds=deeds, by=by, now=timezone.now())


def _writers(units: Iterable[Unit], today: date) -> dict[int, Acting]:
    """The liaison of each unit, else of the unit above (inner offices have none)."""
    accounts = Account.objects.filter(grants__role=GrantRole.LIAISON).select_related("person")
    liaisons = {grant.unit_id: account for account in accounts.prefetch_related("grants") for grant in account.grants.all()}
    found = {}
    for unit in units:
        account = liaisons.get(unit.pk) or liaisons.get(unit.parent_id)
        if account is not None:
            found[unit.pk] = acting_for(account, today=today)
    return found


def _entry(unit: Unit, act: Done, number: str, account: int | None) -> Entry:
    moment = timezone.make_aware(datetime.combine(act.entered, time(9, 0)) + timedelta(minutes=len(act.topics) * 7))
    return Entry(
        unit=unit,
        number=number,
        kind=act.kind,
        on=act.on,
        holder_id=act.holder_id,
        title=act.title[:120],
        topics=sorted(act.topics),
        note="",
        entered_by_id=account,
        entered_at=moment,
    )


def _deeds(entry: int, act: Done) -> list[NewDeed]:
    towards: list[int | None] = [*sorted(act.counterparts)] or [None]
    return [
        NewDeed(act.unit_id, act.holder_id, act.kind, frozenset(act.topics), act.on, ("conduct.entry", entry), counterpart)
        for counterpart in towards
    ]
