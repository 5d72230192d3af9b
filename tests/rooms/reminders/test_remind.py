"""A person reminds by hand: once a day, of what is open, where they may; it stands in the chain and in the log."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusals
from liangze.core.words import Every
from liangze.organisation.models import GrantRole
from liangze.reminders.actions import look, remind
from liangze.reminders.actions.remind import _one_after_another
from liangze.reminders.models import Notice, Reminder
from liangze.reminders.queries.log import log
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)
DUE = date(2026, 6, 30)


@pytest.fixture
def town():
    return f.town()


@pytest.fixture
def office(town):
    return f.acting("县委办", (GrantRole.OFFICE, town.county), today=TODAY)


def once(holder, title="专题例会", due=DUE):
    duty = f.duty(f.version(title), title, every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=due)
    return f.owe(duty, holder, year=2026)[0]


def send(by, *items, hour=10, day=TODAY, **more):
    return remind(about="obligation", items=[item.pk for item in items], by=by, now=f.at(day, hour), **more)


def test_one_click_tells_the_one_who_owes_it(town, office):
    liaison = f.account("联络员", (GrantRole.LIAISON, town.bureau))
    owed = once(town.leadership)
    sent = send(office, owed, text=" 请抓紧。 ")
    notice = Notice.objects.get()
    assert (sent.items, sent.people, sent.earlier, sent.unreachable) == (1, 1, 0, 0)
    assert (notice.account, notice.tone, notice.text, notice.sender_id) == (liaison, "by_hand", "请抓紧。", office.account_id)
    entry = AuditEntry.objects.get(action="reminders.reminder.send")
    assert (entry.account_name, entry.unit_id, entry.after["items"]) == ("县委办", town.bureau.pk, [owed.pk])


def test_not_twice_on_one_day_whoever_clicks(town, office):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    city = f.acting("市委办", (GrantRole.OFFICE, town.city), today=TODAY)
    first, second = once(town.leadership), once(town.leadership, "报告")
    send(office, first, hour=10)
    with pytest.raises(Conflict) as refused:
        send(city, first, hour=15)
    assert str(refused.value).startswith("县委办 reminded of this today at 10:00 already.")
    assert send(city, first, second, hour=16).earlier == 1
    send(office, first, day=TODAY + timedelta(days=1))
    assert Reminder.objects.count() == 3


def test_a_whole_level_at_once(town, office):
    for name, where in (("东乡联络员", town.township1), ("西乡联络员", town.township2)):
        f.account(name, (GrantRole.LIAISON, where))
    for holder in (town.township1_leadership, town.township2_leadership, town.leadership):
        once(holder, holder.title)
    units = [town.township1.pk, town.township2.pk, town.bureau.pk]
    sent = remind(about="obligation", unit_ids=units, by=office, now=f.at(TODAY))
    assert (sent.items, sent.people, sent.unreachable) == (2, 2, 1)


def test_only_below_only_what_is_open_only_what_one_may_know(town, office):
    f.account("联络员", (GrantRole.LIAISON, town.county))
    own, done = once(town.county_leadership), once(town.leadership, "报告")
    with pytest.raises(NotAllowed):
        send(office, own)
    done.fulfilled_on = TODAY
    done.save()
    with pytest.raises(NotFound):
        send(office, done)
    sister = f.acting("东乡", (GrantRole.OFFICE, town.township1), today=TODAY)
    with pytest.raises(NotFound):
        send(sister, once(town.leadership, "述责"))
    with pytest.raises(NotFound):
        remind(about="nonsense", items=[1], by=office, now=f.at(TODAY))
    with pytest.raises(Refusals, match="too long"):
        send(office, own, text="长" * 301)


def test_whoever_may_remind_nobody_learns_nothing(town, django_assert_num_queries):
    """The right is asked for before anything is read: what is named is not looked up, and the answer does not depend on it."""
    liaison = f.acting("联络员", (GrantRole.LIAISON, town.bureau), today=TODAY)
    owed = once(town.leadership)
    with django_assert_num_queries(0):
        for items in ([owed.pk], [0]):
            with pytest.raises(NotAllowed):
                remind(about="obligation", items=items, by=liaison, now=f.at(TODAY))
        with pytest.raises(NotAllowed):
            remind(about="obligation", unit_ids=[town.bureau.pk], by=liaison, now=f.at(TODAY))


def test_what_one_may_not_know_of_is_answered_as_if_it_were_not_there(town):
    sister = f.acting("东乡", (GrantRole.OFFICE, town.township1), today=TODAY)
    answers = []
    for items in ([once(town.leadership, "述责").pk], [0]):
        with pytest.raises(NotFound) as refused:
            remind(about="obligation", items=items, by=sister, now=f.at(TODAY))
        answers.append((refused.value.what, refused.value.remedy))
    with pytest.raises(NotFound) as refused:
        remind(about="obligation", unit_ids=[town.bureau.pk], by=sister, now=f.at(TODAY))
    assert answers == [(refused.value.what, refused.value.remedy)] * 2


@pytest.mark.django_db(transaction=True)
def test_two_who_click_at_once_remind_once_and_others_do_not_wait(settings):
    town = f.town()
    for name, where in (("县联络员", town.bureau), ("乡联络员", town.township1)):
        f.account(name, (GrantRole.LIAISON, where))
    offices = [f.acting(f"县委办{n}", (GrantRole.OFFICE, town.county), today=TODAY) for n in range(2)]
    owed, elsewhere = once(town.leadership), once(town.township1_leadership, "报告")
    answers, start = [], threading.Barrier(2)

    def click(who):
        try:
            start.wait()
            answers.append(send(who, owed).people)
        except Conflict as refused:
            answers.append(refused.what)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(who,)) for who in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, answers)) == ["%(who)s reminded of this today at %(at)s already.", "1"]
    assert Reminder.objects.count() == 1

    with transaction.atomic():  # one who has not come to an end in the bureau does not hold up the township
        _one_after_another([town.bureau.pk])
        thread = threading.Thread(target=lambda: (answers.append(send(offices[0], elsewhere).people), connection.close()))
        thread.start()
        thread.join(timeout=20)
        assert not thread.is_alive()


def test_a_level_is_told_in_few_statements(town, office, django_assert_max_num_queries):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    for n in range(30):
        once(town.leadership, f"事项{n}")
    with django_assert_max_num_queries(16):
        sent = remind(about="obligation", unit_ids=[town.bureau.pk], by=office, now=f.at(TODAY))
    assert (sent.items, sent.people) == (30, 1)


def test_nobody_to_tell_is_said(town, office):
    with pytest.raises(Conflict, match="account"):
        send(office, once(town.leadership))
    assert not AuditEntry.objects.filter(action="reminders.reminder.send").exists()


def test_the_log_says_who_was_told_of_what_and_why(town, office, django_assert_max_num_queries):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    for n in range(12):
        once(town.leadership, f"事项{n}", due=TODAY)
    look(today=TODAY, now=f.at(TODAY, 8))
    send(office, once(town.leadership, "报告", due=DUE + timedelta(days=3)))
    with django_assert_max_num_queries(6):
        page = log(by=office, unit_id=town.bureau.pk, page=1, today=TODAY)
    assert [(row.title, row.who, row.by) for row in page.rows[:2]] == [("报告", "联络员", "县委办"), ("事项11", "联络员", "")]
    assert len(page.rows) == 13
    with pytest.raises(NotFound):
        log(by=office, unit_id=town.county.pk, page=1, today=TODAY)
    liaison = f.acting("别的联络员", (GrantRole.LIAISON, town.bureau), today=TODAY)
    with pytest.raises(NotAllowed):
        log(by=liaison, unit_id=None, page=1, today=TODAY)
