"""A county whose discipline organ and office find problems at a bureau and a township, and the people of both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from liangze.core.problem import ProblemCategory, ProblemSource
from liangze.organisation.models import GrantRole, Stationing
from liangze.organisation.policy import Acting, acting_for
from liangze.problems.actions import raise_problem
from liangze.problems.models import Problem
from liangze.problems.new_problem import NewProblem
from tests.rooms import factory as f

DAY = date(2026, 4, 10)
DUE = date(2026, 6, 30)
NOW = f.at(DAY)
PASSPHRASE = "three willows by the river"


@dataclass(frozen=True)
class Place:
    """The county and who acts in it. head: holds the bureau's seat of principal. stationed: the group that watches the bureau."""

    town: f.Town
    group: f.Unit
    discipline: Acting
    second: Acting
    office: Acting
    liaison: Acting
    colleague: Acting
    head: Acting
    east: Acting
    stationed: Acting
    city: Acting


@pytest.fixture
def place(db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Place:
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    return county()


def county() -> Place:
    town = f.town()
    group = f.unit("C01G", "派驻组", parent=town.county)
    Stationing.objects.create(group=group, unit=town.bureau, since=f.FIRST)
    who = f.person("李局长")
    f.appoint(who, town.principal)

    def one(name: str, role: GrantRole, where: f.Unit) -> Acting:
        return f.acting(name, (role, where), today=DAY)

    return Place(
        town, group, one("县纪委甲", GrantRole.DISCIPLINE, town.county), one("县纪委乙", GrantRole.DISCIPLINE, town.county),
        one("县委办", GrantRole.OFFICE, town.county), one("甲局联络员", GrantRole.LIAISON, town.bureau),
        one("甲局办公室", GrantRole.OFFICE, town.bureau), acting_for(f.account("局长", who=who), today=DAY),
        one("东乡联络员", GrantRole.LIAISON, town.township1), one("派驻组长", GrantRole.DISCIPLINE, group),
        one("市委办", GrantRole.OFFICE, town.city),
    )


def new(place: Place, **changes: Any) -> NewProblem:
    """At the bureau, found by the county in an inspection of its ledgers."""
    given: dict[str, Any] = {
        "unit_id": place.town.bureau.pk, "finder_id": place.town.county.pk, "source": ProblemSource.INSPECTION,
        "category": ProblemCategory.LISTS, "title": "台账补录", "what": "一季度台账在检查前一周集中补录。", "found_on": DAY, "due": DUE,
    }
    return NewProblem(**(given | changes))


def raised(place: Place, *, by: Acting | None = None, day: date = DAY, **changes: Any) -> Problem:
    return raise_problem(new=new(place, **changes), by=by or place.discipline, today=day, now=f.at(day))
