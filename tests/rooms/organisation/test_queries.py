"""Reading the organisation as of a day: the tree, a unit, people, who was responsible."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liangze.core.errors import NotFound, Refusal
from liangze.core.words import Role
from liangze.organisation import queries
from liangze.organisation.models import Coverage, GrantRole, Portfolio, Stationing
from liangze.organisation.policy import Acting
from tests.rooms import factory
from tests.rooms.factory import Town

pytestmark = pytest.mark.django_db
TODAY, MARCH, OLD = date(2026, 6, 1), date(2026, 3, 1), date(2020, 1, 1)


@pytest.fixture
def town() -> Town:
    town = factory.town()
    head = factory.person("安可")
    factory.appoint(head, town.principal, until=MARCH)
    factory.appoint(head, town.county_principal, since=MARCH)
    factory.appoint(factory.person("白露"), town.principal, since=MARCH)
    factory.appoint(factory.person("柏青"), town.member1)
    Portfolio.objects.create(post=town.member1, area="finance", since=factory.FIRST)
    Portfolio.objects.create(post=town.principal, area="personnel", since=factory.FIRST)
    county_member = factory.seat(town.county, Role.MEMBER, "副县长")
    factory.in_charge(county_member, town.bureau)
    factory.appoint(factory.person("池月"), county_member)
    Coverage.objects.create(post=town.member1, unit=town.township1, kind="contact", since=factory.FIRST)
    group = factory.unit("C01J1", "派驻一组", parent=town.county)
    factory.seat(group, Role.STATIONED_GROUP, "派驻一组")
    Stationing.objects.create(group=group, unit=town.bureau, since=factory.FIRST)
    return town


@pytest.fixture
def office(town: Town) -> Acting:
    return factory.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)


def test_branch(town: Town, office: Acting, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        found = queries.branch(by=office, unit_id=town.county.pk, on=TODAY)
    rows = {row.code: row for row in found.rows}
    assert set(rows) == {"C01B1", "C01T1", "C01T2", "C01J1"}
    bureau = rows["C01B1"]
    assert (bureau.children, bureau.seats, bureau.vacant, bureau.principal) == (2, 3, 1, "白露")
    assert found.trail == ()  # the city above is out of sight
    assert queries.branch(by=office, unit_id=town.county.pk, on=date(2026, 2, 1)).rows[0].principal == "安可"


def test_branch_begins_where_the_rights_begin(town: Town, office: Acting) -> None:
    assert [row.code for row in queries.branch(by=office, unit_id=None, on=TODAY).rows] == ["C01"]
    with pytest.raises(NotFound):
        queries.branch(by=office, unit_id=town.city.pk, on=TODAY)


def test_branch_finds_by_word_below(town: Town, office: Acting) -> None:
    found = queries.branch(by=office, unit_id=town.county.pk, on=TODAY, sought=queries.Sought("处"))
    assert [(row.name, row.under) for row in found.rows] == [("一处", "甲局"), ("二处", "甲局")]
    assert queries.branch(by=office, unit_id=None, on=TODAY, sought=queries.Sought("C01B1O")).page.paginator.count == 2
    assert queries.branch(by=office, unit_id=None, on=TODAY, sought=queries.Sought("局", kind="region")).rows == ()


def test_closed_units_are_shown_on_request(town: Town, office: Acting) -> None:
    factory.unit("C01X", "旧局", parent=town.county, until=OLD)
    assert "C01X" not in {row.code for row in queries.branch(by=office, unit_id=town.county.pk, on=TODAY).rows}
    shown = queries.branch(by=office, unit_id=town.county.pk, on=TODAY, sought=queries.Sought(closed=True)).rows
    assert next(row.ended for row in shown if row.code == "C01X") == OLD
    assert "C01X" in {row.code for row in queries.branch(by=office, unit_id=town.county.pk, on=date(2019, 1, 1)).rows}


def test_unit_detail(town: Town, office: Acting, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        unit = queries.unit_detail(by=office, unit_id=town.bureau.pk, on=TODAY)
    assert unit.superior is not None
    assert (unit.superior.name, unit.discipline_superior and unit.discipline_superior.name) == ("甲县", "甲县")
    assert [(s.title, s.holder) for s in unit.seats] == [("主要负责人", "白露"), ("副局长一", "柏青"), ("副局长二", "")]
    assert unit.vacant == 1
    member = unit.seats[1]
    assert [c.name or c.target for c in member.charges] == ["财务", "一处", "二处"]
    assert [r.seat_unit for r in unit.relations["supervised_by"]] == ["派驻一组"]
    assert [r.target for r in unit.relations["follows"]] == ["东乡"]
    assert [r.seat for r in unit.relations["run_by"]] == ["副县长"]
    (finding,) = unit.findings
    assert (str(finding.params["area"]), finding.params["holder"]) == ("人事", "白露")


def test_unit_detail_as_of_a_day(town: Town, office: Acting) -> None:
    unit = queries.unit_detail(by=office, unit_id=town.bureau.pk, on=date(2026, 2, 28))
    assert unit.seats[0].holder == "安可"
    assert queries.unit_detail(by=office, unit_id=town.bureau.pk, on=MARCH).seats[0].holder == "白露"


def test_people(town: Town, office: Acting, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(2):
        rows, page = queries.people(by=office, on=TODAY, word="安")
    assert [(row.name, row.seats) for row in rows] == [("安可", ("甲县 县委书记",))]
    assert page.paginator.count == 1
    sister = factory.acting("sister", (GrantRole.LEADER, town.township1), today=TODAY)
    assert queries.people(by=sister, on=TODAY)[0] == ()
    with pytest.raises(NotFound):
        queries.person_detail(by=sister, person_id=rows[0].id, on=TODAY)
    detail = queries.person_detail(by=office, person_id=rows[0].id, on=TODAY)
    assert [(h.seat, h.now, h.charges) for h in detail.held] == [("县委书记", True, ()), ("主要负责人", False, ("人事",))]


def test_history(town: Town, office: Acting) -> None:
    events = queries.history(by=office, unit_id=town.bureau.pk, around=MARCH, days=10).events
    assert {(e.what, e.begins, e.who[:2]) for e in events} == {("appointment", True, "白露"), ("appointment", False, "安可")}
    assert len(queries.history(by=office, unit_id=town.bureau.pk).events) > 10


def test_responsible(town: Town, office: Acting, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(5):
        chain = queries.responsible(by=office, unit_id=town.office1.pk, area="finance", day=date(2026, 2, 1), today=TODAY)
    assert [level.unit for level in chain] == ["一处", "甲局", "甲县", "云川市"]
    bureau, county = chain[1], chain[2]
    assert [(a.why, a.holder, a.through) for a in bureau.seats] == [
        ("leadership", "", ""),
        ("principal", "安可", ""),
        ("portfolio", "柏青", "财务、一处"),
        ("discipline", "", ""),
        ("stationed", "", ""),
    ]
    assert bureau.seats[1].now == "甲县 县委书记"  # has moved up since
    assert ("portfolio", "池月", "甲局") in [(a.why, a.holder, a.through) for a in county.seats]
    assert [level.seen for level in chain] == [True, True, True, False]
    with pytest.raises(Refusal):
        queries.responsible(by=office, unit_id=town.office1.pk, area="nothing", day=TODAY, today=TODAY)
