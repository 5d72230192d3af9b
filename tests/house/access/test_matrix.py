"""The access matrix, asked for real: matrix.yaml says who gets in where, the product must answer the same."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from liangze.organisation.policy import Acting, may
from tests.house.access.conftest import Town
from tests.house.access.people import ANONYMOUS, PEOPLE
from tests.house.access.table import ANSWERS, METHODS, Row, offered, rows

ROWS = rows()
WRITING = ("INSERT", "UPDATE", "DELETE", "COPY", "TRUNCATE")
#: Sessions are bookkeeping of the entrance, not of the field.
BOOKKEEPING = ('"django_session"', "axes_")
STATEMENTS = 10


def parameters(url: str) -> list[str]:
    """Names of the places in the address."""
    return list(offered()[url].pattern.converters) if ":" not in url else list(_pattern(url))


def _pattern(url: str) -> list[str]:
    resolver = get_resolver()
    for part in url.split(":")[:-1]:
        resolver = resolver.namespace_dict[part][1]
    (possibilities,) = {tuple(p[0][0][1]) for p in resolver.reverse_dict.getlist(url.rsplit(":", maxsplit=1)[-1])}
    return list(possibilities)


def test_every_address_is_in_the_table() -> None:
    missing = sorted(set(offered()) - {row.url for row in ROWS})
    assert not missing, f"say in tests/house/access/matrix.yaml who may reach: {', '.join(missing)}"


def test_no_row_speaks_of_an_address_that_is_gone() -> None:
    assert not sorted({row.url for row in ROWS} - set(offered()))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_meets_the_answer_of_the_table(town: Town, row: Row) -> None:
    wrong = []
    for name in (ANONYMOUS, *PEOPLE):
        expected = row.answers[name]
        with town.undone() as asked:
            answer = town.ask(row, town.address(row, parameters(row.url)), town.client(name))
        told = f"{name}: {answer.status_code}, the table says {expected}"
        leads_to_sign_in = answer.status_code == 302 and answer.url.startswith("/accounts/sign-in/?next=")
        if answer.status_code not in ANSWERS[expected] or leads_to_sign_in is not (expected == "sign-in"):
            wrong.append(told + _why(answer))
        if not row.writes and (written := [q["sql"][:120] for q in asked.captured_queries if _writes(q["sql"])]):
            wrong.append(f"{name}: a page that only shows must not write: {written[0]}")
        needed = len([q for q in asked.captured_queries if not _savepoint(q["sql"])])
        if row.method == "GET" and not answer.headers.get("Content-Disposition") and needed > STATEMENTS:
            wrong.append(f"{name}: {needed} statements, at most {STATEMENTS} on a page")
    assert not wrong, "\n".join(wrong)


def _why(answer: object) -> str:
    form = getattr(answer, "context", None) and answer.context.get("form")
    return f" {dict(form.errors)}" if form and form.errors else f" {answer.content[:200]!r}" if answer.status_code == 400 else ""


def _savepoint(sql: str) -> bool:
    return sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))


def _writes(sql: str) -> bool:
    return sql.lstrip().upper().startswith(WRITING) and not any(word in sql for word in BOOKKEEPING)


@pytest.mark.parametrize("url", sorted(set(offered()) - {"api-nothing", "api:api-root"}))
def test_methods_that_the_table_does_not_name_are_refused(town: Town, url: str) -> None:
    mine = [row for row in ROWS if row.url == url]
    others = set(METHODS) - {row.method for row in mine}
    who = next((name for row in mine for name, answer in row.answers.items() if answer == "in" and name != ANONYMOUS), "city-office")
    for method in sorted(others):
        with town.undone():
            answer = town.client(who).generic(method, town.address(mine[0], parameters(url)))
        assert answer.status_code == 405, f"{method} {url}: {answer.status_code}"


#: What changes something for somebody; an address where nobody finds anything has no form.
CHANGING = [row for row in ROWS if row.method != "GET" and {"in", "unsaid"} & set(row.answers.values())]


@pytest.mark.parametrize("row", CHANGING, ids=str)
def test_nothing_is_written_without_the_token_of_the_form(town: Town, row: Row) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    who = next(name for answer in ("in", "unsaid") for name in (ANONYMOUS, *PEOPLE) if row.answers[name] == answer)
    client.cookies = town.client(who).cookies
    with town.undone() as asked:
        answer = town.ask(row, town.address(row, parameters(row.url)), client)
    assert answer.status_code == 403
    assert not [q for q in asked.captured_queries if _writes(q["sql"])]


def test_a_permission_that_does_not_exist_is_refused_loudly() -> None:
    with pytest.raises(ValueError, match="ledger:burn"):
        may(Acting(None, "", is_console=True), "ledger:burn", None)  # type: ignore[arg-type]


ODD = ("%00", "-1", "0", "99999999999999999999", "' OR 1=1 --", "２０２６", "2026-13-45", "0001-01-01", "9999-12-31", "💧" * 40)
DAYS = ("day", "as_of", "on", "month", "since", "until")
ASKED = ("q", "page", "year", "unit", "state", "kind", "sort", "regulation", "who", "holder", *DAYS)


#: Files and the description of the interface ask nothing of their address, or what their page asks.
PLAIN = {"api:openapi", "api:me", "organisation-template", "organisation-export", "transfer-findings", "regulation-export", "entry-file"}
ONE_EACH = {row.url: row for row in ROWS if row.method == "GET" and "in" in row.answers.values() and row.url not in PLAIN}


@pytest.mark.parametrize("row", ONE_EACH.values(), ids=str)
def test_odd_questions_are_no_failure(town: Town, row: Row) -> None:
    who = next(name for name in (*PEOPLE, ANONYMOUS) if row.answers[name] == "in")
    address, failed = town.address(row, parameters(row.url)), []
    for odd in ODD:
        question = "&".join(f"{name}={odd}" for name in ASKED) if odd == "%00" else dict.fromkeys(ASKED, odd)
        with town.undone():
            answer = town.client(who).get(f"{address}?{question}") if odd == "%00" else town.client(who).get(address, question)
        if answer.status_code >= 500:
            failed.append(odd)
    for name in DAYS:  # one at a time as well: the first odd one must not hide the others
        with town.undone():
            answer = town.client(who).get(address, {name: "9999-12-31"})
        if answer.status_code >= 500:
            failed.append(f"{name}=9999-12-31")
    assert not failed, f"{address}: {failed}"


def test_one_town_is_all_that_was_made(town: Town) -> None:
    assert connection.in_atomic_block
    assert len(PEOPLE) == len(town.place.accounts)
