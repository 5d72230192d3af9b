"""What was done: listed, previewed, recorded once, voided with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from liangze.api.obligations import ClauseRef
from liangze.api.shapes import LARGEST, REFUSALS, Key, Number, PageNumber, PageOf, Word, place
from liangze.conduct.actions import record, void
from liangze.conduct.entry import NewEntry
from liangze.conduct.queries.entries import EntryFilter, entry, entry_list
from liangze.core.words import ActKind
from liangze.duties.queries import preview
from liangze.organisation.policy import Permission, demand
from liangze.organisation.queries.tree import seen_unit
from liangze.trust.clock import now, today

router = Router(tags=["entries"])
Id = Annotated[int, Field(ge=1, le=LARGEST)]


class EntryRow(Schema):
    """A record in the list; days as 2026-06-16."""

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


class Entries(PageOf):
    items: list[EntryRow]


class Entry(Schema):
    """One record in full."""

    id: int
    number: str
    title: str
    kind: str
    on: date
    unit_id: int
    unit: str
    seat: str
    counterparts: list[str]
    topics: str
    note: str
    entered: datetime
    entered_by: str
    late_days: int
    voided: str
    voided_reason: str


class Sent(Schema):
    """A record as it is sent: what was done, on which day, by which seat, towards which seats.

    makes_up  numbers of missed obligations that it makes up for.
    """

    unit_id: Id
    kind: ActKind
    on: date
    holder_id: Id
    title: str = Field(max_length=120)
    topics: list[Annotated[str, Field(max_length=60)]] = Field(default=[], max_length=30)
    counterparts: list[Id] = Field(default=[], max_length=200)
    note: str = Field(default="", max_length=5000)
    makes_up: list[Id] = Field(default=[], max_length=50)

    def entry(self) -> NewEntry:
        """In the shape of the room."""
        return NewEntry(
            self.unit_id, self.kind, self.on, self.holder_id, self.title, frozenset(self.topics), tuple(self.counterparts), self.note,
            (), tuple(self.makes_up),
        )


class PreviewItem(Schema):
    """An obligation and what the record means for it; `because` says why, or why not."""

    obligation_id: int
    title: str
    period: str
    seat: str
    clause: ClauseRef
    because: str
    counts: bool
    late: bool
    waits: bool
    can_make_up: bool
    made_up: bool


class Preview(Schema):
    """What the record would settle, what was missed and could be made up for, and the nearest misses."""

    counts: list[PreviewItem]
    missed: list[PreviewItem]
    near: list[PreviewItem]


class Reason(Schema):
    reason: str = Field(max_length=300)


class Voided(Schema):
    """Numbers of the obligations that changed."""

    obligations: list[int]


@router.get("/entries", response={200: Entries, **REFUSALS}, operation_id="entries", url_name="entries")
def entries(
    request: HttpRequest,
    *,
    q: Word = "",
    unit: Key = None,
    kind: ActKind | None = None,
    since: date | None = None,
    until: date | None = None,
    standing: Literal["valid", "void"] | None = None,
    page: PageNumber = 1,
) -> dict[str, Any]:
    """Records of all units that one may read, the latest first, 25 a page."""
    demand(request.acting, Permission.ENTRY_READ, None)
    wanted = EntryFilter(q.strip(), kind or "", unit, since, until, standing or "")
    found, rows = entry_list(by=request.acting, wanted=wanted, page=page)
    return {"items": rows, **place(found)}


@router.get("/entries/{int:entry_id}", response={200: Entry, **REFUSALS}, operation_id="entry", url_name="entry")
def one(request: HttpRequest, entry_id: Number) -> Any:
    """One record."""
    return entry(entry_id=entry_id, by=request.acting, today=today())


@router.post("/entries", response={201: Entry, **REFUSALS}, operation_id="entry_record", url_name="entries")
def create(request: HttpRequest, sent: Sent) -> Any:
    """Record what was done. Files are added on the page of the record's form."""
    stored = record(entry=sent.entry(), by=request.acting, today=today(), now=now())
    return Status(201, entry(entry_id=stored.pk, by=request.acting, today=today()))


@router.post("/entries/{int:entry_id}/void", response={200: Voided, **REFUSALS}, operation_id="entry_void", url_name="entry-void")
def void_entry(request: HttpRequest, entry_id: Number, sent: Reason) -> dict[str, Any]:
    """Void a record: what it had settled opens again. Nothing is deleted."""
    return {"obligations": void(entry_id=entry_id, reason=sent.reason, by=request.acting, now=now())}


@router.post("/deeds/preview", response={200: Preview, **REFUSALS}, operation_id="deeds_preview", url_name="deeds-preview")
def deeds_preview(request: HttpRequest, sent: Sent) -> Any:
    """What a record would settle, and why not what lies near. Nothing is stored."""
    unit = seen_unit(request.acting, sent.unit_id)
    demand(request.acting, Permission.ENTRY_RECORD, unit)
    return preview(sent.entry().deeds(), today(), makes_up=sent.makes_up)
