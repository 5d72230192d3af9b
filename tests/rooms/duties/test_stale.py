"""The plan follows the rules and the organisation by itself, within a minute, and rests when nothing has changed."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.demo.build import build
from liangze.duties.jobs.keep_planned import keep_planned
from liangze.duties.models import Obligation
from liangze.duties.queries.stale import stale_years
from liangze.organisation.policy import console
from liangze.regulations.actions.end_adoption import end_adoption
from liangze.regulations.models import Adoption

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)


def test_an_adoption_that_ends_is_planned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", TODAY.isoformat())
    list(build(units=60, today=TODAY))
    assert stale_years(TODAY) == []
    assert 2027 not in stale_years(date(2026, 11, 30))
    assert 2027 in stale_years(date(2026, 12, 1))  # the coming year is planned in December
    adoption = Adoption.objects.get(version__regulation__key="huzhou-two-responsibilities-2015")
    end_adoption(adoption=adoption, until=date(2026, 7, 1), reason="废止", by=console())
    assert stale_years(TODAY) == [2026]
    owed = Obligation.objects.filter(duty__version=adoption.version, withdrawn_on=None, due__gte=date(2026, 7, 1), done=0)
    before = owed.count()
    keep_planned.func(timestamp=0)
    assert before > owed.count()
    assert stale_years(TODAY) == []
