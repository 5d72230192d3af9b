"""The invented place as the rows of the organisation's workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from liangze.core.words import Level, Role, UnitKind
from liangze.demo.place import AREAS, FOUNDED, Scale, Seat, Unit, seats_of, units_of

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def rows(scale: Scale, year: int) -> Rows:
    """Rows by sheet; `year` is the year whose middle sees the changes of posts and portfolios."""
    units = list(units_of(scale))
    for late in [u for u in units if u.level is Level.TOWNSHIP and u.kind is UnitKind.REGION and u.code.endswith("T10")]:
        late.since = date(year, 10, 1)
    born = {u.code: u.since for u in units}
    for unit in units:
        unit.since = max(unit.since, born.get(unit.parent or "", FOUNDED))
        born[unit.code] = unit.since
    seats: dict[str, list[Seat]] = {}
    people = 1
    for unit in units:
        seats[unit.code] = list(seats_of(unit, people))
        people += sum(1 for seat in seats[unit.code] if seat.person)
    made: Rows = {
        "units": [_unit(unit, n) for n, unit in enumerate(units)],
        "posts": [_post(seat, unit, n) for unit in units for n, seat in enumerate(seats[unit.code])],
        "appointments": [],
    }
    numbers = [seat.person for unit in units for seat in seats[unit.code] if seat.person]
    made["appointments"], successors = _appointments(units, seats, people, year)
    made["people"] = [{"number": n, "name": f"人员{int(n[1:]):04}"} for n in numbers + successors]
    made["portfolios"] = list(_portfolios(units, seats, year))
    made["coverages"] = list(_coverages(units, seats))
    made["stationings"] = list(_stationings(units))
    return made


def _unit(unit: Unit, position: int) -> Row:
    return {
        "code": unit.code,
        "name": unit.name,
        "parent": unit.parent,
        "kind": unit.kind.value,
        "level": unit.level.value,
        "party_organ": unit.party,
        "discipline_organ": unit.discipline,
        "position": position % 1000,
        "since": unit.since,
        "until": None,
    }


def _post(seat: Seat, unit: Unit, position: int) -> Row:
    return {
        "unit": seat.unit,
        "code": seat.code,
        "role": seat.role.value,
        "title": seat.title,
        "position": position,
        "since": unit.since,
        "until": None,
    }


def _appointments(units: list[Unit], seats: dict[str, list[Seat]], next_person: int, year: int) -> tuple[list[Row], list[str]]:
    """Everybody from the beginning; every fortieth principal hands over on 15 May, so that history has something to show."""
    found: list[Row] = []
    successors: list[str] = []
    change = date(year, 5, 15)
    principals = 0
    for unit in units:
        for seat in seats[unit.code]:
            if not seat.person:
                continue
            principals += seat.role is Role.PRINCIPAL
            row = {"number": seat.person, "unit": seat.unit, "post": seat.code, "since": unit.since, "until": None}
            found.append(row)
            if seat.role is Role.PRINCIPAL and principals % 40 == 7 and unit.since < change:
                successors.append(f"R{next_person + len(successors):06}")
                row["until"] = change
                found.append({**row, "number": successors[-1], "since": change, "until": None})
    return found, successors


def _portfolios(units: list[Unit], seats: dict[str, list[Seat]], year: int) -> Iterator[Row]:
    """Members share the units below (no villages) and the five areas; one unit in each county moves on 1 July."""
    below: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.parent and unit.kind is not UnitKind.VILLAGE and not unit.is_stationed:
            below[unit.parent].append(unit)
    move = date(year, 7, 1)
    for unit in units:
        members = [seat for seat in seats[unit.code] if seat.role is Role.MEMBER]
        if not members:
            continue
        for n, child in enumerate(below[unit.code]):
            member = members[n % len(members)]
            row = {"unit": unit.code, "post": member.code, "target": child.code, "area": "", "since": child.since, "until": None}
            if n == 0 and unit.level is Level.COUNTY and len(members) > 1:
                yield {**row, "until": move}
                yield {**row, "post": members[1].code, "since": move}
            else:
                yield row
        for n, area in enumerate(AREAS):
            yield {
                "unit": unit.code,
                "post": members[n % len(members)].code,
                "target": None,
                "area": area,
                "since": unit.since,
                "until": None,
            }
    # One principal runs an area that principals must not run, so that the check has something to find.
    yield {"unit": units[0].code + "01C02", "post": "P", "target": None, "area": "projects", "since": date(year, 2, 1), "until": None}


def _coverages(units: list[Unit], seats: dict[str, list[Seat]]) -> Iterator[Row]:
    """County members follow a township each as contact unit; the discipline principal covers all in turn."""
    townships: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.level is Level.TOWNSHIP and unit.kind is UnitKind.REGION and unit.parent:
            townships[unit.parent].append(unit)
    for county, followed in townships.items():
        for n, seat in enumerate(s for s in seats[county] if s.role in (Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)):
            if n < len(followed):
                kind = "contact" if seat.role is Role.MEMBER else "area"
                yield {
                    "unit": county,
                    "post": seat.code,
                    "target": followed[n].code,
                    "kind": kind,
                    "since": followed[n].since,
                    "until": None,
                }


def _stationings(units: list[Unit]) -> Iterator[Row]:
    """Each city's groups share its departments."""
    for city in (u for u in units if u.level is Level.CITY and u.kind is UnitKind.REGION):
        groups = [u for u in units if u.parent == city.code and u.is_stationed]
        departments = [u for u in units if u.parent == city.code and u.kind is UnitKind.DEPARTMENT and not u.is_stationed]
        for n, department in enumerate(departments):
            yield {"station": groups[n % len(groups)].code, "unit": department.code, "since": FOUNDED, "until": None}
