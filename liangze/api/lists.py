"""Responsibility lists: those of a unit in a year, and how many units have theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from liangze.api.obligations import ClauseRef
from liangze.api.shapes import REFUSALS, Number, PageNumber, Year
from liangze.duties.queries.words import ClauseRef as Written
from liangze.lists.queries.book import Chapter, book
from liangze.lists.queries.coverage import Covered, coverage
from liangze.trust.clock import today

router = Router(tags=["lists"])


class ListItem(Schema):
    """An item that stands. key: the same in every version and year; basis: of the unit's own item; cadence: how often and by when."""

    id: int
    key: str
    number: int
    title: str
    measures: str
    proof: str
    basis: str
    cadence: str
    clauses: list[ClauseRef]


class ResponsibilityList(Schema):
    """The newest version of the list of one role. stage: draft, returned, submitted, reviewed, signed."""

    list_id: int
    version_id: int
    version: int
    role: str
    part: str
    stage: str
    published: bool
    items: list[ListItem]


class UnitLists(Schema):
    """All lists of a unit; `missing`: roles without one."""

    unit_id: int
    year: int
    lists: list[ResponsibilityList]
    missing: list[str]


class CountedLists(Schema):
    """Units, and how many of them have lists, have all signed, all published. key: a level, or the number of a unit directly below."""

    key: str
    name: str
    units: int
    drafted: int
    signed: int
    published: int


class ListDeadline(Schema):
    """The day by which a rule wants lists, and where it is written."""

    due: date
    title: str
    clause: ClauseRef


class UnitWithoutLists(Schema):
    """A unit without lists."""

    id: int
    name: str
    level: str


class ListCoverage(Schema):
    """A unit with all below it."""

    unit_id: int
    year: int
    deadline: ListDeadline | None
    total: CountedLists
    levels: list[CountedLists]
    below: list[CountedLists]
    missing: list[UnitWithoutLists]
    page: int
    pages: int


@router.get("/units/{int:unit_id}/lists", response={200: UnitLists, **REFUSALS}, operation_id="lists", url_name="lists")
def unit_lists(request: HttpRequest, unit_id: Number, year: Year = None) -> dict[str, Any]:
    """The newest version of each list of the unit in the year, with items and clauses."""
    found = book(unit_id=unit_id, year=year or today().year, by=request.acting, today=today())
    return {
        "unit_id": unit_id, "year": found.year, "missing": [role for role, _ in found.missing],
        "lists": [_list(chapter) for part in found.parts for chapter in part.chapters],
    }


@router.get(
    "/units/{int:unit_id}/lists/coverage", response={200: ListCoverage, **REFUSALS}, operation_id="list-coverage", url_name="list-coverage"
)
def unit_coverage(request: HttpRequest, unit_id: Number, year: Year = None, page: PageNumber = 1) -> dict[str, Any]:
    """How many units have their lists against the deadline; a page of those that have none."""
    found = coverage(unit_id=unit_id, year=year or today().year, by=request.acting, today=today(), page=page)
    due = found.deadline
    return {
        "unit_id": unit_id, "year": found.year, "total": _counted(found.total), "levels": [_counted(row) for row in found.levels],
        "deadline": {"due": due.due, "title": due.title, "clause": _clause(due.clause)} if due else None,
        "below": [_counted(row) for row in found.children], "page": found.behind.number, "pages": found.behind.pages,
        "missing": [{"id": row.id, "name": row.name, "level": row.level} for row in found.behind.rows],
    }


def _list(chapter: Chapter) -> dict[str, Any]:
    words = ("id", "key", "number", "title", "measures", "proof", "basis", "cadence")
    return {
        "list_id": chapter.list_id, "version_id": chapter.version_id, "version": chapter.number, "role": chapter.role,
        "part": chapter.part, "stage": chapter.stage, "published": chapter.published,
        "items": [
            {name: getattr(item, name) for name in words} | {"clauses": [_clause(each) for each in item.clauses]}
            for item in chapter.standing
        ],
    }


def _counted(row: Covered) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("key", "name", "units", "drafted", "signed", "published")}


def _clause(written: Written) -> dict[str, Any]:
    return {"id": written.id, "cited": written.cited, "label": written.label}
