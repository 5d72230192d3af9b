"""The operations: the same calls as the pages, in JSON; every failure in the same shape."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from liangze.conduct.models import Entry
from liangze.organisation.models import GrantRole
from tests.rooms import factory as f
from tests.rooms.api.conftest import House, a_meeting

DOCUMENT = "甲县实施办法\n\n第一条　为落实责任，制定本办法。\n第二条　各单位党委每季度召开一次专题会议。\n"


def errors(answer) -> list[dict[str, str | None]]:
    told = answer.json()
    assert set(told) == {"errors"}
    assert told["errors"]
    for one in told["errors"]:
        assert set(one) == {"field", "what", "remedy", "clause"}
        assert one["what"]
        assert one["remedy"]
    return told["errors"]


def test_units_are_found_and_opened(program: Client, house: House) -> None:
    town = house.town
    listed = program.get("/api/v1/units").json()
    assert [row["name"] for row in listed["items"]] == ["甲局"]
    below = program.get("/api/v1/units", {"under": town.bureau.pk}).json()
    assert [row["name"] for row in below["items"]] == ["一处", "二处"]
    assert program.get("/api/v1/units", {"q": "二"}).json()["total"] == 1
    one = program.get(f"/api/v1/units/{town.bureau.pk}", {"on": "2020-01-01"}).json()
    assert (one["name"], one["on"]) == ("甲局", "2020-01-01")
    assert {seat["title"] for seat in one["seats"]} >= {"主要负责人", "副局长一"}


def test_what_one_may_not_see_is_not_there(program: Client, house: House) -> None:
    for address in (
        f"units/{house.town.township1.pk}", f"units/{house.town.county.pk}/obligations", f"units/{house.town.county.pk}/overview",
        "units/999999", "obligations/999999", "entries/999999", "regulations/no-such/1", "no-such-operation", "",
    ):
        answer = program.get(f"/api/v1/{address}")
        assert answer.status_code == 404, address
        errors(answer)


def test_the_ledger_with_states_as_of_a_day(program: Client, house: House) -> None:
    address = f"/api/v1/units/{house.town.bureau.pk}/obligations"
    now = program.get(address).json()
    assert (now["year"], now["as_of"], now["total"]) == (2026, "2026-06-16", 4)
    assert [row["state"] for row in now["items"]] == ["overdue", "due_soon", "upcoming", "upcoming"]
    assert now["items"][0]["clause"]["cited"] == "甲委发〔2016〕1号"
    spring = program.get(address, {"as_of": "2026-02-01"}).json()
    assert spring["items"][0]["state"] == "open"
    late = program.get(address, {"state": "overdue"}).json()
    assert (late["total"], late["sums"]["overdue"]) == (1, 1)
    one = program.get(f"/api/v1/obligations/{now['items'][0]['id']}").json()
    assert one["why"]


def test_recorded_once_it_counts_and_voided_it_does_not(program: Client, house: House) -> None:
    sent = a_meeting(house)
    before = program.post("/api/v1/deeds/preview", sent, content_type="application/json").json()
    assert [item["obligation_id"] for item in before["counts"]] == [house.owed[1].pk]
    assert Entry.objects.count() == 0
    answer = program.post("/api/v1/entries", sent, content_type="application/json")
    assert answer.status_code == 201, answer.content
    number = answer.json()["id"]
    ledger = f"/api/v1/units/{house.town.bureau.pk}/obligations"
    assert program.get(ledger).json()["items"][1]["state"] == "fulfilled"
    assert [row["id"] for row in program.get("/api/v1/entries").json()["items"]] == [number]
    voided = program.post(f"/api/v1/entries/{number}/void", {"reason": "重复登记"}, content_type="application/json")
    assert voided.json() == {"obligations": [house.owed[1].pk]}
    assert program.get(ledger).json()["items"][1]["state"] == "due_soon"
    again = program.post(f"/api/v1/entries/{number}/void", {"reason": "再次"}, content_type="application/json")
    assert again.status_code == 409
    errors(again)


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_stored(program: Client, house: House) -> None:
    sent = a_meeting(house) | {"on": "2031-01-01", "title": " ", "holder_id": house.town.county_leadership.pk}
    answer = program.post("/api/v1/entries", sent, content_type="application/json")
    assert answer.status_code == 400
    assert {one["field"] for one in errors(answer)} >= {"on", "title", "holder"}
    assert Entry.objects.count() == 0


def test_fields_of_the_wrong_kind_are_named(program: Client, house: House) -> None:
    answer = program.post("/api/v1/entries", {"unit_id": "eight", "kind": "party"}, content_type="application/json")
    assert answer.status_code == 422
    assert {one["field"] for one in errors(answer)} == {"unit_id", "kind", "on", "holder_id", "title"}
    assert {one["field"] for one in errors(program.get("/api/v1/units", {"page": "x"}))} == {"page"}


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "\x00", '{"title": "a\\u0000b"}'])
def test_what_is_no_json_is_refused(program: Client, house: House, body: str) -> None:
    answer = program.post("/api/v1/entries", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    errors(answer)


def test_the_overview_adds_up(program: Client, house: House) -> None:
    found = program.get(f"/api/v1/units/{house.town.bureau.pk}/overview").json()
    assert found["unit"]["name"] == "甲局"
    assert found["total"]["total"] == sum(row["tally"]["total"] for row in found["rows"])


def test_regulations_and_their_clauses(program: Client, house: House) -> None:
    listed = program.get("/api/v1/regulations").json()
    (row,) = listed["in_force"]
    opened = program.get(f"/api/v1/regulations/{row['key']}/{row['version']}").json()
    assert [clause["label"] for clause in opened["clauses"]] == ["第1条"]
    assert opened["duties"][0]["clause_id"] == opened["clauses"][0]["id"]


def test_a_document_is_read_and_nothing_is_stored(program: Client, house: House) -> None:
    answer = program.post("/api/v1/readings", {"file": SimpleUploadedFile("办法.txt", DOCUMENT.encode("gb18030"))})
    assert answer.status_code == 200
    read = answer.json()
    assert [clause["path"] for clause in read["clauses"]] == [["第一条"], ["第二条"]]
    assert read["duties"][0]["per"] == "quarter"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, b"%PDF-1.7 broken", b"PK\x03\x04 broken"])
def test_an_unreadable_document_says_what_to_do(program: Client, house: House, content: bytes) -> None:
    answer = program.post("/api/v1/readings", {"file": SimpleUploadedFile("a.txt", content)})
    assert answer.status_code == 422
    assert errors(answer)[0]["field"] == "document"


def test_readings_are_limited_for_each_account(program: Client, house: House) -> None:
    def sent(client: Client):
        return client.post("/api/v1/readings", {"file": SimpleUploadedFile("a.txt", b"")})

    assert {sent(program).status_code for _ in range(20)} == {422}
    refused = sent(program)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert errors(refused)[0]["remedy"]
    other = Client()
    other.force_login(f.account("leader", (GrantRole.LEADER, house.town.county)))
    assert sent(other).status_code == 422
    assert program.get("/api/v1/me").status_code == 200


def test_words_come_in_the_language_that_is_asked_for(program: Client, house: House) -> None:
    english = program.get("/api/v1/units/999999", headers={"Accept-Language": "en-GB,en"})
    chinese = program.get("/api/v1/units/999999")
    assert errors(english)[0]["what"].isascii()
    assert errors(english)[0]["what"] != errors(chinese)[0]["what"]


def test_a_method_that_is_not_offered(program: Client, house: House) -> None:
    answer = program.delete("/api/v1/entries")
    assert answer.status_code == 405
    assert answer.headers["Allow"]
    errors(answer)


def test_a_browser_needs_the_token_of_its_forms_for_writes(house: House) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(house.liaison)
    assert browser.get("/api/v1/me").status_code == 200
    refused = browser.post("/api/v1/entries", a_meeting(house), content_type="application/json")
    assert refused.status_code == 403
    errors(refused)
    browser.get("/accounts/me/")
    token = browser.cookies["csrftoken"].value
    sent = browser.post("/api/v1/entries", a_meeting(house), content_type="application/json", headers={"X-CSRFToken": token})
    assert sent.status_code == 201


def test_a_session_before_the_first_password_asks_nothing(house: House) -> None:
    browser = Client()
    browser.force_login(house.liaison)
    house.liaison.must_change_password = True
    house.liaison.save()
    assert browser.get("/api/v1/me").status_code == 401


def test_nothing_is_kept_by_a_cache(program: Client, house: House) -> None:
    assert program.get("/api/v1/me").headers["Cache-Control"] == "no-store"


def test_statements_stay_the_same_however_many_rows(program: Client, house: House, django_assert_max_num_queries) -> None:
    f.account("leader", (GrantRole.LEADER, house.town.county))
    for address in ("me", "units", f"units/{house.town.bureau.pk}", "regulations", f"units/{house.town.bureau.pk}/obligations",
                    f"units/{house.town.bureau.pk}/overview", "entries"):
        with django_assert_max_num_queries(10):
            assert program.get(f"/api/v1/{address}").status_code == 200, address
