"""My work: towards whom something is owed is told so that it can be told apart."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.words import Every
from liangze.duties.queries.mywork import mine
from liangze.organisation.models import GrantRole
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)


def test_a_counterpart_of_another_unit_is_named_with_its_unit(django_assert_num_queries) -> None:
    """The heads of all townships are called alike; those of one's own unit need no unit."""
    town = f.town()
    duty = f.duty(f.version("谈话"), "谈话", every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=date(2026, 6, 30))
    for whom in (town.township1_principal, town.township2_principal):
        f.owe(duty, town.county_principal, year=2026, counterpart=whom)
    f.owe(duty, town.principal, year=2026, counterpart=town.member1)
    office = f.acting("书记", (GrantRole.OFFICE, town.county), today=TODAY)
    bureau = f.acting("局长", (GrantRole.LIAISON, town.bureau), today=TODAY)
    with django_assert_num_queries(1):
        found = {work.title for work in mine(office, TODAY)}
    assert found == {f"谈话：东乡 {town.township1_principal.title}", f"谈话：西乡 {town.township2_principal.title}"}
    assert {work.title for work in mine(bureau, TODAY)} == {f"谈话：{town.member1.title}"}
