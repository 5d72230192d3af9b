"""The pages of the organisation: who reaches them, what they say when something is wrong, how many statements they take."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liangze.core.words import Role
from liangze.organisation.models import Account, Appointment, GrantRole, Portfolio, Stationing, Transfer, Unit
from tests.rooms import factory
from tests.rooms.factory import Town
from tests.rooms.organisation.workbooks import SINCE, small, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")
    town = factory.town()
    factory.appoint(factory.person("安可"), town.principal)
    Portfolio.objects.create(post=town.principal, area="finance", since=SINCE)
    group = factory.unit("C01J1", "派驻一组", parent=town.county)
    factory.seat(group, Role.STATIONED_GROUP, "派驻一组")
    Stationing.objects.create(group=group, unit=town.bureau, since=SINCE)
    return town


def signed_in(role: GrantRole, where: Unit) -> Client:
    client = Client()
    client.force_login(factory.account(f"{role}-{where.code}", (role, where)))
    return client


@pytest.fixture
def office(town: Town) -> Client:
    return signed_in(GrantRole.OFFICE, town.county)


def reading(town: Town) -> list[str]:
    person = Appointment.objects.get().person_id
    return [
        reverse("units"), f"{reverse('units')}?in={town.county.pk}", f"{reverse('units')}?q=局", reverse("people"),
        reverse("unit-detail", args=(town.bureau.pk,)), reverse("unit-history", args=(town.bureau.pk,)),
        reverse("responsible", args=(town.office1.pk,)), reverse("person-detail", args=(person,)), reverse("organisation-template"),
        reverse("organisation-export"),
    ]  # fmt: skip


def test_pages_answer_within_ten_statements(town: Town, office: Client) -> None:
    discipline = signed_in(GrantRole.DISCIPLINE, town.county)
    for client in (office, discipline):
        for address in [*reading(town), f"{reverse('unit-detail', args=(town.bureau.pk,))}?on=2020-03-01"]:
            with CaptureQueriesContext(connection) as statements:
                assert client.get(address).status_code == 200, address
            if "xlsx" not in address:
                assert len(statements) <= 10, (address, len(statements))


def test_outside_ones_reach_there_is_nothing(town: Town) -> None:
    sister = signed_in(GrantRole.OFFICE, town.township1)
    person = Appointment.objects.get()
    for name, number in (
        ("unit-detail", town.bureau.pk), ("unit-history", town.bureau.pk), ("responsible", town.bureau.pk), ("unit-edit", town.bureau.pk),
        ("unit-close", town.bureau.pk), ("post-edit", town.principal.pk), ("appointment-end", person.pk),
        ("person-detail", person.person_id), ("portfolio-new", town.member1.pk), ("unit-detail", 10**9),
    ):  # fmt: skip
        assert sister.get(reverse(name, args=(number,))).status_code == 404, name
    assert sister.get(reverse("correct-days", args=("appointment", person.pk))).status_code == 404
    assert sister.get(reverse("relation-end", args=("grant", 1))).status_code == 404


def test_readers_do_not_edit(town: Town) -> None:
    leader = signed_in(GrantRole.LEADER, town.county)
    page = leader.get(reverse("unit-detail", args=(town.bureau.pk,)))
    assert reverse("unit-edit", args=(town.bureau.pk,)) not in page.content.decode()
    assert leader.get(reverse("unit-edit", args=(town.bureau.pk,))).status_code == 403
    assert leader.get(reverse("transfers")).status_code == 403


def test_the_five_areas_are_shown_as_a_warning_with_the_clause(town: Town, office: Client) -> None:
    page = office.get(reverse("unit-detail", args=(town.bureau.pk,))).content.decode()
    assert "二（一）7" in page


def send(client: Client, page: str, of: int, /, **fields: Any) -> Any:
    return client.post(reverse(page, args=(of,)), fields)


def test_forms_save_and_come_back(town: Town, office: Client) -> None:
    bureau, member = town.bureau.pk, town.member2.pk
    facts = {"kind": "office", "level": "county", "party_organ": "none", "discipline_organ": "none", "position": 3}
    for answer in (
        send(office, "unit-new", bureau, code="NEW", name="三处", since="2026-03-01", **facts),
        send(office, "unit-edit", bureau, name="甲局改", **{**facts, "kind": "department"}),
        send(office, "post-new", bureau, role="member", code="M9", title="总工", position=9, since="2026-03-01"),
        send(office, "post-edit", member, title="副局长（二）", position=4),
        send(office, "appointment-new", member, number="N9", name="白露", since="2026-03-01"),
        send(office, "portfolio-new", member, unit="NEW", since="2026-03-01"),
        send(office, "portfolio-new", member, area="projects", since="2026-03-01"),
        send(office, "coverage-new", member, unit="C01T1", kind="contact", since="2026-03-01"),
        send(office, "appointment-end", Appointment.objects.get(post=member).pk, on="2026-06-01"),
        send(office, "post-end", member, on="2026-06-10", reason="撤销"),
        send(office, "unit-move", Unit.objects.get(code="NEW").pk, parent="C01T1", reason="调整"),
        office.post(reverse("relation-end", args=("stationing", Stationing.objects.get().pk)), {"on": "2026-06-10"}),
        office.post(reverse("correct-days", args=("unit", town.township2.pk)), {"since": "2015-01-01", "reason": "批文日期"}),
    ):
        assert answer.status_code == 302, answer.content.decode()
    assert Unit.objects.get(code="NEW").parent == town.township1


def test_what_is_refused_stands_beside_its_field(town: Town, office: Client) -> None:
    answer = send(office, "appointment-new", town.member1.pk, number="N9", since="2026-03-01")
    assert answer.status_code == 422
    assert "number" in answer.context["form"].errors
    answer = send(office, "portfolio-new", town.member1.pk, unit="NOWHERE", since="2026-03-01")
    assert (answer.status_code, "unit" in answer.context["form"].errors) == (422, True)
    answer = send(office, "unit-close", town.bureau.pk, on="2026-06-01", reason="撤并")
    assert (answer.status_code, "on" in answer.context["form"].errors) == (422, True)
    answer = send(office, "unit-close", town.bureau.pk)
    assert set(answer.context["form"].errors) == {"on", "reason"}
    assert Unit.objects.get(pk=town.bureau.pk).until is None


def test_a_day_that_is_none_is_refused(town: Town, office: Client) -> None:
    assert office.get(f"{reverse('units')}?on=yesterday").status_code == 400
    assert office.get(f"{reverse('responsible', args=(town.bureau.pk,))}?day=x").status_code == 422
    assert office.get(f"{reverse('units')}?page=x&kind=y&in=z").status_code == 200


def upload(client: Client, content: bytes) -> Any:
    return client.post(reverse("transfers"), {"file": SimpleUploadedFile("机构.xlsx", content)})


def test_import_from_the_page(town: Town, office: Client) -> None:
    rows = small()
    rows["单位"] = [
        ["C01B9", "九局", "C01", "部门", "县级", None, None, 1, date(2020, 1, 1), None],
        ["C01B8", "八局", "NO", "部门", "县级", None, None, 1, SINCE, None],
    ]
    answer = upload(office, written({"单位": rows["单位"]}).getvalue())
    assert answer.status_code == 302
    transfer = Transfer.objects.get()
    page = office.get(answer["Location"]).content.decode()
    assert "NO" in page
    assert transfer.state == "refused"
    sheet = office.get(reverse("transfer-findings", args=(transfer.pk,)))
    assert (sheet.status_code, sheet["Content-Type"].endswith("sheet")) == (200, True)
    upload(office, written({"单位": rows["单位"][:1]}).getvalue())
    assert Unit.objects.filter(code="C01B9").exists()
    part = office.get(reverse("transfer-detail", args=(transfer.pk,)), headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Refresh"]) == (200, "true")
    assert "<html" not in part.content.decode()
    assert upload(office, b"no workbook").status_code == 422
    assert office.post(reverse("transfers"), {}).status_code == 422


def test_an_account_sees_only_its_own_imports(town: Town, office: Client) -> None:
    upload(office, written({"单位": []}).getvalue())
    other = signed_in(GrantRole.OFFICE, town.city)
    assert other.get(reverse("transfer-detail", args=(Transfer.objects.get().pk,))).status_code == 404
    assert Account.objects.count() == 2
