"""What an administrator of a lower unit sees: what belongs there, and nothing of the sister's."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from liangze.core.errors import NotAllowed, NotFound
from liangze.duties.actions.order_plan import order_plan
from liangze.organisation.actions.accounts import open_account, set_password
from liangze.organisation.actions.grants import give_grant
from liangze.organisation.actions.sessions import note_failure, note_sign_in
from liangze.organisation.models import Account, GrantRole, Unit
from liangze.organisation.policy import Acting, console
from liangze.organisation.queries.accounts import account_with_grants, accounts
from liangze.organisation.queries.in_reach import audit_entries
from liangze.trust.queries.entries import Filters
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
PASSWORD = "copper-river-stone-9"


@pytest.fixture
def tree() -> dict[str, Unit]:
    city = f.unit("C", "云川市")
    return {"city": city, "east": f.unit("C01", "东县", parent=city), "west": f.unit("C02", "西县", parent=city)}


def acting(role: GrantRole, unit: Unit) -> Acting:
    return f.acting_for(f.account(f"{role}-{unit.code}", (role, unit)), today=DAY)


def seen(by: Acting) -> set[str]:
    return {row.username for row in accounts(by=by, today=DAY)[0]}


def read(by: Acting) -> list[tuple[str, str]]:
    return [(entry.action.rpartition(".")[2], entry.object_id) for entry in audit_entries(by=by, filters=Filters(), zone=ZoneInfo("UTC"))]


def test_accounts_are_seen_where_they_have_a_grant_or_a_seat(tree: dict[str, Unit]) -> None:
    f.account("east-liaison", (GrantRole.LIAISON, tree["east"]))
    f.account("west-liaison", (GrantRole.LIAISON, tree["west"]))
    seat = f.seat(tree["east"], f.Role.MEMBER, code="m")
    person = f.person("王某")
    f.appoint(person, seat)
    Account.objects.create(username="seated", name="王某", person=person)
    f.account("lost")
    east = acting(GrantRole.SECURITY_ADMIN, tree["east"])
    assert seen(east) == {"east-liaison", "seated", f"security_admin-{tree['east'].code}"}
    assert seen(acting(GrantRole.SECURITY_ADMIN, tree["city"])) >= {"east-liaison", "west-liaison", "seated", "lost"}


def test_a_new_account_is_seen_where_it_was_opened_until_its_first_grant(tree: dict[str, Unit]) -> None:
    east, west = acting(GrantRole.SECURITY_ADMIN, tree["east"]), acting(GrantRole.SECURITY_ADMIN, tree["west"])
    made = open_account(username="new", name="新同志", password=PASSWORD, by=east)
    assert "new" in seen(east)
    assert "new" not in seen(west)
    with pytest.raises(NotFound):
        account_with_grants(by=west, account_id=made.pk)
    with pytest.raises(NotFound):
        set_password(account=made, password=PASSWORD + "x", by=west)
    give_grant(account=made, role=GrantRole.LIAISON, unit=tree["west"], since=DAY, until=None, reason="任命", by=west)
    assert "new" not in seen(east)
    assert "new" in seen(west)


def test_the_chain_is_read_where_it_was_written(tree: dict[str, Unit]) -> None:
    people = {name: f.account(name, (GrantRole.LIAISON, tree[name])) for name in ("east", "west")}
    for name, account in people.items():
        give_grant(account=account, role=GrantRole.LEADER, unit=tree[name], since=DAY, until=None, reason="任命", by=console())
        note_sign_in(account=account, by=f.acting_for(account, today=DAY))
        note_failure(username=name, locked=False, by=Acting(None, ""))
    note_failure(username="stranger", locked=False, by=Acting(None, ""))
    east = read(acting(GrantRole.AUDIT_ADMIN, tree["east"]))
    assert [action for action, _ in east] == ["sign_in_failed", "sign_in", "give"]
    assert {key for action, key in east if action != "give"} == {str(people["east"].pk)}
    assert len(read(acting(GrantRole.AUDIT_ADMIN, tree["city"]))) == 7
    with pytest.raises(NotAllowed):
        read(acting(GrantRole.OFFICE, tree["city"]))


@pytest.mark.parametrize("role", [GrantRole.OFFICE, GrantRole.SYSTEM_ADMIN])
def test_a_year_is_planned_from_the_top_only(tree: dict[str, Unit], role: GrantRole) -> None:
    with pytest.raises(NotAllowed) as refused:
        order_plan(year=2026, by=acting(role, tree["east"]))
    assert "whole installation" in refused.value.what
    assert order_plan(year=2026, by=acting(role, tree["city"])).year == 2026
