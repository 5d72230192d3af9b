"""Lists for programs: the same queries as the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from liangze.lists.actions import draft_book
from liangze.organisation.models import Account
from tests.rooms.lists.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(place, monkeypatch) -> Client:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-02-10")
    found = Client()
    found.force_login(Account.objects.get(username="office"))
    return found


def test_the_lists_of_a_unit_with_the_clauses_of_each_item(place, program):
    draft_book(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, now=NOW)
    answer = program.get(f"/api/v1/units/{place.town.bureau.pk}/lists").json()
    found = [(row["role"], row["stage"], len(row["items"])) for row in answer["lists"]]
    assert found == [("leadership", "draft", 3), ("principal", "draft", 1)]
    assert answer["lists"][0]["items"][0]["clauses"][0]["cited"] == "甲委发〔2026〕1号"
    assert answer["missing"] == ["member", "discipline_organ"]


def test_who_has_lists_against_the_deadline(place, program):
    answer = program.get(f"/api/v1/units/{place.town.county.pk}/lists/coverage", {"year": 2026}).json()
    assert (answer["deadline"]["due"], answer["total"]["units"], answer["total"]["drafted"]) == ("2026-02-28", 4, 0)
    assert [row["name"] for row in answer["missing"]] == ["甲县", "甲局", "东乡", "西乡"]


def test_what_one_may_not_see_is_not_there(place, program):
    assert program.get(f"/api/v1/units/{place.town.city.pk}/lists").status_code == 404
