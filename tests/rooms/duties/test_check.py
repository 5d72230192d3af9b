"""What is derived is held against what it is derived from."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from liangze.duties.actions import plan
from liangze.duties.counters import compare_counters, rebuild_counters
from liangze.duties.models import Counter, Obligation
from liangze.duties.queries.dangling import dangling_obligations
from liangze.organisation.policy import console
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned() -> f.Town:
    town = f.town()
    version = f.version()
    f.duty(version, "meeting", topics=("special-meeting",))
    f.adopt(version, town.city)
    plan(year=2026, by=console(), today=date(2026, 1, 5))
    return town


def test_counters_that_differ_are_found_and_built_anew(planned):
    assert compare_counters() == []
    Counter.objects.filter(node_id=planned.city.pk, due=date(2026, 3, 31)).update(total=99)
    difference, total = compare_counters()  # the counter, and the total that is no longer its sum
    assert (difference.node_id, difference.expected, difference.found) == (planned.city.pk, (4, 0, 0, 0), (99, 0, 0, 0))
    assert (total.version_id, total.expected, total.found) == (0, (99, 0, 0, 0), (4, 0, 0, 0))
    rebuild_counters()
    assert compare_counters() == []


def test_an_obligation_that_points_to_nothing_is_found(planned):
    assert dangling_obligations() == {}
    row = Obligation.objects.first()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE duties_obligation SET holder_id = 0 WHERE id = %s", [row.pk])
    assert dangling_obligations() == {"holder_id": 1}
