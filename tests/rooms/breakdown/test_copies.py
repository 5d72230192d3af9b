"""Breakdowns that say the same in the same words: found among the units of a level, without keeping anything."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from liangze.breakdown.actions import decide_copy
from liangze.breakdown.models import Breakdown, BreakdownCopyDecision, Task, TaskTerms
from liangze.breakdown.queries.copies import breakdown_copies
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusals
from liangze.organisation.models import Account, GrantRole, Unit
from liangze.trust.models import AuditEntry
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
    with django_assert_max_num_queries(6):
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


def test_whoever_reviews_both_units_decides_what_a_pair_is_and_the_latest_decision_stands():
    """雷同由同时审阅两个单位的人认定，写明理由；重新认定的以后一次为准，前一次留存；从哪一方认定都一样。"""
    c = county()
    east = broken_down(c, c.town.township1, *OWN)
    west = broken_down(c, c.town.township2, *OWN, day=date(2026, 1, 25))
    given = {"breakdown_id": west.pk, "other_id": east.pk, "now": f.at(JANUARY)}
    with pytest.raises(Refusals) as refused:
        decide_copy(**given, verdict="maybe", reason=" ", by=c.office)
    assert [each.field for each in refused.value.refusals] == ["verdict", "reason"]
    decide_copy(**given, verdict="copied", reason="连分工都一样", by=c.office)
    decide_copy(breakdown_id=east.pk, other_id=west.pk, verdict="common", reason="县里统一提法", by=c.office, now=f.at(JANUARY))
    (row,) = breakdown_copies(breakdown_id=west.pk, by=c.office).rows
    assert [(each.verdict, each.reason) for each in row.decisions] == [("common", "县里统一提法"), ("copied", "连分工都一样")]
    assert {(each.earlier_id, each.later_id) for each in BreakdownCopyDecision.objects.all()} == {(east.pk, west.pk)}
    last = AuditEntry.objects.filter(action="breakdown.copy.decide").latest("id")
    assert (last.before, last.after["verdict"], last.unit_id) == ({"verdict": "copied"}, "common", c.town.township2.pk)


def test_who_does_not_review_both_units_decides_nothing():
    """看不到的人不知道有这一对；只看得到而不审阅的人不能认定；不雷同的不需要认定。"""
    c = county()
    east = broken_down(c, c.town.township1, *OWN)
    west = broken_down(c, c.town.township2, *OWN)
    other = broken_down(c, c.town.bureau, *OTHER)
    assessor = f.acting("考核组", (GrantRole.ASSESSOR, c.town.county), today=JANUARY)
    said = {"verdict": "copied", "reason": "照抄", "now": f.at(JANUARY)}
    with pytest.raises(NotFound):
        decide_copy(breakdown_id=west.pk, other_id=east.pk, by=c.west, **said)
    with pytest.raises(NotAllowed):
        decide_copy(breakdown_id=west.pk, other_id=east.pk, by=assessor, **said)
    with pytest.raises(Conflict):
        decide_copy(breakdown_id=west.pk, other_id=other.pk, by=c.office, **said)
    assert not breakdown_copies(breakdown_id=west.pk, by=assessor).rows[0].may_decide
    assert not BreakdownCopyDecision.objects.exists()


def test_the_decision_is_made_on_the_page(monkeypatch):
    """页面认定：没有写理由的，指出来并保留所选；认定之后显示结论。"""
    monkeypatch.setenv("LIANGZE_TODAY", JANUARY.isoformat())
    c = county()
    east, west = broken_down(c, c.town.township1, *OWN), broken_down(c, c.town.township2, *OWN)
    office = Client(headers={"accept-language": "zh-hans"})
    office.force_login(Account.objects.get(pk=c.office.account_id))
    address = reverse("breakdown-copy-decide", args=(west.pk, east.pk))
    refused = office.post(address, {"verdict": "copied", "reason": ""})
    assert refused.status_code == 422
    assert 'value="copied" checked' in refused.content.decode()
    page = office.post(address, {"verdict": "copied", "reason": "连分工都一样"}, follow=True).content.decode()
    assert "连分工都一样" in page
    assert "照抄" in page
