"""Breakdowns that say the same in the same words: found among the units of a level, without keeping anything."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from liangze.breakdown.models import Breakdown, Task, TaskTerms
from liangze.breakdown.queries.copies import breakdown_copies
from liangze.core.errors import NotFound
from liangze.organisation.models import Account, Unit
from tests.core.test_likeness import OTHER, OWN
from tests.rooms import factory as f
from tests.rooms.breakdown.given import JANUARY, County, county

pytestmark = pytest.mark.django_db


def broken_down(c: County, unit: Unit, *texts: str, day: date = JANUARY) -> Breakdown:
    """A breakdown of the unit with one task for each text."""
    given = {"made_by_id": c.office.account_id, "made_at": f.at(day)}
    made = Breakdown.objects.create(unit=unit, year=2026, title=f"{unit.name}责任分解", **given)
    for number, text in enumerate(texts, 1):
        task = Task.objects.create(breakdown=made, number=number)
        TaskTerms.objects.create(
            task=task, revision=1, title=f"任务{number}", target=text, leader=c.member, starts=day, since=day, due=date(2026, 11, 30),
            **given,
        )
    return made


def test_the_later_copy_is_found_with_its_passages_and_the_independent_one_is_not(django_assert_max_num_queries):
    c = county()
    east = broken_down(c, c.town.township1, *OWN)
    west = broken_down(c, c.town.township2, *reversed(OWN), day=date(2026, 1, 25))
    broken_down(c, c.town.bureau, *OTHER)
    with django_assert_max_num_queries(5):
        found = breakdown_copies(breakdown_id=west.pk, by=c.office)
    (row,) = found.rows
    assert (found.compared, row.id, row.unit, row.first) == (2, east.pk, "东乡", False)
    assert row.share > 90
    assert any(passage in text for text in OWN for passage in row.passages)
    assert breakdown_copies(breakdown_id=east.pk, by=c.office).rows[0].first


def test_what_the_unit_above_asks_of_all_accuses_nobody():
    c = county()
    broken_down(c, c.town.county, *OWN)
    west = broken_down(c, c.town.township2, *OWN)
    broken_down(c, c.town.township1, *OWN)
    assert breakdown_copies(breakdown_id=west.pk, by=c.office).rows == ()


def test_what_one_may_not_read_is_not_compared(monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", JANUARY.isoformat())
    c = county()
    east, west = broken_down(c, c.town.township1, *OWN), broken_down(c, c.town.township2, *OWN)
    assert breakdown_copies(breakdown_id=west.pk, by=c.west).compared == 0
    with pytest.raises(NotFound):
        breakdown_copies(breakdown_id=east.pk, by=c.west)
    asked = Client(headers={"accept-language": "zh-hans"})
    asked.force_login(Account.objects.get(pk=c.office.account_id))
    address = reverse("breakdown-copies", args=(west.pk,))
    assert address in asked.get(reverse("breakdown", args=(west.pk,))).content.decode()
    page = asked.get(address).content.decode()
    assert "东乡" in page
    assert "对方制定在先" in page
