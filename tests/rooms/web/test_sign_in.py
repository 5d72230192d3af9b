"""Signing in: who gets in, who is kept out, what is said and what is written down."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import ClassVar

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone

from liangze.organisation.models import GrantRole
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.web.conftest import PASSWORD, House, sign_in, with_password


def actions() -> list[tuple[str, str, int | None, str | None]]:
    """(what, of which account, by whom, from where) so far, oldest first."""
    return list(AuditEntry.objects.order_by("id").values_list("action", "object_id", "account_id", "address"))


def test_signing_in_makes_a_new_session_and_leads_to_my_work(client: Client, house: House) -> None:
    client.get("/accounts/sign-in/")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    answer = sign_in(client, "liaison")
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.cookies["sessionid"].value != planted
    assert not type(session)(planted).exists(planted)


@pytest.mark.parametrize(
    ("role", "page"),
    [(GrantRole.SYSTEM_ADMIN, "/system/"), (GrantRole.SECURITY_ADMIN, "/accounts/"), (GrantRole.AUDIT_ADMIN, "/audit/")],
)
def test_an_administrator_is_led_to_the_own_page(client: Client, house: House, role: GrantRole, page: str) -> None:
    with_password(f.account("admin", (role, house.city)))
    answer = client.get(sign_in(client, "admin").url)
    assert (answer.status_code, answer.url) == (302, page)
    shown = client.get(page)
    assert shown.status_code == 200
    assert 'href="/"' not in shown.content.decode().partition("lz-topbar__nav")[2]


def test_sign_in_and_out_are_audited_with_account_and_address(client: Client, house: House) -> None:
    sign_in(client, "liaison")
    client.post("/accounts/sign-out/")
    me = house.liaison.pk
    assert actions() == [
        ("organisation.account.sign_in", str(me), me, "127.0.0.1"),
        ("organisation.account.sign_out", str(me), me, "127.0.0.1"),
    ]
    assert client.get("/accounts/me/").status_code == 302


def test_the_answer_is_the_same_for_a_wrong_password_and_an_unknown_name(client: Client, house: House) -> None:
    answers = [sign_in(Client(), name, "wrong-password-1") for name in ("liaison", "liaisom")]
    assert {answer.status_code for answer in answers} == {422}
    pages = [answer.content.decode().replace("liaisom", "liaison") for answer in answers]
    tokens = [answer.context["csrf_token"] for answer in answers]
    assert pages[0].replace(str(tokens[0]), "") == pages[1].replace(str(tokens[1]), "")


class Counted(MD5PasswordHasher):
    """Counts how often a password is worked out."""

    algorithm = "md5"
    times: ClassVar[list[int]] = []

    def encode(self, password: str, salt: str) -> str:
        self.times.append(1)
        return super().encode(password, salt)


def test_unknown_and_closed_accounts_cost_as_much_work_as_a_wrong_password(settings, house: House, django_assert_num_queries) -> None:
    settings.PASSWORD_HASHERS = ["tests.rooms.web.test_sign_in.Counted"]
    house.nobody.is_active = False
    house.nobody.save()
    work = []
    for name in ("liaison", "unknown-name", "nobody"):
        Counted.times.clear()
        sign_in(Client(), name, "wrong-password-1")
        work.append(len(Counted.times))
    assert work == [1, 1, 1]


def test_a_closed_account_is_refused_like_a_wrong_password(client: Client, house: House) -> None:
    house.liaison.is_active = False
    house.liaison.save()
    assert sign_in(client, "liaison").status_code == 422


def test_what_was_typed_is_kept_only_when_it_names_an_account(client: Client, house: House) -> None:
    sign_in(client, "liaison", "wrong-password-1")
    sign_in(client, PASSWORD, "wrong-password-2")  # the password in the wrong box
    assert actions() == [
        ("organisation.account.sign_in_failed", str(house.liaison.pk), None, "127.0.0.1"),
        ("organisation.account.sign_in_failed", "", None, "127.0.0.1"),
    ]
    kept = str(list(AccessAttempt.objects.values())) + str(list(AuditEntry.objects.values()))
    assert PASSWORD not in kept
    assert "wrong-password" not in kept


def test_five_failures_lock_this_name_from_this_address_only(client: Client, house: House) -> None:
    seen = [sign_in(client, "liaison", "wrong-password-1").status_code for _ in range(5)]
    assert seen == [422, 422, 422, 422, 429]
    assert sign_in(client, "liaison").status_code == 429, "the right password does not help while it is locked"
    assert sign_in(Client(), "security").status_code == 302, "a colleague at the same address"
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert sign_in(elsewhere, "liaison").status_code == 302, "the same person at another machine"
    assert [what for what, *_ in actions()].count("organisation.account.lock_out") == 1


def test_an_unknown_name_is_locked_as_well(client: Client, house: House) -> None:
    assert [sign_in(client, "unknown-name", "wrong-password-1").status_code for _ in range(6)] == [422, 422, 422, 422, 429, 429]


def test_the_lock_opens_when_the_page_said_it_would(client: Client, house: House) -> None:
    for _ in range(5):
        sign_in(client, "liaison", "wrong-password-1")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=10))
    assert sign_in(client, "liaison").status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client, "liaison").status_code == 302


def test_success_forgets_earlier_failures(client: Client, house: House) -> None:
    for _ in range(4):
        sign_in(client, "liaison", "wrong-password-1")
    assert sign_in(client, "liaison").status_code == 302
    assert sign_in(Client(), "liaison", "wrong-password-1").status_code == 422


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "http:///elsewhere.example",
     "word"],
)
def test_nobody_is_led_elsewhere(client: Client, house: House, wanted: str) -> None:
    answer = sign_in(client, "liaison", next=wanted)
    assert (answer.status_code, answer.url) == (302, "/")
    back = client.post("/language/", {"language": "en", "next": wanted})
    assert (back.status_code, back.url) == (302, "/")


def test_one_comes_back_to_the_page_one_wanted(client: Client, house: House) -> None:
    answer = client.get("/accounts/me/?a=1")
    assert answer.url == "/accounts/sign-in/?next=/accounts/me/%3Fa%3D1"
    assert sign_in(client, "liaison", next="/accounts/me/?a=1").url == "/accounts/me/?a=1"


def test_passwords_are_not_logged(client: Client, house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_in(client, "liaison", "wrong-password-1")
        for _ in range(5):
            sign_in(client, "liaison", "wrong-password-2")
        other = Client()
        sign_in(other, "security")
        other.post(f"/accounts/{house.liaison.pk}/", {"do": "reset", "password": "quiet-harbour-77"})
    logged = "\n".join(record.getMessage() + str(record.__dict__) for record in caplog.records if not record.name.startswith("django.db"))
    assert not [word for word in ("wrong-password", PASSWORD, "quiet-harbour-77") if word in logged]
