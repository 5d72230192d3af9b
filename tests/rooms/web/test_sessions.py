"""Sessions: when they end, and what may be reached before the first password is changed."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from django.test import Client

from liangze.organisation.models import Account, Grant
from liangze.web.clock import today
from liangze.web.sessions import SEEN
from tests.rooms.web.conftest import PASSWORD, House, sign_in

NEW = "copper-river-stone-9"


def signed_in(username: str) -> Client:
    client = Client()
    assert sign_in(client, username).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/accounts/me/").status_code == 200


def test_changing_the_password_ends_all_other_sessions(house: House) -> None:
    here, there = signed_in("liaison"), signed_in("liaison")
    answer = here.post("/accounts/me/password/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert answer.status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_a_password_set_by_the_administrator_ends_the_sessions(house: House) -> None:
    client, admin = signed_in("liaison"), signed_in("security")
    answer = admin.post(f"/accounts/{house.liaison.pk}/", {"do": "reset", "password": NEW})
    assert answer.status_code == 302
    assert not is_in(client)


def test_closing_an_account_ends_its_sessions(house: House) -> None:
    client, admin = signed_in("liaison"), signed_in("security")
    admin.post(f"/accounts/{house.liaison.pk}/", {"do": "edit", "name": "甲局联络员", "reason": "调离"})
    assert not Account.objects.get(pk=house.liaison.pk).is_active
    assert not is_in(client)


def test_the_end_of_the_last_grant_ends_the_session(house: House) -> None:
    client = signed_in("liaison")
    assert is_in(client)
    Grant.objects.filter(account=house.liaison).update(until=today())
    answer = client.get("/accounts/me/", follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/sign-in/"
    assert "_auth_user_id" not in client.session
    assert is_in(signed_in("liaison")), "signing in again shows the account without a right"


def test_one_grant_of_two_may_end(house: House) -> None:
    Grant.objects.create(account=house.liaison, role="leader", unit=house.bureau, since=date(2016, 1, 1), reason="test")
    client = signed_in("liaison")
    Grant.objects.filter(account=house.liaison, role="leader").update(until=today())
    assert is_in(client)


@pytest.mark.parametrize(("minutes", "goes_on"), [(10, True), (59, True), (61, False)])
def test_a_long_pause_ends_the_session(house: House, minutes: int, goes_on: bool) -> None:
    client = signed_in("liaison")
    session = client.session
    session[SEEN] = int(time.time()) - minutes * 60
    session.save()
    assert is_in(client) is goes_on
    assert is_in(client) is goes_on


def test_a_session_is_not_written_on_every_request(house: House, django_assert_max_num_queries) -> None:
    client = signed_in("liaison")
    client.get("/accounts/me/")
    with django_assert_max_num_queries(5) as asked:
        client.get("/accounts/me/")
    assert not [query["sql"] for query in asked.captured_queries if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_a_password_set_by_somebody_else_must_be_changed_first(house: House) -> None:
    Account.objects.filter(pk=house.liaison.pk).update(must_change_password=True)
    client = Client()
    assert sign_in(client, "liaison", next="/accounts/me/").url == "/accounts/me/password/"
    for address in ("/", "/accounts/me/", "/accounts/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, "/accounts/me/password/"), address
    fragment = client.get("/", headers={"HX-Request": "true"})
    assert fragment.headers["HX-Redirect"] == "/accounts/me/password/"
    assert client.get("/accounts/me/password/").status_code == 200
    assert client.post("/language/", {"language": "zh-hans"}).url == "/"
    client.post("/accounts/me/password/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert is_in(client)


def test_one_can_sign_out_before_changing_the_password(house: House) -> None:
    Account.objects.filter(pk=house.liaison.pk).update(must_change_password=True)
    client = signed_in("liaison")
    assert client.post("/accounts/sign-out/").url == "/accounts/sign-in/"


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, NEW, "old"),
        (PASSWORD, "short", "short", "password"),
        (PASSWORD, "1234567890123", "1234567890123", "password"),
        (PASSWORD, "liaison-liaison", "liaison", "again"),
        (PASSWORD, PASSWORD, PASSWORD, "password"),
    ],
)
def test_a_bad_change_of_password_says_which_field_and_what_to_do(house: House, old: str, new: str, again: str, field: str) -> None:
    client = signed_in("liaison")
    answer = client.post("/accounts/me/password/", {"old": old, "password": new, "again": again})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert is_in(client)
    assert is_in(signed_in("liaison")), "the old one still holds"


def test_sessions_do_not_outlive_a_working_day(settings, house: House) -> None:
    assert timedelta(hours=8).total_seconds() >= settings.SESSION_COOKIE_AGE
