"""A synthetic province: five levels of units with their seats and portfolios, three regulations, copied in at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

SINCE = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Shape:
    """How many of each: departments stand at the province, in each city, in each county."""

    cities: int
    counties: int
    townships: int
    departments: tuple[int, int, int]


SHAPES = {50_000: Shape(13, 10, 12, (60, 50, 40)), 500: Shape(2, 2, 4, (10, 5, 10))}

#: (role, code) of the seats of each unit; regions have the discipline organ and its head besides.
SEATS = (("leadership", "L"), ("principal", "P"), ("member", "M1"), ("member", "M2"))
DISCIPLINE = (("discipline_organ", "D"), ("discipline_principal", "DP"))

#: (role, act, cadence, towards, times): about a hundred obligations a year for a unit.
DUTIES = (
    ("leadership", "meeting", "month", "", 1), ("leadership", "meeting", "quarter", "", 1), ("leadership", "study", "quarter", "", 1),
    ("leadership", "meeting", "half_year", "", 1), ("leadership", "report", "year", "", 1), ("leadership", "plan", "year", "", 1),
    ("leadership", "inspection", "year", "", 1), ("leadership", "notice", "quarter", "", 1), ("leadership", "assessment", "year", "", 1),
    ("leadership", "training", "half_year", "", 1), ("principal", "lecture", "year", "", 1), ("principal", "report", "year", "", 1),
    ("principal", "review", "month", "", 1), ("principal", "report", "half_year", "", 1), ("principal", "inspection", "half_year", "", 1),
    ("principal", "talk", "year", "members", 2), ("principal", "talk", "quarter", "members", 1),
    ("principal", "talk", "year", "subordinate_principals", 1), ("member", "inspection", "quarter", "", 1),
    ("member", "report", "year", "", 1), ("member", "study", "half_year", "", 1), ("member", "lecture", "year", "", 1),
    ("member", "talk", "half_year", "portfolio_units", 1), ("member", "meeting", "month", "", 1),
    ("discipline_organ", "inspection", "month", "", 1), ("discipline_organ", "report", "quarter", "", 1),
    ("discipline_principal", "talk", "year", "subordinate_discipline_principals", 1),
)  # fmt: skip
VERSIONS = 3


@dataclass(frozen=True, slots=True)
class UnitRow:
    id: int
    parent_id: int | None
    path: str
    kind: str
    level: str


def units(count: int) -> list[UnitRow]:
    """`count` units, parents before children, ids from 1."""
    shape, rows = SHAPES[count], list[UnitRow]()

    def add(parent: UnitRow | None, kind: str, level: str) -> UnitRow:
        number = len(rows) + 1
        row = UnitRow(number, parent and parent.id, (parent.path if parent else "") + f"{number:07d}", kind, level)
        rows.append(row)
        return row

    def departments(of: UnitRow, number: int) -> None:
        for _ in range(number):
            add(of, "department", of.level)

    province = add(None, "region", "province")
    departments(province, shape.departments[0])
    cities = [add(province, "region", "city") for _ in range(shape.cities)]
    for city in cities:
        departments(city, shape.departments[1])
    counties = [add(city, "region", "county") for city in cities for _ in range(shape.counties)]
    for county in counties:
        departments(county, shape.departments[2])
    townships = [add(county, "region", "township") for county in counties for _ in range(shape.townships)]
    for number in range(count - len(rows)):
        add(townships[number % len(townships)], "village", "village")
    return rows


def build(count: int) -> int:
    """Fill the empty tables of this installation; the number of seats."""
    from django.db import connection, transaction

    rows = units(count)
    seats = list(_seats(rows))
    with transaction.atomic(), connection.cursor() as cursor:
        _copy(cursor, "organisation_unit", {
            "id": [u.id for u in rows], "code": [f"U{u.id}" for u in rows], "name": [f"单位{u.id}" for u in rows],
            "kind": [u.kind for u in rows], "level": [u.level for u in rows], "parent_id": [u.parent_id for u in rows],
            "path": [u.path for u in rows], "position": [0] * count, "party_organ": ["committee"] * count,
            "discipline_organ": ["commission" if u.kind == "region" else "none" for u in rows], "since": [SINCE] * count,
        })  # fmt: skip
        _copy(cursor, "organisation_post", {
            "id": range(1, len(seats) + 1), "unit_id": [s[0] for s in seats], "role": [s[1] for s in seats], "code": [s[2] for s in seats],
            "title": [s[1] for s in seats], "position": [0] * len(seats), "since": [SINCE] * len(seats),
        })  # fmt: skip
        _portfolios(cursor)
        _rules(cursor)
        for table in ("organisation_unit", "organisation_post"):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM " + table + "))", [table])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return len(seats)


def _seats(rows: Iterable[UnitRow]) -> Iterator[tuple[int, str, str]]:
    for unit in rows:
        for role, code in SEATS + (DISCIPLINE if unit.kind == "region" else ()):
            yield unit.id, role, code


def _portfolios(cursor) -> None:
    """The departments of a region are shared out between its two members."""
    cursor.execute("""
        INSERT INTO organisation_portfolio (post_id, unit_id, area, since)
        SELECT s.id, u.id, '', %s FROM organisation_unit u
        JOIN organisation_post s ON s.unit_id = u.parent_id AND s.code = 'M' || (1 + u.id %% 2)
        WHERE u.kind = 'department'
    """, [SINCE])  # fmt: skip


def _rules(cursor) -> None:
    from liangze.organisation.models import Unit
    from liangze.regulations.models import Adoption, Clause, Duty, Regulation, RegulationVersion

    root = Unit.objects.get(parent=None)
    versions = []
    for number in range(VERSIONS):
        regulation = Regulation.objects.create(key=f"bench-{number}", title=f"规定{number}", short_title=f"规定{number}", level="province")
        version = RegulationVersion.objects.create(
            regulation=regulation, version=1, title=regulation.title, in_force_from=SINCE, pack="", digest="0" * 64
        )
        Adoption.objects.create(version=version, unit=root, since=SINCE)
        versions.append((version, Clause.objects.create(version=version, path=["一"], label="一", type="duty", position=1)))
    for position, (role, kind, every, towards, times) in enumerate(DUTIES):
        version, clause = versions[position % VERSIONS]
        Duty.objects.create(
            version=version, clause=clause, key=f"duty-{position}", title=f"事项{position}", role=role, kind=kind, every=every,
            towards=towards, times=times, position=position, topics=[f"topic-{position}"],
        )  # fmt: skip


def _copy(cursor, table: str, columns: dict[str, Iterable[object]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in zip(*columns.values(), strict=True):
            copy.write_row(row)
