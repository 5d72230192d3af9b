"""Recording an act once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from liangze.conduct.checks import known, objections
from liangze.conduct.entry import RECORD, NewEntry
from liangze.conduct.models import Entry, EntryCounterpart, EntryDraft
from liangze.core.errors import NotFound, Refusal, Refusals
from liangze.duties.actions import record_deeds
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append
from liangze.trust.attachments import attach


def record(*, entry: NewEntry, by: Acting, today: date, now: datetime, draft_id: int | None = None) -> Entry:
    """Store the entry with its proof and emit its deeds, all or nothing. The draft it was written in goes away.

    Raises NotFound for an unknown unit, NotAllowed, Refusals with everything that is wrong, each with its field.
    """
    with transaction.atomic():
        unit = Unit.objects.filter(pk=entry.unit_id).first()
        if unit is None:
            raise NotFound("There is no such unit.", remedy="Start again from the ledger of your unit.")
        demand(by, Permission.ENTRY_RECORD, unit)
        wrong = objections(entry, known(entry, unit, today))
        if wrong:
            raise Refusals(wrong)
        stored = Entry.objects.create(
            unit=unit, number=_number(unit.pk, entry.on), kind=entry.kind, on=entry.on, holder_id=entry.holder_id,
            title=entry.title.strip(), topics=sorted(entry.topics), note=entry.note.strip(), entered_by_id=by.account_id, entered_at=now,
        )
        EntryCounterpart.objects.bulk_create(EntryCounterpart(entry=stored, post_id=post) for post in entry.counterparts)
        uses = attach(record=(RECORD, stored.pk), proofs=entry.proofs, by=by)
        try:
            record_deeds(deeds=entry.deeds(stored.pk), by=by, now=now, makes_up=entry.makes_up)
        except Refusal as refusal:
            if refusal.field is None:
                raise
            raise Refusals([refusal]) from refusal
        if draft_id is not None:
            EntryDraft.objects.filter(pk=draft_id, account_id=by.account_id).delete()
        append(
            by=by, action="conduct.entry.record", thing=stored, unit_id=unit.pk,
            after={
                "number": stored.number, "kind": stored.kind, "on": stored.on, "holder": stored.holder_id, "title": stored.title,
                "topics": stored.topics, "counterparts": list(entry.counterparts), "note": stored.note,
                "files": [{"attachment": use.attachment_id, "name": use.name, "reused": use.reused_reason} for use in uses],
            },
        )
    return stored


def _number(unit_id: int, on: date) -> str:
    """The next number of that day in the unit. Writers of the same unit and day queue here, all others do not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [unit_id, on.toordinal()])
    taken = Entry.objects.filter(unit_id=unit_id, on=on).count()
    return f"{on:%Y-%m%d}-{taken + 1:02}"
