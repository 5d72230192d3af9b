"""What a list is drawn from: examples an official could read, and what holds whatever the regulations say."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from liangze.core.duty import Act, Duty, Holder
from liangze.core.listing import Asked, Stands, drawn, overlap, seat_role
from liangze.core.words import ActKind, Every, Role, Towards


def duty(role=Role.LEADERSHIP, kind=ActKind.MEETING, topics=("special-meeting",), every=Every.QUARTER, towards=None, times=1, once=None):
    return Duty("d", ("一",), "title", Holder(role), Act(kind, frozenset(topics)), every, towards, times, once_due=once)


def test_the_same_meeting_asked_by_two_regulations_is_one_item():
    city, county = Asked(1, 10, 1, duty()), Asked(2, 20, 1, duty(times=2))
    (item,) = drawn(Role.LEADERSHIP, [city, county], [], [20, 10])
    assert item.timed == (2, 1), "the nearer regulation first"


def test_another_topic_cadence_counterpart_or_day_is_another_item():
    asked = [
        Asked(1, 1, 1, duty()), Asked(2, 1, 2, duty(topics=("study",))), Asked(3, 1, 3, duty(every=Every.YEAR)),
        Asked(4, 1, 4, duty(towards=Towards.MEMBERS)), Asked(5, 1, 5, duty(every=Every.ONCE, once=date(2026, 2, 28))),
        Asked(6, 1, 6, duty(every=Every.ONCE, once=date(2026, 3, 31))),
    ]
    assert [item.timed for item in drawn(Role.LEADERSHIP, asked, [], [1])] == [(1,), (2,), (3,), (4,), (5,), (6,)]


def test_a_printed_item_carries_the_timed_duty_it_points_to_and_what_overlaps_with_it():
    asked = [Asked(1, 1, 1, duty()), Asked(2, 2, 1, duty())]
    stands = [Stands(7, 1, 1, Role.LEADERSHIP, 2, (1,)), Stands(8, 1, 2, Role.LEADERSHIP, 1), Stands(9, 1, 3, Role.LEADERSHIP)]
    found = drawn(Role.LEADERSHIP, asked, stands, [1, 2])
    assert [(item.standing, item.timed, item.chosen) for item in found] == [((8,), (), True), ((7,), (1, 2), True), ((9,), (), False)]


def test_items_of_two_regulations_about_the_same_duties_are_one():
    asked = [Asked(1, 1, 1, duty()), Asked(2, 2, 1, duty())]
    stands = [Stands(7, 1, 1, Role.LEADERSHIP, None, (1,)), Stands(8, 2, 1, Role.LEADERSHIP, None, (2,))]
    (item,) = drawn(Role.LEADERSHIP, asked, stands, [1, 2])
    assert (item.standing, item.timed) == ((7, 8), (1, 2))


def test_a_department_answers_through_its_leadership():
    asked = [Asked(1, 1, 1, duty(role=Role.DEPARTMENT)), Asked(2, 1, 2, duty(role=Role.PRINCIPAL))]
    assert [item.timed for item in drawn(Role.LEADERSHIP, asked, [], [1])] == [(1,)]


ROLES = st.sampled_from([Role.LEADERSHIP, Role.PRINCIPAL, Role.DEPARTMENT])
DUTIES = st.builds(
    duty, role=ROLES, kind=st.sampled_from([ActKind.MEETING, ActKind.REPORT]), topics=st.sampled_from([(), ("a",), ("a", "b")]),
    every=st.sampled_from([Every.YEAR, Every.QUARTER]), times=st.integers(1, 3),
)


@st.composite
def rules(draw):
    asked = [Asked(n, draw(st.integers(1, 3)), n, each) for n, each in enumerate(draw(st.lists(DUTIES, max_size=8)), 1)]
    stands, numbers = [], {}
    for n in range(draw(st.integers(0, 8))):
        version, role = draw(st.integers(1, 3)), draw(st.sampled_from([Role.LEADERSHIP, Role.PRINCIPAL]))
        printed = None
        if draw(st.booleans()):
            printed = numbers[version, role] = numbers.get((version, role), 0) + 1
        see = tuple(draw(st.lists(st.integers(1, 9), max_size=2, unique=True)))
        stands.append(Stands(100 + n, version, n, role, printed, see))
    return asked, stands


@given(rules(), st.permutations([1, 2, 3]), st.randoms())
def test_nothing_is_lost_nothing_stands_twice_and_the_order_of_rows_does_not_matter(both, ranks, chance):
    asked, stands = both
    found = drawn(Role.LEADERSHIP, asked, stands, ranks)
    mine = {each.id for each in stands if each.role is Role.LEADERSHIP}
    owed = {each.id: overlap(each.duty) for each in asked if seat_role(each.duty.holder.role) is Role.LEADERSHIP}
    standing = [number for item in found for number in item.standing]
    assert sorted(standing) == sorted(mine)
    assert {n for item in found if item.chosen for n in item.timed} >= set(owed)
    alone = [item for item in found if not item.standing]
    for item in alone:
        assert len({owed[number] for number in item.timed}) == 1
        assert not any(set(item.timed) & set(other.timed) for other in found if other is not item and other.chosen)
    for number in (1, 2, 3):
        order = {each.id: each.printed for each in stands if each.version == number and each.id in mine and each.printed}
        shown = [order[n] for item in found for n in item.standing if n in order]
        if number == ranks[0]:
            assert shown == sorted(order.values()), "the nearest printed list comes out complete and in its order"
    again_asked, again_stands = list(asked), list(stands)
    chance.shuffle(again_asked)
    chance.shuffle(again_stands)
    assert drawn(Role.LEADERSHIP, again_asked, again_stands, ranks) == found
