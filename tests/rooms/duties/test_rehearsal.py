"""Rehearsal says beforehand what planning does after adoption, and leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from liangze.core.duty import Due
from liangze.core.errors import NotAllowed
from liangze.core.words import Every, Role
from liangze.duties.actions import plan
from liangze.duties.models import Obligation
from liangze.duties.planning.shapes import duty_value
from liangze.duties.queries.rehearsal import rehearse
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import console
from liangze.regulations.models import Duty
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 1)


@pytest.fixture
def town() -> f.Town:
    return f.town()


def value(row: Duty):
    return replace(duty_value(Duty.objects.select_related("clause").get(pk=row.pk)), id=row.key)


def test_what_a_new_version_adds_drops_and_changes(town):
    version = f.version()
    study = value(f.duty(version, "study", topics=("study",)))
    value(f.duty(version, "lecture", role=Role.PRINCIPAL, kind="lecture", every=Every.YEAR))
    meeting = value(f.duty(version, "meeting", topics=("meeting",), every=Every.HALF_YEAR))
    f.adopt(version, town.city)
    changed = replace(meeting, due=Due(6, 15))
    added = replace(study, id="report", title="report", every=Every.YEAR)
    found = rehearse(duties=[study, changed, added], replaces=version, unit=town.city, since=APRIL, by=console(), today=APRIL)
    assert {duty.key: duty.change for duty in found.duties} == {
        "study": "same", "meeting": "changed", "report": "added", "lecture": "removed"
    }  # fmt: skip
    numbers = {duty.key: tuple(sum(getattr(level, n) for level in duty.levels) for n in ("new", "withdrawn", "moved", "same"))
               for duty in found.duties}  # fmt: skip
    assert numbers == {"study": (0, 0, 0, 16), "meeting": (0, 0, 8, 0), "report": (4, 0, 0, 0), "lecture": (0, 6, 0, 0)}
    meeting_ = next(duty for duty in found.duties if duty.key == "meeting")
    assert [(d.field, d.before, d.after) for d in meeting_.differences] == [("due", "", "6-15")]
    assert {(level.level, level.units) for level in meeting_.levels} == {("county", 2), ("township", 2)}
    assert meeting_.examples[0].unit == "甲县"
    assert (meeting_.examples[0].before, meeting_.examples[0].after) == (date(2026, 6, 30), date(2026, 6, 15))


def test_it_foretells_what_planning_then_does(town):
    version = f.version()
    meeting = f.duty(version, "meeting", topics=("meeting",))
    found = rehearse(duties=[value(meeting)], replaces=None, unit=town.county, since=APRIL, by=console(), today=APRIL)
    f.adopt(version, town.county, since=APRIL)
    for year in (2026, 2027):
        plan(year=year, by=console(), today=APRIL)
    assert found.total("new") == Obligation.objects.filter(due__lt=date(2027, 4, 1)).count() == 16


def test_it_writes_nothing_and_asks_for_the_right_to_read(town):
    meeting = value(f.duty(f.version(), "meeting", topics=("meeting",)))
    stranger = f.acting("stranger", (GrantRole.OFFICE, town.township1), today=APRIL)
    with pytest.raises(NotAllowed):
        rehearse(duties=[meeting], replaces=None, unit=town.county, since=APRIL, by=stranger, today=APRIL)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET TRANSACTION READ ONLY")
    rehearse(duties=[meeting], replaces=None, unit=town.county, since=APRIL, by=console(), today=APRIL)


def test_many_duties_cost_no_more_statements_than_one(town, django_assert_max_num_queries):
    """The page stays within ten statements with a pack of any size."""
    version = f.version()
    many = [value(f.duty(version, f"study-{n}", topics=("study",))) for n in range(30)]
    with django_assert_max_num_queries(2):
        found = rehearse(duties=many, replaces=None, unit=town.city, since=APRIL, by=console(), today=APRIL)
    assert [duty.key for duty in found.duties] == [duty.id for duty in many]
    assert all(duty.examples for duty in found.duties)
