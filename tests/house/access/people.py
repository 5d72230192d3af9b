"""The invented town of the access matrix, and one account for each part somebody can play in it.

    云川市 city ─┬─ 甲局 unit A ── 办公室 inner office
                 ├─ 乙局 unit B, its sister
                 ├─ 派驻甲局纪检监察组 the group stationed in A
                 └─ 丙县 county ── 东乡 township
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from liangze.conduct.actions import record, save_draft
from liangze.conduct.entry import NewEntry
from liangze.core.words import Level, Role, UnitKind
from liangze.duties.actions import ask_exemption
from liangze.letters.actions import order_batch, work_off_batch
from liangze.letters.models import LetterKind
from liangze.letters.queries.candidates import Wanted
from liangze.lists.models import ListItem, ListVersion, ResponsibilityList
from liangze.organisation.models import Account, ApiToken, Grant, GrantRole, Stationing, Transfer, Unit
from liangze.organisation.policy import acting_for
from liangze.regulations.actions import read_document
from liangze.regulations.models import Clause, Permit
from liangze.reminders.models import Notice
from liangze.trust.endorsements import Signer, sheet_of
from liangze.trust.endorsements.keys import Protection, make_key
from tests.house.access.areas import AREAS
from tests.house.access.copied import copied
from tests.house.access.listed import listed
from tests.house.access.reviews import reviewed
from tests.house.access.tasks import break_down
from tests.rooms import factory as f

#: Who asks, by the name the table uses: (what they are, in the words of the product; role; unit).
PEOPLE: dict[str, tuple[str, GrantRole | None, str]] = {
    "city-office": ("市委办公室", GrantRole.OFFICE, "city"),
    "county-office": ("县委办公室", GrantRole.OFFICE, "county"),
    "leader-a": ("甲局主要负责人", GrantRole.LEADER, "a"),
    "liaison-a": ("甲局联络员", GrantRole.LIAISON, "a"),
    "liaison-b": ("乙局联络员", GrantRole.LIAISON, "b"),
    "discipline": ("市纪委", GrantRole.DISCIPLINE, "city"),
    "stationed": ("派驻甲局纪检监察组", GrantRole.DISCIPLINE, "group"),
    "assessor": ("考核组", GrantRole.ASSESSOR, "city"),
    "case-office": ("案件监督管理室", GrantRole.CASE_OFFICE, "city"),
    "system": ("系统管理员", GrantRole.SYSTEM_ADMIN, "city"),
    "security": ("安全保密管理员", GrantRole.SECURITY_ADMIN, "city"),
    "audit": ("安全审计管理员", GrantRole.AUDIT_ADMIN, "city"),
    "nobody": ("没有授权的账号", None, ""),
}
ANONYMOUS = "anonymous"
PASSWORD = "willow-lantern-42"
DAY = date(2026, 6, 16)
TEXT = "甲局实施办法\n\n第一条　为落实责任，制定本办法。\n第二条　局党组每季度召开一次专题会议，定期谈话。\n"


@dataclass
class Place:
    """The town as built: units and accounts by name, and what rows of the table point at by {name}."""

    units: dict[str, Unit]
    accounts: dict[str, Account] = field(default_factory=dict)
    targets: dict[str, Any] = field(default_factory=dict)


def build() -> Place:
    """Make the town in the present transaction."""
    city = f.unit("C", "云川市", level=Level.CITY)
    a = f.unit("C01", "甲局", parent=city, kind=UnitKind.DEPARTMENT, level=Level.CITY)
    units = {
        "city": city,
        "a": a,
        "a_inner": f.unit("C0101", "甲局办公室", parent=a, kind=UnitKind.OFFICE, level=Level.CITY),
        "b": f.unit("C02", "乙局", parent=city, kind=UnitKind.DEPARTMENT, level=Level.CITY),
        "group": f.unit("C03", "派驻甲局纪检监察组", parent=city, kind=UnitKind.DEPARTMENT, level=Level.CITY),
        "county": f.unit("C04", "丙县", parent=city, level=Level.COUNTY),
    }
    units["township"] = f.unit("C0401", "东乡", parent=units["county"], level=Level.TOWNSHIP)
    Stationing.objects.create(group=units["group"], unit=a, since=f.FIRST)
    place = Place(units)
    for name, (called, role, where) in PEOPLE.items():
        grants = ((role, units[where]),) if role else ()
        place.accounts[name] = account = f.account(name, *grants)
        account.name = called
        account.set_password(PASSWORD)
        account.save()
    place.targets = {f"unit_{name}": unit.pk for name, unit in units.items()} | {f"code_{name}": u.code for name, u in units.items()}
    place.targets |= {f"account_{name.replace('-', '_')}": account.pk for name, account in place.accounts.items()}
    place.targets |= {f"grant_{grant.account.username.replace('-', '_')}": grant.pk for grant in Grant.objects.select_related("account")}
    place.targets["password"] = PASSWORD
    seats(place)
    work(place)
    place.targets |= copied(units["city"], units["a"], units["b"])
    place.targets |= listed(units["a"], {name: acting_for(one, today=DAY) for name, one in place.accounts.items()}, DAY)
    letters(place)
    signing(place)
    place.targets |= break_down(place.targets, place.accounts, DAY)
    place.targets |= reviewed(place.targets, place.accounts, DAY)
    acts = {name: acting_for(account, today=DAY) for name, account in place.accounts.items()}
    for area in AREAS:
        place.targets |= area.made(place, acts, DAY)
    return place


def seats(place: Place) -> None:
    """Each unit's leadership, principal and discipline organ; a member and a person who holds a seat in unit A."""
    for name, unit in place.units.items():
        for position, role in enumerate((Role.LEADERSHIP, Role.PRINCIPAL, Role.DISCIPLINE_ORGAN)):
            post = f.seat(unit, role, code=f"{name}-{position}", position=position)
            place.targets[f"post_{name}_{role.value}"] = post.pk
    f.seat(place.units["group"], Role.STATIONED_GROUP, code="group-4", position=4)
    member = f.seat(place.units["a"], Role.MEMBER, "副局长", code="a-3", position=3)
    vacant = f.seat(place.units["a"], Role.MEMBER, "副局长", code="a-4", position=4)
    holder, newcomer = f.person("王某"), f.person("李某")
    appointment = f.appoint(holder, member)
    place.targets |= {"post_a_member": member.pk, "post_a_vacant": vacant.pk, "person_a": holder.pk, "appointment_a": appointment.pk}
    place.targets |= {"newcomer": newcomer.number, "portfolio_a": f.in_charge(member, place.units["a_inner"]).pk}


def work(place: Place) -> None:
    """A regulation of the city with a meeting each quarter, what unit A owes by it, what it recorded, what it asks."""
    a, acts = place.units["a"], {name: acting_for(account, today=DAY) for name, account in place.accounts.items()}
    version = f.version("city-rules", title="云川市实施办法", number="云委发〔2016〕1号")
    rule = f.duty(version, "meeting", topics=("clean-government",))
    adoption = f.adopt(version, place.units["city"])
    post = f.Post.objects.get(pk=place.targets["post_a_leadership"])
    owed = f.owe(rule, post, year=DAY.year)
    moment = f.at(DAY)
    stored = record(
        entry=NewEntry(a.pk, "meeting", date(2026, 2, 10), post.pk, "专题会议", frozenset({"clean-government"})),
        by=acts["liaison-a"], today=DAY, now=moment,
    )
    draft = save_draft(unit_id=a.pk, content={"kind": "meeting", "title": "草稿"}, by=acts["liaison-a"])
    asked = ask_exemption(obligation_id=owed[3].pk, reason="机构改革", by=acts["liaison-a"], now=moment)
    document = read_document(source=TEXT.encode(), filename="甲局办法.txt", unit=a, by=acts["city-office"], now=moment)
    transfer = Transfer.objects.create(name="组织.xlsx", state="done", by=place.accounts["city-office"])
    stalled = Transfer.objects.create(name="中断.xlsx", state="reading", content=b"", by=place.accounts["city-office"])
    token = ApiToken.objects.create(
        account=place.accounts["liaison-a"], name="月报", beginning="lz_", digest="0" * 64,
        made_at=moment, expires_at=moment + timedelta(days=30),
    )
    notice = Notice.objects.create(account=place.accounts["liaison-a"], tone="ahead", day=DAY, at=moment)
    place.targets |= {"notice": notice.pk}
    place.targets |= {
        "key": "city-rules", "version": 1, "clause": rule.clause_id, "adoption": adoption.pk, "obligation_done": owed[0].pk,
        "obligation": owed[1].pk, "obligation_later": owed[3].pk, "exemption": asked.pk, "entry": stored.pk, "draft": draft.pk,
        "document": document.pk, "transfer": transfer.pk, "transfer_stalled": stalled.pk,
        "token": token.pk, "version_id": version.pk, "duty": rule.pk,
    }


def signing(place: Place) -> None:
    """A signer of unit A with a key, and with it the root certificate; the letter as it is signed."""
    signer = f.account("signer-a", (GrantRole.LEADER, place.units["a"]))
    protection = Protection("passphrase", PASSWORD, PASSWORD)
    key = make_key(signer=Signer(signer.pk, "张某"), protection=protection, by=acting_for(signer, today=DAY), now=f.at(DAY))
    sheet = sheet_of(("letters.letter", place.targets["letter"]))
    place.targets |= {"signing_key": key.pk, "sheet": sheet.sheet_id if sheet else 0}


def letters(place: Place) -> None:
    """A letter from the head of the city to the head of unit A, permitted by a clause of the city's rules; it waits for the holder."""
    city, a = place.units["city"], place.units["a"]
    clause = Clause.objects.get(pk=place.targets["clause"])
    Permit.objects.create(
        version=clause.version, key="letters", clause=clause, title="签订责任书", instrument="letter", to_roles=["principal", "member"],
        position=1,
    )
    for name in ("city", "a"):
        f.appoint(f.person(f"{name}书记"), f.Post.objects.get(pk=place.targets[f"post_{name}_principal"]))
    made = ResponsibilityList.objects.create(unit=a, role=Role.PRINCIPAL, year=DAY.year)
    version = ListVersion.objects.create(list=made, number=1, drafted_at=f.at(DAY))
    ListItem.objects.create(
        version=version, key="own-1", position=1, title="每年讲廉政党课", part="main", group=Role.PRINCIPAL, basis="市委要点"
    )
    by = acting_for(place.accounts["city-office"], today=DAY)
    wanted = Wanted(city.pk, DAY.year, LetterKind.TO_SUBORDINATE, units=(a.pk,))
    batch = order_batch(wanted=wanted, order="holder_first", preamble="责任约定。", by=by, today=DAY, now=f.at(DAY))
    work_off_batch(batch_id=batch.pk, by=by, clock=lambda: f.at(DAY))
    seat = batch.seats.get()
    assert seat.letter_id, seat.problem
    place.targets |= {"batch": batch.pk, "letter": seat.letter_id}
