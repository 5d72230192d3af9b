"""Regulations and their clauses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Path, Router, Schema

from liangze.api.shapes import REFUSALS, Day, Key
from liangze.regulations.queries.catalogue import catalogue
from liangze.regulations.queries.version_page import version_page
from liangze.trust.clock import today

router = Router(tags=["regulations"])


class Version(Schema):
    """A version in the list; adopted_by, since, until where it binds the unit."""

    key: str
    version: int
    title: str
    number: str
    issuer: str
    issued_on: date | None
    clauses: int
    duties: int
    adopted_by: str
    since: date | None
    until: date | None


class Regulations(Schema):
    """What binds the unit on the day, and what is installed besides."""

    unit_id: int
    day: date
    in_force: list[Version]
    installed: list[Version]


class Clause(Schema):
    """A clause; `gist` in the project's own words, `source` its own text where the version was read from a document."""

    id: int
    path: list[str]
    label: str
    type: str
    gist: str
    source: str


class Duty(Schema):
    """A timed duty in words: who, how often and by when, which units, towards and to whom."""

    id: int
    key: str
    clause_id: int
    title: str
    who: str
    kind: str
    cadence: str
    units: str
    towards: str
    to: str
    topics: list[str]


class ClauseMap(Schema):
    """A version with its clauses and the timed duties that cite them."""

    key: str
    version: int
    title: str
    number: str
    in_force_from: date | None
    clauses: list[Clause]
    duties: list[Duty]


@router.get("/regulations", response={200: Regulations, **REFUSALS}, operation_id="regulations", url_name="regulations")
def regulations(request: HttpRequest, unit: Key = None, on: Day = None) -> dict[str, Any]:
    """Regulations in force for a unit (by default that of one's first grant) on a day, and those installed besides."""
    found = catalogue(by=request.acting, unit_id=unit, day=on or today())
    in_force = [row for _, rows in found.by_level for row in rows]
    return {"unit_id": found.unit.pk, "day": found.day, "in_force": in_force, "installed": found.installed}


@router.get(
    "/regulations/{key}/{int:version}", response={200: ClauseMap, **REFUSALS}, operation_id="clause_map", url_name="clause-map"
)
def clause_map(
    request: HttpRequest, key: Annotated[str, Path(max_length=120)], version: Annotated[int, Path(ge=1, le=32767)]
) -> dict[str, Any]:
    """The clauses of a version and the duties behind them."""
    found = version_page(key, version, by=request.acting, today=today(), chinese=(get_language() or "").startswith("zh"))
    row, parts = found.row, found.parts
    head = {"key": row.regulation.key, "version": row.version, "title": row.title, "number": row.number, "in_force_from": row.in_force_from}
    return {**head, "clauses": parts.clauses, "duties": parts.duties}
