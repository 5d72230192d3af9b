"""What every answer carries, and what no answer says."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.rooms.web.conftest import House, sign_in

TRACES = ("Traceback", "the-inside-of-the-machine", "RuntimeError", "site-packages", "DJANGO_SETTINGS_MODULE", ".py")


@pytest.fixture
def reader(house: House) -> Client:
    client = Client(raise_request_exception=False)
    sign_in(client, "security")
    return client


@pytest.mark.parametrize("address", ["/accounts/sign-in/", "/accounts/me/", "/accounts/", "/nowhere/", "/accounts/99999999/"])
def test_headers_of_every_page(reader: Client, address: str) -> None:
    answer = reader.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Server" not in answer.headers


@pytest.mark.parametrize("address", ["/", "/accounts/me/", "/accounts/", "/accounts/99999999/", "/audit/"])
def test_pages_of_a_session_are_not_kept_by_any_cache(reader: Client, address: str) -> None:
    assert reader.get(address).headers["Cache-Control"] == "no-store"


def test_the_sign_in_page_is_not_kept_either(client: Client, db) -> None:
    assert "no-store" in client.get("/accounts/sign-in/").headers["Cache-Control"]


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client, house: House) -> None:
    sign_in(client, "liaison")
    for name in ("sessionid", "csrftoken"):
        if name in client.cookies:
            assert client.cookies[name]["httponly"], name
            assert client.cookies[name]["samesite"] == "Lax", name


@pytest.mark.urls("tests.rooms.web.failing_urls")
@pytest.mark.parametrize("fragment", [False, True])
def test_a_page_that_breaks_shows_no_trace(reader: Client, fragment: bool) -> None:
    answer = reader.get("/breaks/", headers={"HX-Request": "true"} if fragment else {})
    assert answer.status_code == 500
    page = answer.content.decode()
    assert not [word for word in TRACES if word in page]
    assert "系统管理员" in page


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "a b", "[::1", "127.0.0.1:port"])
def test_a_foreign_host_header_is_refused_without_a_trace(db, host: str) -> None:
    answer = Client(raise_request_exception=False).get("/accounts/sign-in/", headers={"Host": host})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert not [word for word in (*TRACES, host) if word in page]


def test_a_form_without_its_token_is_refused_in_words(house: House) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/sign-in/", {"username": "liaison", "password": "x"})
    assert answer.status_code == 403
    assert "刷新" in answer.content.decode() or "重新" in answer.content.decode()


@pytest.mark.parametrize("address", ["/signatures/verify/", "/accounts/sign-in/", "/lists/published/1/", "/api/v1/me"])
@pytest.mark.parametrize("length", ["26214401", "9" * 30, "many", "-1"])
def test_a_stranger_cannot_fill_the_disk(db, address: str, length: str) -> None:
    """A file that claims more than forms need is refused before a byte of it is read."""
    body = Unread()
    answer = Client().generic("POST", address, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=length, **{"wsgi.input": body})
    assert answer.status_code == 413
    assert not body.read_from
    assert "25 MB" in answer.content.decode()


class Unread:
    """A body that notes whether somebody asked for it."""

    read_from = False

    def read(self, *_: int) -> bytes:
        self.read_from = True
        return b""

    readline = read


def test_as_much_as_forms_need_is_taken(client: Client, db) -> None:
    answer = client.post("/signatures/verify/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + b"x" * 20_000_000)})
    assert answer.status_code == 200


def test_a_request_too_big_is_refused_without_a_trace(reader: Client) -> None:
    answer = reader.post("/accounts/me/password/", {"old": "x" * 6_000_000})
    assert answer.status_code in (400, 413)
    assert not [word for word in TRACES if word in answer.content.decode()]


@pytest.mark.parametrize(
    "address", ["/accounts/%00/", "/accounts/?page=%00", "/accounts/?q=%00", "/audit/?who=%00", "/audit/?since=2026-02-31"]
)
def test_odd_characters_are_no_failure(reader: Client, address: str) -> None:
    assert reader.get(address).status_code < 500
