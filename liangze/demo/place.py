"""The shape of the invented place: units, seats, people and relations as plain rows, from one number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liangze.core.words import Level, Role, UnitKind
from liangze.demo.numbers import chinese

FOUNDED = date(2015, 1, 1)
CITY_CODE = "YL01"
#: Areas of work that a member may be in charge of, in turn; the principal is in charge of none.
AREAS = ("finance", "personnel", "projects", "procurement", "approvals")
STATIONED = "P"  # first letter of the last part of a stationed group's code


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of each below the one above."""

    cities: int = 1
    departments: int = 12
    offices: int = 2
    counties: int = 4
    county_departments: int = 8
    townships: int = 10
    villages: int = 4

    @property
    def units(self) -> int:
        """Units that come of it."""
        county = 1 + self.county_departments + self.townships * (1 + self.villages)
        city = 1 + self.departments * (1 + self.offices) + 3 + 4 + self.counties * county
        return 1 + self.cities * city


def scale_for(units: int) -> Scale:
    """The scale that comes nearest: a city of about 300, up to a province of 50,000. Raises ValueError outside 60 to 60,000."""
    if not 60 <= units <= 60_000:
        raise ValueError(f"60 to 60,000 units, not {units}")
    if units < 200:
        return Scale(departments=4, counties=2, county_departments=3, townships=max(2, units // 25), villages=2)
    if units <= 600:
        return Scale(counties=max(2, round(units / 70)))
    cities = max(1, min(15, units // 3000))
    counties = max(4, min(10, units // cities // 300))
    per_county = (units / cities - 60) / counties
    townships = max(6, min(16, round(per_county / 20)))
    villages = max(4, round((per_county - 16) / townships) - 1)
    return Scale(cities, 20, 2, counties, 15, townships, villages)


@dataclass(slots=True)
class Unit:
    """A unit with its seats; codes are stable, so that the place can be built again and stays the same."""

    code: str
    name: str
    kind: UnitKind
    level: Level
    parent: str | None
    party: str
    discipline: str
    members: int
    since: date = FOUNDED
    quality: str = "good"

    @property
    def is_stationed(self) -> bool:
        """Whether it is a stationed group."""
        return self.code[4:5] == STATIONED


@dataclass(slots=True)
class Seat:
    """A seat; `person` is a personnel number, empty for bodies."""

    unit: str
    code: str
    role: Role
    title: str
    person: str = ""


def units_of(scale: Scale) -> Iterator[Unit]:
    """All units, parents before children."""
    yield Unit("YL", "云岭省", UnitKind.REGION, Level.PROVINCE, None, "committee", "commission", 3)
    for c in range(1, scale.cities + 1):
        yield from _city(scale, c)


def _city(scale: Scale, c: int) -> Iterator[Unit]:
    code = f"YL{c:02}"
    name = "云川市" if c == 1 else f"第{chinese(c)}市"
    yield Unit(code, name, UnitKind.REGION, Level.CITY, "YL", "committee", "commission", 5)
    short = "市" if c == 1 else f"{chinese(c)}市"
    for d in range(1, scale.departments + 1):
        yield Unit(
            f"{code}D{d:02}",
            f"{short}{chinese(d)}局",
            UnitKind.DEPARTMENT,
            Level.CITY,
            code,
            "group",
            "group",
            3,
            quality="poor" if c == d == 1 else _quality(c, d),
        )
        for o in range(1, scale.offices + 1):
            yield Unit(
                f"{code}D{d:02}K{o:02}", f"{chinese(d)}局{chinese(o)}处", UnitKind.OFFICE, Level.CITY, f"{code}D{d:02}", "branch", "none", 0
            )
    for s in range(1, 4):
        yield Unit(f"{code}P{s:02}", f"{short}纪委派驻{chinese(s)}组", UnitKind.DEPARTMENT, Level.CITY, code, "branch", "group", 0)
    for e in (1, 2):
        yield Unit(
            f"{code}E{e:02}",
            f"{short}属{chinese(e)}集团",
            UnitKind.ENTERPRISE,
            Level.CITY,
            code,
            "committee",
            "commission",
            3,
            quality=_quality(c, e + 5),
        )
        yield Unit(
            f"{code}I{e:02}",
            f"{short}属{chinese(e)}中心",
            UnitKind.INSTITUTION,
            Level.CITY,
            code,
            "committee",
            "commission",
            2,
            quality=_quality(c, e + 2),
        )
    for n in range(1, scale.counties + 1):
        yield from _county(scale, code, c, n)


def _county(scale: Scale, city: str, c: int, n: int) -> Iterator[Unit]:
    code = f"{city}C{n:02}"
    name = f"第{chinese(n)}{'区' if n % 3 == 0 else '县'}"
    short = name[1:]
    yield Unit(code, name, UnitKind.REGION, Level.COUNTY, city, "committee", "commission", 4, quality=_quality(c, n + 1))
    for d in range(1, scale.county_departments + 1):
        yield Unit(
            f"{code}D{d:02}", f"{short}{chinese(d)}局", UnitKind.DEPARTMENT, Level.COUNTY, code, "group", "group", 2, quality=_quality(n, d)
        )
    for t in range(1, scale.townships + 1):
        # One township in twenty was founded late in the year: it owes nothing yet for a year of which it saw a quarter.
        township = f"{code}T{t:02}"
        kind = "街道" if t % 5 == 0 else "镇" if t % 2 else "乡"
        yield Unit(
            township,
            f"{short}{chinese(t)}{kind}",
            UnitKind.REGION,
            Level.TOWNSHIP,
            code,
            "committee",
            "commission",
            2,
            quality=_quality(n + t, t),
        )
        for v in range(1, scale.villages + 1):
            yield Unit(
                f"{township}V{v:02}",
                f"{chinese(t)}{kind}{chinese(v)}村",
                UnitKind.VILLAGE,
                Level.VILLAGE,
                township,
                "branch",
                "commissioner",
                1,
                quality=_quality(t, v),
            )


def _quality(a: int, b: int) -> str:
    """How well the unit works in the demo: most are good, some middling, a few poor."""
    return ("good", "good", "fair", "good", "good", "poor", "good", "fair", "good", "good", "good")[(a * 7 + b * 3) % 11]


def seats_of(unit: Unit, first_person: int) -> Iterator[Seat]:
    """The unit's seats with people numbered from `first_person` on."""
    number = first_person

    def held(code: str, role: Role, title: str) -> Seat:
        nonlocal number
        number += 1
        return Seat(unit.code, code, role, title, f"R{number - 1:06}")

    organ = {"committee": "党委", "group": "党组", "general_branch": "党总支", "branch": "党支部"}[unit.party]
    head = "处长" if unit.kind is UnitKind.OFFICE else "书记"
    if unit.is_stationed:
        yield Seat(unit.code, "S", Role.STATIONED_GROUP, "派驻纪检组")
        yield held("DP", Role.DISCIPLINE_PRINCIPAL, "派驻纪检组组长")
        return
    if unit.kind is not UnitKind.OFFICE:
        yield Seat(unit.code, "L", Role.LEADERSHIP, f"{organ}领导班子")
    yield held("P", Role.PRINCIPAL, f"{organ}{head}" if head == "书记" else head)
    for m in range(1, unit.members + 1):
        yield held(f"M{m}", Role.MEMBER, f"班子成员{chinese(m)}")
    if unit.discipline in ("commission", "group"):
        body = "纪委" if unit.discipline == "commission" else "纪检组"
        yield Seat(unit.code, "D", Role.DISCIPLINE_ORGAN, body)
        yield held("DP", Role.DISCIPLINE_PRINCIPAL, f"{body}{'书记' if body == '纪委' else '组长'}")
    if unit.kind is UnitKind.REGION and unit.level in (Level.CITY, Level.COUNTY):
        yield Seat(unit.code, "G", Role.LEADING_GROUP, "党风廉政建设责任制领导小组")
    if unit.kind is not UnitKind.OFFICE:
        yield held("X", Role.LIAISON, "联络员")
