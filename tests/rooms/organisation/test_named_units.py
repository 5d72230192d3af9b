"""A unit is chosen by typing a part of its name or its code, with the list that helps and without it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from liangze.core.errors import NotAllowed, Refusals
from liangze.organisation.models import Grant, GrantRole, Unit
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.queries.named_units import unit_named, units_offered
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
READ = Permission.ORGANISATION_READ


@pytest.fixture
def tree() -> dict[str, Unit]:
    city = f.unit("C", "云川市")
    east, west = f.unit("C01", "东县", parent=city), f.unit("C02", "西县", parent=city)
    return {
        "city": city, "east": east, "west": west,
        "finance": f.unit("C0101", "财政局", parent=east), "finance2": f.unit("C0201", "财政局", parent=west),
        "audit": f.unit("C0102", "审计局", parent=east),
    }  # fmt: skip


@pytest.fixture
def by(tree: dict[str, Unit]) -> Acting:
    return f.acting("office", (GrantRole.OFFICE, tree["city"]), today=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("C0102", "C0102"),
        ("审计局", "C0102"),
        ("审", "C0102"),
        ("C0101 财政局", "C0101"),
        (" C01 ", "C01"),
        ("C02 西县", "C02"),
        ("东", "C01"),
    ],
)
def test_what_people_type(tree: dict[str, Unit], by: Acting, word: str, code: str) -> None:
    assert unit_named(by=by, permission=READ, word=word, field="unit").code == code


@pytest.mark.parametrize("word", ["财政局", "财政", "县", "C010"])
def test_what_is_not_clear_is_asked_back_with_the_codes(tree: dict[str, Unit], by: Acting, word: str) -> None:
    with pytest.raises(Refusals) as refused:
        unit_named(by=by, permission=READ, word=word, field="unit")
    (refusal,) = refused.value.refusals
    assert refusal.field == "unit"
    assert refusal.params["units"].count("C0") == 2


def test_what_is_out_of_reach_is_unknown(tree: dict[str, Unit]) -> None:
    east = f.acting("east", (GrantRole.OFFICE, tree["east"]), today=date(2026, 3, 1))
    assert unit_named(by=east, permission=READ, word="财政局", field="unit") == tree["finance"]
    for word in ("C02", "西县", "", "没有"):
        with pytest.raises(Refusals):
            unit_named(by=east, permission=READ, word=word, field="unit")
    assert [unit.typed for unit in units_offered(by=east, permission=READ, word="局")] == ["C0101 财政局", "C0102 审计局"]
    with pytest.raises(NotAllowed):
        units_offered(by=east, permission=Permission.GRANT_GIVE, word="局")


def test_a_grant_is_given_to_a_unit_found_by_its_name(tree: dict[str, Unit], client: Client) -> None:
    client.force_login(f.account("security", (GrantRole.SECURITY_ADMIN, tree["city"])))
    other = f.account("other", (GrantRole.LIAISON, tree["east"]))
    page = reverse("account-detail", args=(other.pk,))
    form = {"do": "grant", "role": GrantRole.LEADER, "since": "2026-03-01", "until": "", "reason": "任命"}
    assert 'list="id_unit-offered"' in client.get(page).content.decode()
    listed = client.get(reverse("units-offered"), {"permission": "grant:give", "field": "unit", "unit": "财"}).content.decode()
    assert listed.count("<option") == 2
    assert '<option value="C0201 财政局">西县</option>' in listed
    unclear = client.post(page, form | {"unit": "财政"})
    assert unclear.status_code == 422
    assert "C0101 财政局 / C0201 财政局" in unclear.content.decode()
    assert client.post(page, form | {"unit": "C0201 财政局"}).status_code == 302
    assert Grant.objects.get(role=GrantRole.LEADER).unit == tree["finance2"]
