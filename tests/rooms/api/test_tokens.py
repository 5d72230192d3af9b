"""Tokens: made by their owner, shown once, worth no more than the account, ended at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from liangze.core.errors import Conflict, NotFound, Refusals
from liangze.organisation.actions.accounts import set_password
from liangze.organisation.actions.tokens import digest, make_token, revoke_token
from liangze.organisation.models import Account, ApiToken, Grant, GrantRole
from liangze.organisation.policy import acting_for
from liangze.trust.clock import now, today
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.api.conftest import House

ME = "/api/v1/me"


def test_a_token_stands_for_its_account_with_its_rights(program: Client, house: House) -> None:
    told = program.get(ME).json()
    assert told["account_id"] == house.liaison.pk
    assert [(held["role"], held["unit_name"]) for held in told["grants"]] == [("liaison", "甲局")]


def test_only_a_digest_is_kept(house: House) -> None:
    (token,) = ApiToken.objects.all()
    assert token.digest == digest(house.secret)
    assert house.secret not in str(ApiToken.objects.values()) + str(AuditEntry.objects.values())
    assert house.secret.startswith(token.beginning)
    assert len(token.beginning) < 12


@pytest.mark.parametrize("header", ["Bearer lz_wrong", "Bearer ", "Basic bGlhaXNvbjp4", "Token x", "bearer", "Bearer lz_\udcff"])
def test_anything_else_is_refused_in_words(house: House, header: str) -> None:
    answer = Client(headers={"Authorization": header}).get(ME)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["errors"][0]["remedy"]


def test_a_wrong_token_does_not_fall_back_to_the_session(client: Client, house: House) -> None:
    client.force_login(house.liaison)
    assert client.get(ME).status_code == 200
    assert client.get(ME, headers={"Authorization": "Bearer lz_wrong"}).status_code == 401


def test_a_token_ends_with_its_day_its_revocation_its_account_and_its_rights(program: Client, house: House) -> None:
    token = ApiToken.objects.get()
    ApiToken.objects.update(expires_at=now() - timedelta(seconds=1))
    assert program.get(ME).status_code == 401
    ApiToken.objects.update(expires_at=now() + timedelta(days=1))
    assert program.get(ME).status_code == 200
    Account.objects.filter(pk=house.liaison.pk).update(is_active=False)
    assert program.get(ME).status_code == 401
    Account.objects.filter(pk=house.liaison.pk).update(is_active=True, must_change_password=True)
    assert program.get(ME).status_code == 401
    Account.objects.filter(pk=house.liaison.pk).update(must_change_password=False)
    Grant.objects.update(until=today())
    assert program.get(f"/api/v1/units/{house.town.bureau.pk}").status_code == 404
    revoke_token(token_id=token.pk, by=acting_for(house.liaison, today=today()), now=now())
    assert program.get(ME).status_code == 401


def test_a_token_opens_no_page(program: Client, house: House) -> None:
    assert program.get("/accounts/me/").status_code == 302


def test_a_password_set_by_the_administrator_revokes_all_tokens(house: House) -> None:
    admin = f.acting("security", (GrantRole.SECURITY_ADMIN, house.town.city), today=today())
    set_password(account=house.liaison, password="copper-river-stone-9", by=admin)
    assert ApiToken.objects.get().revoked_at is not None
    assert AuditEntry.objects.latest("id").after == {"tokens_revoked": 1}


def test_a_stranger_cannot_revoke_and_learns_nothing(house: House) -> None:
    stranger = f.acting("other", (GrantRole.LIAISON, house.town.township1), today=today())
    with pytest.raises(NotFound):
        revoke_token(token_id=ApiToken.objects.get().pk, by=stranger, now=now())


def test_the_security_administrator_can_revoke_once(house: House) -> None:
    admin = f.acting("security", (GrantRole.SECURITY_ADMIN, house.town.city), today=today())
    token = revoke_token(token_id=ApiToken.objects.get().pk, by=admin, now=now())
    assert token.revoked_by_id == admin.account_id
    with pytest.raises(Conflict):
        revoke_token(token_id=token.pk, by=admin, now=now())


@pytest.mark.parametrize(
    ("name", "days", "field"), [("", 30, "name"), ("  ", 30, "name"), ("x" * 61, 30, "name"), ("x", 0, "days"), ("x", 367, "days")]
)
def test_a_bad_wish_says_which_field(house: House, name: str, days: int, field: str) -> None:
    with pytest.raises(Refusals) as caught:
        make_token(name=name, days=days, by=acting_for(house.liaison, today=today()), now=now())
    assert [refusal.field for refusal in caught.value.refusals] == [field]


def test_ten_are_enough(house: House) -> None:
    by = acting_for(house.liaison, today=today())
    for number in range(9):
        make_token(name=str(number), days=1, by=by, now=now())
    with pytest.raises(Conflict):
        make_token(name="one too many", days=1, by=by, now=now())


def test_the_page_shows_the_secret_once(client: Client, house: House) -> None:
    client.force_login(house.liaison)
    answer = client.post("/accounts/me/tokens/", {"name": "台账同步", "days": "7"})
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert secret not in client.get("/accounts/me/").content.decode()
    assert Client(headers={"Authorization": f"Bearer {secret}"}).get(ME).status_code == 200


def test_the_page_says_what_is_wrong(client: Client, house: House) -> None:
    client.force_login(house.liaison)
    answer = client.post("/accounts/me/tokens/", {"name": "", "days": "0"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "days"}
