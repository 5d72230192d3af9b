"""The printed list of a real pack comes out for a city: complete, in its order, each item traceable to its clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liangze.core.words import Level, Role
from liangze.lists.queries.candidates import candidates
from liangze.organisation.policy import console
from liangze.packs import load_pack
from liangze.regulations.actions import install_pack
from liangze.regulations.models import Clause
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
PACK = Path(__file__).resolve().parents[3] / "packs" / "huzhou" / "two-responsibilities-2015" / "1" / "pack.yaml"
PRINTED = {Role.LEADERSHIP: 15, Role.PRINCIPAL: 6, Role.MEMBER: 5, Role.DISCIPLINE_ORGAN: 10, Role.STATIONED_GROUP: 5}
PLACE = {
    Role.LEADERSHIP: ("一", "（一）"), Role.PRINCIPAL: ("一", "（二）"), Role.MEMBER: ("一", "（三）"),
    Role.DISCIPLINE_ORGAN: ("二", "（一）"), Role.STATIONED_GROUP: ("二", "（二）"),
}
DAY = date(2016, 3, 1)


@pytest.fixture
def city():
    """A city with the five seats of the annex and a stationed group that it sends; the pack binds it."""
    made = f.unit("C", "云川市", level=Level.CITY)
    for role in (Role.LEADERSHIP, Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_ORGAN):
        f.seat(made, role)
    f.seat(f.unit("CP1", "派驻一组", parent=made, level=Level.CITY), Role.STATIONED_GROUP)
    version = install_pack(pack=load_pack(PACK), by=console(), now=f.at(DAY)).version
    f.adopt(version, made)
    return made


def printed(city, role):
    return [item for item in candidates(city, role, 2016) if item.printed is not None]


@pytest.mark.parametrize("role", PRINTED)
def test_the_annex_is_complete_and_in_its_printed_order(city, role):
    found = printed(city, role)
    assert [item.printed for item in found] == list(range(1, PRINTED[role] + 1))
    assert all(item.chosen and item.group == role for item in found)
    assert [item.sources[0].path for item in found] == [("附件", *PLACE[role], str(number)) for number in range(1, PRINTED[role] + 1)]


def test_26_items_of_the_main_and_15_of_the_supervisory_responsibility_each_with_its_clause(city):
    found = [item for role in PRINTED for item in printed(city, role)]
    assert [sum(item.part == part for item in found) for part in ("main", "supervisory")] == [26, 15]
    clauses = {row.pk: tuple(row.path) for row in Clause.objects.all()}
    for item in found:
        assert item.clauses
        for source in item.sources:
            assert clauses[source.clause.id] == source.path
            assert source.gist


def test_an_item_that_points_to_a_timed_duty_shows_both_clauses_and_the_duty_is_not_repeated(city):
    found = candidates(city, Role.LEADERSHIP, 2016)
    meeting = found[3]
    assert [source.path for source in meeting.sources] == [("附件", "一", "（一）", "4"), ("二", "（一）", "1")]
    assert meeting.sources[1].cadence
    alone = [item for item in candidates(city, Role.LEADERSHIP, 2017) if item.chosen and item.printed is None]
    assert [item.sources[0].key for item in alone] == ["annual-report-committee"]


def test_what_the_text_says_beside_its_printed_list_is_offered_not_taken(city):
    found = candidates(city, Role.LEADERSHIP, 2016)
    offered = [item for item in found if not item.chosen]
    assert "body-source" in {source.key for item in offered for source in item.sources}
    assert found[: len(found) - len(offered)] == tuple(item for item in found if item.chosen)
    everything = candidates(city, Role.DISCIPLINE_PRINCIPAL, 2016)
    assert all(item.chosen for item in everything), "no list is printed for this seat: the text is all there is"


def test_a_unit_beside_and_another_year_get_nothing(city):
    assert candidates(f.unit("D", "别市", level=Level.CITY), Role.LEADERSHIP, 2016) == ()
    assert candidates(city, Role.LEADERSHIP, 2014) == ()
