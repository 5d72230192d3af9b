"""A county that adopted the rules of Hualong: who issues letters, who signs them, and the lists behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings as product

from liangze.core.letter import LetterOrder
from liangze.core.words import Role
from liangze.letters.actions import order_batch, work_off_batch
from liangze.letters.models import Batch, Letter, LetterKind
from liangze.letters.queries.candidates import Wanted
from liangze.letters.queries.paper import default_preamble
from liangze.lists.models import ListItem, ListVersion, ResponsibilityList
from liangze.organisation.models import GrantRole, Person, Post, Unit
from liangze.organisation.policy import Acting, acting_for, console
from liangze.packs import load_pack
from liangze.regulations.actions import install_pack
from liangze.trust.endorsements import Signer
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f

TODAY = date(2026, 2, 10)
NOW: datetime = f.at(TODAY)
PASSPHRASE = "three willows by the river"
HUALONG = "hualong/two-responsibilities-2016/1"
YEAR = 2026


@dataclass
class Place:
    """The town of the factory with its people by seat, and who acts."""

    town: f.Town
    office: Acting
    city: Acting
    discipline: Acting
    people: dict[int, Person] = field(default_factory=dict)
    signers: dict[int, Acting] = field(default_factory=dict)

    def signer(self, post: Post, today: date = TODAY) -> Acting:
        """The holder of the seat with an account and a key."""
        if post.pk not in self.signers:
            account = f.account(f"seat-{post.pk}", (GrantRole.LEADER, post.unit), who=self.people[post.pk])
            self.signers[post.pk] = acting_for(account, today=today)
            key_for(self.signers[post.pk])
        return self.signers[post.pk]


def key_for(who: Acting) -> None:
    """Made as the day begins: pages sign at whatever hour the tests run."""
    protection = Protection("passphrase", PASSPHRASE, PASSPHRASE)
    make_key(signer=Signer(who.account_id or 0, who.name), protection=protection, by=who, now=NOW - timedelta(hours=9))


def list_of(unit: Unit, role: Role, *titles: str) -> None:
    """A list of the year as rows."""
    made = ResponsibilityList.objects.create(unit=unit, role=role, year=YEAR)
    version = ListVersion.objects.create(list=made, number=1, drafted_at=NOW)
    for number, title in enumerate(titles, 1):
        ListItem.objects.create(
            version=version, key=f"{role}-{number}", position=number, title=title, part="main", group=role, basis="县委〔2026〕1号"
        )


def adopt_pack(name: str, where: Unit) -> None:
    installed = install_pack(pack=load_pack(product.PACKS / name / "pack.yaml"), by=console(), now=NOW)
    f.adopt(installed.version, where)


def county(adopted: str = HUALONG) -> Place:
    """Made in the present transaction."""
    town = f.town()
    if adopted:
        adopt_pack(adopted, town.county)
    place = Place(
        town, f.acting("office", (GrantRole.OFFICE, town.county), today=TODAY),
        f.acting("city", (GrantRole.OFFICE, town.city), today=TODAY),
        f.acting("discipline", (GrantRole.DISCIPLINE, town.county), today=TODAY),
    )
    for post in (
        town.county_principal, town.principal, town.member1, town.member2, town.head1, town.township1_principal, town.township2_principal
    ):
        who = f.person(f"某{post.pk}")
        f.appoint(who, post)
        place.people[post.pk] = who
    list_of(town.county, Role.PRINCIPAL, "听取下级汇报", "带头廉洁自律")
    list_of(town.bureau, Role.LEADERSHIP, "每季度召开专题会议")
    list_of(town.bureau, Role.PRINCIPAL, "每年讲一次廉政党课")
    list_of(town.bureau, Role.MEMBER, "同分管部门负责人谈话")
    return place


@pytest.fixture
def place(db: None, settings, tmp_path) -> Place:
    settings.ATTACHMENTS = tmp_path
    return county()


def wanted(place: Place, **more: object) -> Wanted:
    """The county asks the principals of its units."""
    given: dict[str, object] = {"unit_id": place.town.county.pk, "year": YEAR, "kind": LetterKind.TO_SUBORDINATE}
    return Wanted(**{**given, **more})


def ordered(place: Place, by: Acting | None = None, order: str = LetterOrder.HOLDER_FIRST, **more: object) -> Batch:
    asked = wanted(place, **more)
    return order_batch(wanted=asked, order=order, preamble=default_preamble(YEAR), by=by or place.office, today=TODAY, now=NOW)


def issued(place: Place, **more: object) -> Letter:
    """The one letter that comes out."""
    batch = ordered(place, **more)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    return Letter.objects.get(batch_seats__batch=batch)
