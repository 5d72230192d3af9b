"""What units owe: the ledger of a unit and year, and one obligation with the reason for its state."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from liangze.api.shapes import REFUSALS, Day, Key, Number, PageNumber, PageOf, Word, Year
from liangze.core.words import Every, State
from liangze.duties.queries import LedgerFilter, ledger, obligation
from liangze.duties.queries.ledger_place import ledger_place
from liangze.trust.clock import today

router = Router(tags=["obligations"])


class ClauseRef(Schema):
    """Where it is written: the document as cited, and the clause's label."""

    id: int
    cited: str
    label: str


class ObligationRow(Schema):
    """One obligation in the ledger, as of the day asked about."""

    id: int
    title: str
    every: str
    period: str
    period_start: date
    due_day: date
    state: State
    left: str
    holder_id: int
    seat: str
    clause: ClauseRef
    regulation_id: int
    regulation: str
    happened_day: date | None
    entered_day: date | None
    late_days: int
    files: int
    reused: bool
    waiting: bool
    returned: bool
    exemption_asked: bool
    closed: str


class Ledger(PageOf):
    """A page of the ledger. `sums` counts the states under all filters but the state itself."""

    unit_id: int
    unit: str
    year: int
    as_of: date
    sums: dict[str, int]
    items: list[ObligationRow]


class Counted(Schema):
    """A record and how it stands: "counts", "waiting", "returned" or "withdrawn"."""

    id: int
    standing: str
    on: date
    entered: date
    entered_by: str
    seat: str
    late_days: int
    note: str


class Obligation(Schema):
    """One obligation; `why` says in a sentence why its state is what it is."""

    id: int
    unit_id: int
    unit: str
    year: int
    title: str
    kind: str
    regulation: str
    clause: ClauseRef
    gist: str
    seat: str
    counterpart: str
    answers: str
    period: str
    opens: date
    due: date
    times: int
    done: int
    state: State
    left: str
    why: str
    withdrawn: str
    counted: list[Counted]
    closed: str


@router.get("/units/{int:unit_id}/obligations", response={200: Ledger, **REFUSALS}, operation_id="obligations", url_name="obligations")
def obligations(
    request: HttpRequest,
    *,
    unit_id: Number,
    year: Year = None,
    as_of: Day = None,
    state: State | None = None,
    every: Every | None = None,
    regulation: Key = None,
    holder: Key = None,
    q: Word = "",
    page: PageNumber = 1,
) -> dict[str, Any]:
    """The ledger of a unit for a year, 25 rows a page, as it stood on a day."""
    place = ledger_place(by=request.acting, unit_id=unit_id)
    day = as_of or today()
    year = year or day.year
    wanted = LedgerFilter(holder=holder, regulation=regulation, every=every or "", state=state or "", text=q.strip())
    found = ledger(unit=place.unit, year=year, as_of=day, wanted=wanted, page=page)
    return {
        "unit_id": place.unit.pk, "unit": place.unit.name, "year": year, "as_of": day, "sums": found.sums, "items": found.rows,
        "page": found.number, "pages": found.pages, "total": found.shown,
    }


@router.get("/obligations/{int:obligation_id}", response={200: Obligation, **REFUSALS}, operation_id="obligation", url_name="obligation")
def one(request: HttpRequest, obligation_id: Number, as_of: Day = None) -> Any:
    """One obligation with the records that count for it."""
    page, _ = obligation(obligation_id=obligation_id, by=request.acting, as_of=as_of or today())
    return page
