"""Form × pack: what a hearing settles under the real regulations, for whoever holds it and for each who reports."""

from __future__ import annotations

import pytest

from liangze.hearings.actions import file_report, hold_hearing, plan_hearing, void_hearing
from liangze.hearings.models import Hearing
from liangze.hearings.queries.plan import USUAL, will_settle
from liangze.hearings.record import HEARING, HearingTerms
from tests.rooms import factory as f
from tests.rooms.settling import Ground, counts_for, grounds, obligations_of, settled_by

pytestmark = pytest.mark.django_db
ground = grounds()

#: Who holds it (unit, seat), who reports, and what one hearing settles.
ROWS = (
    ("county", "discipline", ("bureau/principal", "township-1/principal"), {"huzhou:yearly-hearing"}),
    ("city", "discipline", ("county/principal",), {"huzhou:yearly-hearing"}),
    ("bureau", "leadership", ("bureau/member-1", "bureau/member-2"), {"guangxi:member-account-hearing"}),
    ("bureau", "leadership", ("office-1/principal", "centre/principal"), {"guangxi:head-account-hearing"}),
    ("bureau", "leadership", ("bureau/member-1", "office-1/principal"), {"guangxi:member-account-hearing", "guangxi:head-account-hearing"}),
    ("works", "leadership", ("works/member-1",), set()),
)


def held(ground: Ground, unit: str, holder: str, reporters: tuple[str, ...], topics: frozenset[str] = frozenset(USUAL)) -> Hearing:
    by, day = ground.office(unit), ground.on(3, 10)
    terms = HearingTerms(
        ground.unit(unit).pk, ground.seat(f"{unit}/{holder}").pk, "述责述廉会议", day, topics=topics,
        reporters=tuple(ground.seat(path).pk for path in reporters),
    )
    hearing = plan_hearing(terms=terms, by=by, today=day, now=f.at(day))
    for row in hearing.reporters.all():
        file_report(hearing_id=hearing.pk, reporter_id=row.pk, text="报告", on=day, by=by, today=day, now=f.at(day))
    return hold_hearing(hearing_id=hearing.pk, topics=topics, by=by, today=day, now=f.at(day))


@pytest.mark.parametrize(("unit", "holder", "reporters", "settles"), ROWS, ids=[f"{row[0]}-{'-'.join(row[2])}" for row in ROWS])
def test_one_hearing_with_the_usual_topics_settles_all_that_it_meets(ground, unit, holder, reporters, settles):
    made = held(ground, unit, holder, reporters)
    assert settled_by((HEARING, made.pk)) == counts_for((HEARING, made.pk)) == settles


def test_each_who_reports_settles_their_own_and_the_preview_has_said_so(ground):
    posts = [(ground.unit("bureau").pk, ground.seat(f"bureau/member-{n}").pk) for n in (1, 2)]
    seen = will_settle(
        unit_id=ground.unit("bureau").pk, holder_id=ground.seat("bureau/leadership").pk, posts=posts, topics=frozenset(USUAL),
        on=ground.on(3, 10), today=ground.on(3, 10),
    )
    made = held(ground, "bureau", "leadership", ("bureau/member-1", "bureau/member-2"))
    assert {item.obligation_id for item in seen.counts} == {row.pk for row in obligations_of((HEARING, made.pk))}
    assert {row.holder.code for row in obligations_of((HEARING, made.pk))} == {"member-1", "member-2"}


def test_without_its_topic_it_does_not_count_and_void_it_settles_nothing(ground):
    assert not counts_for((HEARING, held(ground, "county", "discipline", ("bureau/principal",), frozenset({"annual"})).pk))
    made = held(ground, "county", "discipline", ("bureau/principal",))
    void_hearing(hearing_id=made.pk, reason="录错", by=ground.office("county"), now=f.at(ground.on(3, 11)))
    assert not counts_for((HEARING, made.pk))
    (owed,) = ground.owed("huzhou:yearly-hearing", holder="county/discipline")
    assert owed.fulfilled_on is None
