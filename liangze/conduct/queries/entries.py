"""The list of entries, one entry, and one's own drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count as CountOf
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from liangze.conduct.entry import RECORD
from liangze.conduct.models import Entry, EntryDraft
from liangze.conduct.queries.related import in_force
from liangze.core.doubts import days_late_entered
from liangze.core.errors import NotFound
from liangze.core.words import ActKind
from liangze.duties.queries.running import topics_by_key
from liangze.duties.queries.settled import SettledItem, settled_by
from liangze.duties.queries.words import topic_names
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, may, visible
from liangze.organisation.words import name_of
from liangze.trust.attachments import Used, uses_of

PAGE = 25
COUNTED = 10_000  # a list is counted so far and no further: nobody pages through more


class Latest(Paginator):
    """Pages of a list that is counted up to a limit, so that its cost does not grow with the installation."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list[:COUNTED].count())


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What of the entries is shown; empty values filter nothing. `standing` is "valid", "void" or ""."""

    text: str = ""
    kind: str = ""
    unit: int | None = None
    since: date | None = None
    until: date | None = None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in the list."""

    id: int
    number: str
    title: str
    kind: str
    on: str
    entered: str
    late_days: int
    unit: str
    seat: str
    files: int
    reused: bool
    voided: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with its proof and what it has settled."""

    id: int
    number: str
    title: str
    kind: str
    on: date
    unit_id: int
    unit: str
    seat: str
    counterparts: tuple[str, ...]
    topics: str
    note: str
    entered: datetime
    entered_by: str
    late_days: int
    files: tuple[Used, ...]
    voided: str
    voided_reason: str
    settled: tuple[SettledItem, ...]
    may_void: bool


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of one's own."""

    id: int
    title: str
    unit: str
    saved: datetime


def entry_list(*, by: Acting, wanted: EntryFilter, page: int = 1) -> tuple[Page, tuple[EntryRow, ...]]:
    """The entries of all units whose records the person may read, the latest first. Three statements whatever the number.

    Raises NotAllowed for one who may read none anywhere.
    """
    demand(by, Permission.ENTRY_READ, None)
    rows = Entry.objects.filter(visible(by, Permission.ENTRY_READ, "unit__path"), _where(wanted))
    found = Latest(rows.select_related("unit", "holder").order_by("-on", "-id"), PAGE).get_page(page)
    entries = list(found)
    files = uses_of(RECORD, [entry.pk for entry in entries])
    return found, tuple(_row(entry, files.get(entry.pk, [])) for entry in entries)


def entry(*, entry_id: int, by: Acting, today: date) -> EntryPage:
    """Five statements. Raises NotFound when there is none or it may not be known."""
    row = (
        Entry.objects.filter(visible(by, Permission.ENTRY_READ, "unit__path"), pk=entry_id)
        .select_related("unit", "holder", "entered_by", "voided_by").first()
    )
    if row is None:
        raise NotFound("There is no such record among those that you may read.", remedy="Look for it in the list of records.")
    towards = row.counterparts.select_related("post__unit").order_by("id")
    entered = timezone.localtime(row.entered_at)
    voided = f"{timezone.localtime(row.voided_at):%Y-%m-%d} {row.voided_by.name}" if row.voided_at and row.voided_by else ""
    return EntryPage(
        id=row.pk, number=row.number, title=row.title, kind=name_of(ActKind(row.kind)), on=row.on, unit_id=row.unit_id,
        unit=row.unit.name, seat=row.holder.title, topics=topic_names(row.topics, topics_by_key()), note=row.note,
        counterparts=tuple(
            each.post.title if each.post.unit_id == row.unit_id else f"{each.post.unit.name} {each.post.title}" for each in towards
        ),
        entered=entered, entered_by=row.entered_by.name, late_days=days_late_entered(row.on, entered.date()),
        files=tuple(uses_of(RECORD, [row.pk]).get(row.pk, ())), voided=voided, voided_reason=row.voided_reason,
        settled=settled_by(source=(RECORD, row.pk), as_of=today),
        may_void=row.voided_at is None and bool(may(by, Permission.ENTRY_VOID, row.unit)),
    )


def readable_entry(*, entry_id: int, by: Acting) -> tuple[str, int]:
    """The entry as a record, if the person may read it: for its files. Raises NotFound."""
    if not Entry.objects.filter(visible(by, Permission.ENTRY_READ, "unit__path"), pk=entry_id).exists():
        raise NotFound("There is no such file.", remedy="Open the record and choose one of its files.")
    return RECORD, entry_id


def readable_numbers(ids: set[int], by: Acting) -> dict[int, str]:
    """Number and title of those of these entries that the person may read."""
    rows = Entry.objects.filter(visible(by, Permission.ENTRY_READ, "unit__path"), pk__in=ids)
    return {pk: f"{number} {title}" for pk, number, title in rows.values_list("pk", "number", "title")}


def drafts(by: Acting) -> tuple[DraftRow, ...]:
    """One's own drafts, the latest first. One statement."""
    rows = EntryDraft.objects.filter(account_id=by.account_id).select_related("unit").order_by("-saved_at")
    return tuple(
        DraftRow(row.pk, str(row.content.get("title") or ""), row.unit.name, timezone.localtime(row.saved_at)) for row in rows
    )


def draft_content(*, draft_id: int, by: Acting) -> dict[str, object]:
    """The fields of a draft of one's own. Raises NotFound."""
    row = EntryDraft.objects.filter(pk=draft_id, account_id=by.account_id).first()
    if row is None:
        raise NotFound("There is no such draft of yours.", remedy="It may have been submitted already.")
    return {**row.content, "unit": row.unit_id}


def recording_units(by: Acting, today: date) -> tuple[tuple[int, str], ...]:
    """The units for which the person may record, with their inner offices. One statement."""
    rows = Unit.objects.filter(visible(by, Permission.ENTRY_RECORD), in_force(today)).annotate(seats=CountOf("posts"))
    return tuple(rows.filter(seats__gt=0).order_by("path").values_list("pk", "name")[:50])


def _where(wanted: EntryFilter) -> Q:
    where = Q()
    if wanted.text:
        where &= Q(title__icontains=wanted.text) | Q(number__startswith=wanted.text) | Q(note__icontains=wanted.text)
    if wanted.kind:
        where &= Q(kind=wanted.kind)
    if wanted.unit:
        where &= Q(unit_id=wanted.unit)
    if wanted.since:
        where &= Q(on__gte=wanted.since)
    if wanted.until:
        where &= Q(on__lte=wanted.until)
    if wanted.standing:
        where &= Q(voided_at__isnull=wanted.standing == "valid")
    return where


def _row(row: Entry, files: list[Used]) -> EntryRow:
    entered = timezone.localtime(row.entered_at).date()
    return EntryRow(
        id=row.pk, number=row.number, title=row.title, kind=name_of(ActKind(row.kind)), on=row.on.isoformat(), entered=entered.isoformat(),
        late_days=days_late_entered(row.on, entered), unit=row.unit.name, seat=row.holder.title, files=len(files),
        reused=any(file.reused_reason for file in files), voided=row.voided_at is not None,
    )
