"""What waits in the rooms, among the work of a person: the earliest first, as much as is shown, and never sought among all rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from liangze.organisation.models import GrantRole, Unit
from liangze.organisation.policy.acting import Held
from liangze.organisation.policy.doors import at_top
from liangze.organisation.policy.ways import by_each_way
from liangze.problems.models import Problem
from liangze.web.mywork.errands import SHOWN, errands
from tests.rooms.problems.conftest import DAY, county, raised

pytestmark = pytest.mark.django_db


def test_the_earliest_days_are_fetched_and_no_more_than_is_shown(settings, tmp_path, monkeypatch) -> None:
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    place = county()
    first = raised(place, due=DAY + timedelta(days=5), title="最早到期")
    row = Problem.objects.get(pk=first.pk)
    for number in range(SHOWN + 5):
        row.pk, row.number, row.title, row.due = None, f"2026-{number + 500}", f"问题{number}", DAY + timedelta(days=200 - number)
        row.save()
    with CaptureQueriesContext(connection) as asked:
        found = errands(place.liaison, DAY)
    assert len(found) == SHOWN
    assert [each.title for each in found[:2]] == ["最早到期", f"问题{SHOWN + 4}"]
    assert len(asked) == 1
    assert asked[0]["sql"].endswith(f"LIMIT {SHOWN}"), "a unit with thousands waiting does not carry them all to the page"


def test_each_way_to_a_row_is_taken_by_itself_and_gives_it_once(settings, tmp_path, monkeypatch) -> None:
    """A seat's and a unit's rows joined by OR across tables would be looked for among all rows of a province."""
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    place = county()
    seat = raised(place, post_id=place.town.principal.pk)
    other = raised(place, title="另一个")
    ways = (Q(unit__path=place.town.bureau.path), Q(post__in=place.head.posts), Q(post__in=()))
    assert set(by_each_way(Problem.objects.all(), *ways)) == {seat, other}
    assert by_each_way(Problem.objects.all(), *ways).count() == 2
    assert list(by_each_way(Problem.objects.all(), Q(post__in=()))) == []
    root = Unit.objects.get(parent=None)
    top = replace(place.head, grants=(Held(GrantRole.OFFICE, root.pk, root.path, root.name),))
    assert at_top(top.grants[0]), "somebody for whom one walk through all rows is the shorter way"
    assert sorted(by_each_way(Problem.objects.values_list("pk", flat=True), *ways, by=top)) == sorted((seat.pk, other.pk))
    assert by_each_way(Problem.objects.all(), *ways, Q(), by=top).count() == 2, "the operator's way has no condition"
