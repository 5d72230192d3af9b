"""What falls due is found once, told to those who owe it, told above when nothing happens, and never twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.core.words import Every
from liangze.duties.models import Count, Deed
from liangze.organisation.models import GrantRole
from liangze.reminders.actions import look
from liangze.reminders.models import Look, Notice, Reminder
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 30)


@pytest.fixture
def town():
    return f.town()


def once(holder, title="专题例会", **columns):
    """An obligation of that seat, open since April and due on the last day of June."""
    duty = f.duty(f.version(title), title, every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=DUE)
    return f.owe(duty, holder, year=2026, **columns)[0]


@pytest.fixture
def owed(town):
    return once(town.leadership)


def through(day: date) -> None:
    """The worker as it runs on that day, until nothing is left to look at."""
    while look(today=day, now=f.at(day)):
        pass


def keys() -> list[tuple[str, str]]:
    return [(row.step, row.account.username) for row in Reminder.objects.order_by("pk").select_related("account")]


def test_a_quarter_from_the_first_word_to_the_level_above(town, owed):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    f.account("县委办", (GrantRole.OFFICE, town.county))
    f.account("市委办", (GrantRole.OFFICE, town.city))
    for n in range(80):
        through(date(2026, 5, 20) + timedelta(days=n))
    assert [(row.step, row.account.username, row.notice.day) for row in Reminder.objects.order_by("pk")] == [
        ("-14", "联络员", date(2026, 6, 16)), ("-3", "联络员", date(2026, 6, 27)), ("+0", "联络员", DUE),
        ("+1", "联络员", date(2026, 7, 1)),
        ("+7", "联络员", date(2026, 7, 7)), ("above+15", "县委办", date(2026, 7, 15)), ("+21", "联络员", date(2026, 7, 21)),
        ("+35", "联络员", date(2026, 8, 4)),
    ]


def test_who_holds_the_seat_is_told_and_not_the_liaison(town):
    who = f.person("王某")
    f.appoint(who, town.principal)
    f.account("主要负责人", who=who)
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    once(town.principal)
    through(DUE)
    assert keys() == [("+0", "主要负责人")]


def test_an_inner_office_is_told_through_its_department(town):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    once(town.head1)
    through(DUE)
    assert keys() == [("+0", "联络员")]


def test_days_without_a_worker_are_caught_up_once(town, owed):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    through(date(2026, 6, 10))
    through(date(2026, 7, 3))
    assert keys() == [("+1", "联络员")]
    assert Notice.objects.get().day == date(2026, 7, 3)


def test_a_look_that_was_begun_anew_says_nothing_twice(town, owed):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    through(DUE)
    Look.objects.update(finished_at=None, after_unit=0)
    through(DUE)
    assert keys() == [("+0", "联络员")]


def test_settled_exempted_withdrawn_and_handed_in_are_not_mentioned(town):
    liaison = f.account("联络员", (GrantRole.LIAISON, town.bureau))
    for column in ("fulfilled_on", "exempted_on", "withdrawn_on"):
        once(town.leadership, column, **{column: date(2026, 6, 20)})
    waiting = once(town.leadership, "报告")
    deed = Deed.objects.create(
        unit=town.bureau, holder=town.leadership, kind="report", topics=[], on=date(2026, 6, 20), source_type="test", source_id=1,
        entered_by=liaison, entered_at=f.at(DUE),
    )
    Count.objects.create(deed=deed, obligation=waiting, on=deed.on, needs_acceptance=True)
    through(DUE)
    assert keys() == []


def test_nobody_to_tell_is_counted(town, owed):
    through(DUE)
    done = Look.objects.get()
    assert (done.said, done.unreachable) == (0, 1)


def test_what_one_person_is_told_on_one_day_is_one_notice(town):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    for n in range(5):
        once(town.leadership, f"事项{n}")
    through(DUE)
    assert [(notice.tone, notice.reminders.count()) for notice in Notice.objects.all()] == [("today", 5)]


def test_many_items_cost_no_more_statements_than_few(town, django_assert_max_num_queries):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    for n in range(30):
        once(town.leadership, f"事项{n}")
    with django_assert_max_num_queries(22):
        look(today=DUE, now=f.at(DUE))
    with django_assert_max_num_queries(4):
        assert look(today=DUE, now=f.at(DUE)) is False
