"""Rights: who may do what where, and that the three administrators stay apart."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from liangze.core.errors import Conflict, NotAllowed, Refusals
from liangze.core.words import Level, UnitKind
from liangze.organisation.actions.accounts import change_own_password, edit_account, open_account, set_password
from liangze.organisation.actions.grants import end_grant, give_grant
from liangze.organisation.actions.tokens import make_token, revoke_token
from liangze.organisation.models import Account, Grant, GrantRole, Stationing, Unit
from liangze.organisation.policy import Permission, acting_for, console, may, visible
from liangze.trust.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def unit(code: str, parent: Unit | None = None, kind: UnitKind = UnitKind.REGION) -> Unit:
    made = Unit(code=code, name=code, kind=kind, level=Level.CITY, parent=parent, since=date(2015, 1, 1), path=code)
    made.save()
    made.path = (parent.path if parent else "") + f"{made.pk:07}"
    made.save()
    return made


@pytest.fixture
def town() -> dict[str, Unit]:
    city = unit("city")
    first, second = unit("first", city, UnitKind.DEPARTMENT), unit("second", city, UnitKind.DEPARTMENT)
    return {"city": city, "first": first, "second": second, "office": unit("office", first, UnitKind.OFFICE), "group": unit("group", city)}


def account(name: str, role: str | None = None, where: Unit | None = None) -> Account:
    made = Account.objects.create(username=name, name=name)
    if role and where:
        Grant.objects.create(account=made, role=role, unit=where, since=date(2026, 1, 1), reason="任命")
    return made


def can(who: Account, permission: Permission, where: Unit, day: date = DAY) -> bool:
    """Both doors give the same answer."""
    by = acting_for(who, today=day)
    one = bool(may(by, permission, where))
    assert one == Unit.objects.filter(visible(by, permission), pk=where.pk).exists()
    return one


def test_a_liaison_records_for_the_unit_and_its_offices_only(town: dict[str, Unit]) -> None:
    liaison = account("liaison", GrantRole.LIAISON, town["first"])
    assert can(liaison, Permission.ENTRY_RECORD, town["first"])
    assert can(liaison, Permission.ENTRY_RECORD, town["office"])
    assert not can(liaison, Permission.ENTRY_RECORD, town["second"])
    assert not can(liaison, Permission.ENTRY_RECORD, town["city"])


def test_nobody_decides_an_exemption_of_the_own_unit(town: dict[str, Unit]) -> None:
    leader = account("leader", GrantRole.LEADER, town["city"])
    assert can(leader, Permission.EXEMPTION_DECIDE, town["first"])
    assert not can(leader, Permission.EXEMPTION_DECIDE, town["city"])


def test_a_stationed_group_closes_out_where_it_is_stationed(town: dict[str, Unit]) -> None:
    Stationing.objects.create(group=town["group"], unit=town["second"], since=date(2026, 2, 1))
    member = account("member", GrantRole.DISCIPLINE, town["group"])
    assert can(member, Permission.LEDGER_CLOSE_OUT, town["second"])
    assert not can(member, Permission.LEDGER_CLOSE_OUT, town["second"], day=date(2026, 1, 15))
    assert not can(member, Permission.LEDGER_CLOSE_OUT, town["first"])


def test_a_grant_counts_from_its_first_day_to_before_its_last(town: dict[str, Unit]) -> None:
    who = account("office", GrantRole.OFFICE, town["city"])
    Grant.objects.update(until=date(2026, 4, 1))
    answers = [
        can(who, Permission.LEDGER_READ, town["first"], day)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1))
    ]
    assert answers == [False, True, True, False]


def test_no_administrator_sees_a_ledger(town: dict[str, Unit]) -> None:
    for role in (GrantRole.SYSTEM_ADMIN, GrantRole.SECURITY_ADMIN, GrantRole.AUDIT_ADMIN):
        admin = account(role, role, town["city"])
        assert not can(admin, Permission.LEDGER_READ, town["city"])
        assert not can(admin, Permission.ENTRY_READ, town["first"])


@pytest.mark.parametrize("second", [GrantRole.AUDIT_ADMIN, GrantRole.LEADER])
def test_an_administrator_holds_no_other_role(town: dict[str, Unit], second: GrantRole) -> None:
    admin = account("admin", GrantRole.SECURITY_ADMIN, town["city"])
    with pytest.raises(Conflict):
        give_grant(account=admin, role=second, unit=town["city"], since=DAY, until=None, reason="任命", by=console())


def test_nobody_grants_a_right_to_themselves(town: dict[str, Unit]) -> None:
    admin = account("admin", GrantRole.SECURITY_ADMIN, town["city"])
    with pytest.raises(Conflict):
        give_grant(
            account=admin,
            role=GrantRole.SECURITY_ADMIN,
            unit=town["first"],
            since=DAY,
            until=None,
            reason="任命",
            by=acting_for(admin, today=DAY),
        )


def test_only_the_security_administrator_grants(town: dict[str, Unit]) -> None:
    leader, other = account("leader", GrantRole.LEADER, town["city"]), account("other")
    with pytest.raises(NotAllowed):
        give_grant(
            account=other,
            role=GrantRole.LIAISON,
            unit=town["first"],
            since=DAY,
            until=None,
            reason="任命",
            by=acting_for(leader, today=DAY),
        )


def test_a_grant_is_ended_not_deleted_and_both_are_in_the_audit_chain(town: dict[str, Unit]) -> None:
    other = account("other")
    grant = give_grant(account=other, role=GrantRole.LIAISON, unit=town["first"], since=DAY, until=None, reason="任命", by=console())
    end_grant(grant=grant, until=date(2026, 5, 1), reason="调离", by=console())
    assert Grant.objects.get(pk=grant.pk).until == date(2026, 5, 1)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["organisation.grant.give", "organisation.grant.end"]


def test_a_new_account_needs_a_password_that_holds() -> None:
    with pytest.raises(Refusals) as refused:
        open_account(username="new account", name="", password="12345", by=console())
    assert [refusal.field for refusal in refused.value.refusals] == ["username", "name", "password"]


def test_the_first_password_is_changed_by_the_person() -> None:
    made = open_account(username="new", name="新同志", password="first-word-2026", by=console())
    assert made.must_change_password
    change_own_password(account=made, old="first-word-2026", new="own-word-2026!", by=acting_for(made, today=DAY))
    assert not made.must_change_password
    with pytest.raises(Refusals):
        change_own_password(account=made, old="first-word-2026", new="other-word-2026", by=acting_for(made, today=DAY))


def test_one_cannot_close_the_own_account(town: dict[str, Unit]) -> None:
    admin = account("admin", GrantRole.SECURITY_ADMIN, town["city"])
    with pytest.raises(Conflict):
        edit_account(account=admin, name="admin", is_active=False, reason="离开", by=acting_for(admin, today=DAY))


def test_an_account_with_rights_outside_ones_reach_is_not_taken_over(town):
    office = account("city-office", GrantRole.OFFICE, town["city"])
    liaison = account("first-liaison", GrantRole.LIAISON, town["first"])
    below = acting_for(account("below", GrantRole.SECURITY_ADMIN, town["first"]), today=DAY)
    before = office.password
    with pytest.raises(NotAllowed):
        set_password(account=office, password="copper-river-stone-9", by=below)
    with pytest.raises(NotAllowed):
        edit_account(account=office, name="谁", is_active=False, reason="夺取", by=below)
    office.refresh_from_db()
    assert (office.password, office.is_active) == (before, True)
    token, _ = make_token(name="month", days=9, by=acting_for(office, today=DAY), now=timezone.now())
    with pytest.raises(NotAllowed):
        revoke_token(token_id=token.pk, by=below, now=timezone.now())
    set_password(account=liaison, password="copper-river-stone-9", by=below)
