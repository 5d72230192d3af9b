"""A person reminds by hand: once a day, of what is open, where they may; it stands in the chain and in the log."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusals
from liangze.core.words import Every
from liangze.organisation.models import GrantRole
from liangze.reminders.actions import look, remind
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
