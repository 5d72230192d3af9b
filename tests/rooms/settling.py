"""Form × pack: the real packs over one invented place, a planned year, and what a record has settled in it.

    ground = grounds()                         # a fixture: every pack binds its unit, one build for each module
    ground = grounds("hualong", "guangxi")     # only these packs

    def test_one_session_settles_two_regulations(ground):
        session = hold_session(…, by=ground.liaison("bureau"))          # the real action of a room
        assert settled_by(("study.session", session.pk)) == {"hualong:study-each-quarter"}
        assert counts_for(("study.session", session.pk)) == {…}         # also what needs another act, or acceptance above

The place, with the words that `ground.unit(…)` and `ground.seat(…)` understand ("bureau", "bureau/member-1"):

    province                       binds jiangsu
      city                         binds huzhou, commentary (and yunchuan where it is asked for)
        county                     binds hualong; member-1 is in charge of bureau, member-2 of works
          bureau                   binds guangxi; its member-1 is in charge of office-1 and centre, member-2 of office-2
            office-1, office-2     inner offices, each with a head
            centre                 an institution with leadership and principal
          works                    another department
          township-1, township-2   the first with a village
          group                    stationed in bureau and works

So bureau stands under all five documents at once. Every unit but offices and group has leadership, principal, member-1, member-2,
discipline (the organ) and discipline-principal; everybody is appointed since 2015. What a test does is taken back after it. One such
fixture in a module: two would build the same place twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.db import transaction

from liangze.core.words import Level, Role, UnitKind
from liangze.duties.actions import plan
from liangze.duties.models import Count, Obligation
from liangze.organisation.models import Appointment, GrantRole, Person, Post, Stationing, Unit
from liangze.organisation.policy import Acting, acting_for, console
from liangze.packs import load_pack
from liangze.regulations.actions import adopt, install_pack
from tests.rooms import factory as f

PACKS = Path(__file__).resolve().parents[2] / "packs"
#: The packs of the five documents, and the unit that each of them binds.
BINDS = {"jiangsu": "province", "huzhou": "city", "commentary": "city", "hualong": "county", "guangxi": "bureau"}
EXTRA = {"yunchuan": "city"}  # the invented regulation of the demo, in force from 2026
SINCE = date(2015, 1, 1)
SEATS = (
    ("leadership", Role.LEADERSHIP, "领导班子"), ("principal", Role.PRINCIPAL, "书记"),
    ("discipline", Role.DISCIPLINE_ORGAN, "纪检机构"),
    ("discipline-principal", Role.DISCIPLINE_PRINCIPAL, "纪检书记"),
    ("member-1", Role.MEMBER, "成员一"), ("member-2", Role.MEMBER, "成员二"),
)
HEAD = (("principal", Role.PRINCIPAL, "负责人"),)
GROUP = (("group", Role.STATIONED_GROUP, "派驻纪检组"), ("discipline-principal", Role.DISCIPLINE_PRINCIPAL, "组长"))
#: Name, kind, level, above, seats.
PLACE = (
    ("province", UnitKind.REGION, Level.PROVINCE, None, SEATS),
    ("city", UnitKind.REGION, Level.CITY, "province", SEATS),
    ("county", UnitKind.REGION, Level.COUNTY, "city", SEATS),
    ("bureau", UnitKind.DEPARTMENT, Level.COUNTY, "county", SEATS),
    ("office-1", UnitKind.OFFICE, Level.COUNTY, "bureau", HEAD),
    ("office-2", UnitKind.OFFICE, Level.COUNTY, "bureau", HEAD),
    ("centre", UnitKind.INSTITUTION, Level.COUNTY, "bureau", SEATS[:2]),
    ("works", UnitKind.DEPARTMENT, Level.COUNTY, "county", SEATS),
    ("township-1", UnitKind.REGION, Level.TOWNSHIP, "county", SEATS),
    ("village", UnitKind.VILLAGE, Level.VILLAGE, "township-1", HEAD),
    ("township-2", UnitKind.REGION, Level.TOWNSHIP, "county", SEATS),
    ("group", UnitKind.DEPARTMENT, Level.COUNTY, "county", GROUP),
)
IN_CHARGE = (
    ("county/member-1", "bureau"), ("county/member-2", "works"),
    ("bureau/member-1", "office-1"), ("bureau/member-1", "centre"), ("bureau/member-2", "office-2"),
)
_accounts = count(1)


@dataclass
class Ground:
    """The place after planning. `packs` by name; `year` is the planned one."""

    year: int
    packs: tuple[str, ...]
    units: dict[str, Unit] = field(default_factory=dict)
    seats: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def unit(self, name: str) -> Unit:
        """The unit of that name: "bureau"."""
        return self.units[name]

    def seat(self, path: str) -> Post:
        """The seat: "bureau/member-1"."""
        return self.seats[path]

    def on(self, month: int, day: int) -> date:
        """A day of the planned year."""
        return date(self.year, month, day)

    def acting(self, role: GrantRole, unit: str, *, seat: str = "", today: date | None = None) -> Acting:
        """Somebody with that role in the unit, in the person of who holds `seat` ("bureau/principal") if that is given."""
        person = self.people[seat] if seat else None
        account = f.account(f"{role}-{unit}-{next(_accounts)}", (role, self.unit(unit)), who=person)
        return acting_for(account, today=today or date(self.year, 12, 31))

    def liaison(self, unit: str) -> Acting:
        """Who records for the unit."""
        return self.acting(GrantRole.LIAISON, unit)

    def office(self, unit: str) -> Acting:
        """The Party committee office of the unit."""
        return self.acting(GrantRole.OFFICE, unit)

    def discipline(self, unit: str) -> Acting:
        """The discipline organ of the unit."""
        return self.acting(GrantRole.DISCIPLINE, unit, seat=f"{unit}/discipline-principal")

    def leader(self, seat: str) -> Acting:
        """Who holds the seat, as a leader of its unit: "bureau/principal"."""
        return self.acting(GrantRole.LEADER, seat.partition("/")[0], seat=seat)

    def owed(self, duty: str, *, holder: str = "", towards: str = "") -> list[Obligation]:
        """What is owed under "hualong:study-each-quarter", in order of its due days; by one seat, towards one seat."""
        pack, key = duty.split(":")
        rows = Obligation.objects.filter(duty__key=key, duty__version__regulation__key__startswith=f"{pack}-", withdrawn_on=None)
        if holder:
            rows = rows.filter(holder=self.seat(holder))
        if towards:
            rows = rows.filter(counterpart=self.seat(towards))
        return list(rows.order_by("due", "holder_id", "counterpart_id"))


def grounds(*packs: str, year: int = 2016) -> Callable[..., Iterator[Ground]]:
    """A fixture of module scope: the place with these packs (all five when none is named), planned for `year`."""

    @pytest.fixture(scope="module")
    def ground(django_db_setup: None, django_db_blocker) -> Iterator[Ground]:
        with django_db_blocker.unblock(), transaction.atomic():
            try:
                yield build(*packs, year=year)
            finally:
                transaction.set_rollback(True)

    return ground


def build(*packs: str, year: int = 2016) -> Ground:
    """Make the place, let the packs bind their units, plan the year; as of its last day, so that the whole year is there."""
    ground = Ground(year, packs or tuple(BINDS))
    for name, kind, level, above, seats in PLACE:
        has_organ = any(role is Role.DISCIPLINE_ORGAN for _, role, _ in seats)
        parent = ground.units[above] if above else None
        made = f.unit(name, name, parent=parent, kind=kind, level=level, discipline=has_organ, since=SINCE)
        ground.units[name] = made
        for position, (code, role, title) in enumerate(seats):
            post = f.seat(made, role, f"{name} {title}", code=code, since=SINCE, position=position)
            ground.seats[f"{name}/{code}"] = post
            if not post.is_body:
                ground.people[f"{name}/{code}"] = f.person(f"{name} {code}")
                Appointment.objects.create(person=ground.people[f"{name}/{code}"], post=post, since=SINCE)
    for post, unit in IN_CHARGE:
        f.in_charge(ground.seats[post], ground.units[unit], since=SINCE)
    for unit in ("bureau", "works"):
        Stationing.objects.create(group=ground.units["group"], unit=ground.units[unit], since=SINCE)
    today = date(year, 12, 31)
    for pack in ground.packs:
        version = install_pack(pack=load_pack(next(PACKS.glob(f"{pack}/*/*/pack.yaml"))), by=console(), now=f.at(today)).version
        since = max(date(year - 1, 1, 1), version.in_force_from or date.min)
        where = ground.units[(BINDS | EXTRA)[pack]]
        adopt(version=version, unit=where, since=since, by=console(), reason="test", today=today)
    plan(year=year, by=console(), today=today)
    return ground


def counts_for(source: tuple[str, int]) -> frozenset[str]:
    """The duties ("hualong:study-each-quarter") for which the record counts: also where more acts are owed or acceptance is awaited."""
    return _keys(source)


def settled_by(source: tuple[str, int]) -> frozenset[str]:
    """The duties of which an obligation is fulfilled and the record counts for it."""
    return _keys(source, obligation__fulfilled_on__isnull=False, returned_at=None, needs_acceptance=False) | _keys(
        source, obligation__fulfilled_on__isnull=False, returned_at=None, accepted_at__isnull=False
    )


def waits_for(source: tuple[str, int]) -> frozenset[str]:
    """The duties for which the record counts once the level above has accepted it."""
    return _keys(source, needs_acceptance=True, accepted_at=None, returned_at=None)


def obligations_of(source: tuple[str, int]) -> list[Obligation]:
    """The obligations themselves, for asking which period, holder and counterpart; in order of their due days."""
    found = Obligation.objects.filter(counts__in=_counts(source)).distinct().select_related("duty", "holder", "counterpart")
    return list(found.order_by("due", "pk"))


def _counts(source: tuple[str, int], **where: object):
    kind, number = source
    return Count.objects.filter(
        deed__source_type=kind, deed__source_id=number, deed__withdrawn_at=None, withdrawn_at=None, obligation__withdrawn_on=None, **where
    )


def _keys(source: tuple[str, int], **where: object) -> frozenset[str]:
    rows = _counts(source, **where).values_list("obligation__duty__version__regulation__key", "obligation__duty__key")
    return frozenset(f"{_pack_of(regulation)}:{key}" for regulation, key in rows)


def _pack_of(regulation: str) -> str:
    return next((name for name in (*BINDS, *EXTRA) if regulation.startswith(name)), regulation)
