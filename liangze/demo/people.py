"""Who can sign in to the demo: one account for every role, and a liaison for every unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from liangze.core.words import Role
from liangze.demo.place import CITY_CODE, FOUNDED
from liangze.organisation.models import Account, Appointment, Grant, GrantRole, Unit
from liangze.organisation.policy import console
from liangze.trust.actions import append

PASSWORD = "liangze-demo-2026"  # noqa: S105 - printed for everybody; the demo holds nothing real
DEPARTMENT, SISTER, COUNTY = f"{CITY_CODE}D01", f"{CITY_CODE}D02", f"{CITY_CODE}C01"
TOWNSHIP = f"{COUNTY}T01"


@dataclass(frozen=True, slots=True)
class Seat:
    """One account to sign in with. `post` is the code of the seat whose present holder it belongs to."""

    username: str
    name: str
    role: str
    unit: str
    post: str = ""


SEATS = (
    Seat("office", "市委办公室", GrantRole.OFFICE, CITY_CODE),
    Seat("principal", "市委主要负责人", GrantRole.LEADER, CITY_CODE, "P"),
    Seat("discipline", "市纪委", GrantRole.DISCIPLINE, CITY_CODE, "DP"),
    Seat("bureau", "市一局主要负责人", GrantRole.LEADER, DEPARTMENT, "P"),
    Seat("member", "市一局班子成员", GrantRole.LEADER, DEPARTMENT, "M1"),
    Seat("liaison", "市一局联络员", GrantRole.LIAISON, DEPARTMENT, "X"),
    Seat("sister", "市二局联络员", GrantRole.LIAISON, SISTER, "X"),
    Seat("stationed", "派驻一组", GrantRole.DISCIPLINE, f"{CITY_CODE}P01", "DP"),
    Seat("county", "第一县县委办公室", GrantRole.OFFICE, COUNTY),
    Seat("secretary", "第一县县委主要负责人", GrantRole.LEADER, COUNTY, "P"),
    Seat("township", "一县一镇联络员", GrantRole.LIAISON, TOWNSHIP, "X"),
    Seat("assessor", "考核组", GrantRole.ASSESSOR, CITY_CODE),
    Seat("cases", "案件监督管理室", GrantRole.CASE_OFFICE, CITY_CODE),
    Seat("system", "系统管理员", GrantRole.SYSTEM_ADMIN, "YL"),
    Seat("security", "安全管理员", GrantRole.SECURITY_ADMIN, "YL"),
    Seat("auditor", "审计管理员", GrantRole.AUDIT_ADMIN, "YL"),
)


@transaction.atomic
def open_accounts(today: date) -> None:
    """All accounts with their grants. The unit liaisons that stand for nobody's sign-in have no usable password."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    holders = dict(
        Appointment.objects.filter(until__isnull=True).values_list("post__unit__code", "person_id").filter(post__role=Role.LIAISON)
    )
    hashed = make_password(PASSWORD)
    named = [_account(seat, hashed) for seat in SEATS]
    taken = {account.person_id for account in named if account.person_id}
    others = [
        Account(username=f"u-{code.lower()}", name=f"{units[code].name}联络员", person_id=person, password=make_password(None))
        for code, person in sorted(holders.items())
        if person not in taken
    ]
    accounts = Account.objects.bulk_create([*named, *others])
    where = {account.username: units[seat.unit] for account, seat in zip(accounts, SEATS, strict=False)}
    roles = {seat.username: seat.role for seat in SEATS}
    grants = [
        Grant(
            account=account,
            role=roles.get(account.username, GrantRole.LIAISON),
            unit=where.get(account.username) or units[account.username[2:].upper()],
            since=FOUNDED,
            reason="演示",
        )
        for account in accounts
    ]
    Grant.objects.bulk_create(grants)
    append(by=console("demo"), action="demo.accounts.open", thing=("organisation.account", "*"), after={"accounts": len(accounts)})


def _account(seat: Seat, hashed: str) -> Account:
    person = None
    if seat.post:
        row = Appointment.objects.filter(post__unit__code=seat.unit, post__code=seat.post, until__isnull=True).first()
        person = row.person_id if row else None
    return Account(username=seat.username, name=seat.name, person_id=person, password=hashed)
