"""The tree of units."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from liangze.api.shapes import REFUSALS, Day, Key, Number, PageNumber, PageOf, Word, place
from liangze.organisation.queries.tree import Sought, branch
from liangze.organisation.queries.unit import unit_detail
from liangze.trust.clock import today

router = Router(tags=["units"])


class UnitRow(Schema):
    """A unit as listed; kind and level in words. `ended` is the first day on which it existed no longer."""

    id: int
    code: str
    name: str
    kind: str
    level: str
    under: str
    principal: str
    children: int
    seats: int
    vacant: int
    ended: date | None


class Units(PageOf):
    items: list[UnitRow]


class Step(Schema):
    id: int
    name: str
    seen: bool


class Seat(Schema):
    """A seat on the day; `holder` is empty when it is vacant or belongs to the organ itself."""

    id: int
    code: str
    role: str
    role_name: str
    title: str
    is_body: bool
    holder: str
    held_since: date | None


class Unit(Schema):
    """A unit as it was on the day `on`."""

    id: int
    code: str
    name: str
    kind: str
    level: str
    party_organ: str
    discipline_organ: str
    since: date
    until: date | None
    exists: bool
    on: date
    trail: list[Step]
    superior: Step | None
    discipline_superior: Step | None
    children: int
    bodies: list[Seat]
    seats: list[Seat]
    vacant: int


@router.get("/units", response={200: Units, **REFUSALS}, operation_id="units", url_name="units")
def units(
    request: HttpRequest, q: Word = "", under: Key = None, kind: Word = "", on: Day = None, page: PageNumber = 1
) -> dict[str, Any]:
    """Units directly below `under` (or where one's rights begin); with `q` all below it whose name or code holds the word."""
    found = branch(by=request.acting, unit_id=under, on=on or today(), sought=Sought(q.strip(), kind), page=page)
    return {"items": found.rows, **place(found.page)}


@router.get("/units/{int:unit_id}", response={200: Unit, **REFUSALS}, operation_id="unit", url_name="unit")
def unit(request: HttpRequest, unit_id: Number, on: Day = None) -> Any:
    """One unit with its seats on a day."""
    return unit_detail(by=request.acting, unit_id=unit_id, on=on or today())
