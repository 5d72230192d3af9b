"""The invented town of the access matrix, and one account for each part somebody can play in it.

    云川市 city ─┬─ 甲局 unit A ── 办公室 inner office
                 ├─ 乙局 unit B, its sister
                 ├─ 派驻甲局纪检监察组 the group stationed in A
                 └─ 丙县 county ── 东乡 township
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from liangze.core.words import Level, Role, UnitKind
from liangze.organisation.models import Account, Grant, GrantRole, Stationing, Unit
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
    return place


def seats(place: Place) -> None:
    """Each unit's leadership, principal and discipline organ; a member and a person who holds a seat in unit A."""
    for name, unit in place.units.items():
        for position, role in enumerate((Role.LEADERSHIP, Role.PRINCIPAL, Role.DISCIPLINE_ORGAN)):
            post = f.seat(unit, role, code=f"{name}-{position}", position=position)
            place.targets[f"post_{name}_{role.value}"] = post.pk
    member = f.seat(place.units["a"], Role.MEMBER, "副局长", code="a-3", position=3)
    holder = f.person("王某")
    appointment = f.appoint(holder, member)
    place.targets |= {"post_a_member": member.pk, "person_a": holder.pk, "appointment_a": appointment.pk, "number_a": holder.number}
    place.targets["portfolio_a"] = f.in_charge(member, place.units["a_inner"]).pk
