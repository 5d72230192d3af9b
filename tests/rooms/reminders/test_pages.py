"""The pages: the bell, the notices, the preferences, the log, one click, the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from liangze.core.words import Every
from liangze.organisation.models import GrantRole
from liangze.reminders.actions import look
from liangze.reminders.models import Notice, Preference, Reminder
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def _pinned(monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", TODAY.isoformat())


@pytest.fixture
def town():
    return f.town()


def client(name, *grants, who=None) -> Client:
    made = Client(headers={"accept-language": "zh"})
    made.force_login(f.account(name, *grants, who=who))
    return made


@pytest.fixture
def liaison(town):
    return client("联络员", (GrantRole.LIAISON, town.bureau))


def once(holder, title="专题例会", due=date(2026, 6, 30)):
    duty = f.duty(f.version(title), title, every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=due)
    return f.owe(duty, holder, year=2026)[0]


def body(response, status=HTTPStatus.OK) -> str:
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_the_bell_counts_and_the_notice_leads_to_the_item(town, liaison):
    owed, settled = once(town.leadership), once(town.leadership, "报告")
    assert "没有未读" in body(liaison.get(reverse("bell")))
    look(today=TODAY, now=f.at(TODAY))
    settled.fulfilled_on = TODAY
    settled.save()
    assert "通知：1 条未读" in body(liaison.get(reverse("bell")))
    page = body(liaison.get(reverse("notices")))
    assert reverse("obligation", args=(owed.pk,)) in page
    listed = page[page.index("<main") :]  # the navigation names reports too
    listed = listed[listed.index("<main") :]
    assert listed.index("专题例会") < listed.index("报告")
    assert "已办结" in page
    notice = Notice.objects.get()
    liaison.post(reverse("notice-read", args=(notice.pk,)))
    assert "没有未读" in body(liaison.get(reverse("bell")))
    assert "没有未读通知" in body(liaison.get(reverse("notices") + "?show=unread"))


def test_the_pages_cost_few_statements_however_much_there_is(town, liaison, django_assert_max_num_queries):
    for n in range(25):
        once(town.leadership, f"事项{n}", due=TODAY + timedelta(days=3))
    look(today=TODAY, now=f.at(TODAY))
    with django_assert_max_num_queries(10):
        body(liaison.get(reverse("notices")))


def test_reminding_comes_back_to_the_page_with_what_came_of_it(town, liaison):
    office = client("县委办", (GrantRole.OFFICE, town.county))
    owed = once(town.leadership)
    ask = {"about": "obligation", "item": owed.pk, "next": reverse("notices")}
    assert "已催办 1 人" in body(office.post(reverse("reminder-send"), ask, follow=True))
    assert "今天" in body(office.post(reverse("reminder-send"), ask, follow=True))
    assert Reminder.objects.count() == 1
    for elsewhere in ("https://evil.example/", "word", "//evil.example"):
        assert office.post(reverse("reminder-send"), ask | {"next": elsewhere})["Location"] == reverse("notices")
    page = body(office.get(reverse("reminder-log")))
    assert "专题例会" in page
    assert "人工催办（县委办）" in page
    assert "县委办催办" in body(liaison.get(reverse("notices")))


def test_preferences_keep_what_was_typed_and_say_what_is_wrong(liaison, settings):
    settings.WEBHOOKS, settings.EMAIL_HOST = ["https://hooks.example.cn"], "mail.example.cn"
    url = reverse("reminder-preferences")
    ask = {"mail": "me@example.cn", "webhook_kind": "webhook", "webhook": "https://evil.example/x", "digest_hour": "8",
           "quiet_from": "21:00", "quiet_until": "06:30", "rest_days": "on"}
    page = body(liaison.post(url, ask), HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "不允许系统访问这个地址" in page
    assert 'value="me@example.cn"' in page
    assert not Preference.objects.filter(mail="me@example.cn").exists()
    assert "已保存" in body(liaison.post(url, ask | {"webhook": "https://hooks.example.cn/secret-part"}, follow=True))
    page = body(liaison.get(url))
    assert "hooks.example.cn" in page
    assert "secret-part" not in page


def test_an_installation_without_mail_and_webhooks_says_so(liaison):
    page = body(liaison.get(reverse("reminder-preferences")))
    assert "没有开通邮件" in page
    assert "没有开通群机器人" in page


def test_the_calendar_shows_due_days_to_whoever_has_the_address(town):
    who = f.person("王某")
    f.appoint(who, town.principal)
    mine = client("主要负责人", who=who)
    once(town.principal, "述责，述廉")
    once(town.leadership, "班子的事")
    page = body(mine.post(reverse("reminder-calendar")), HTTPStatus.CREATED)
    address = page[page.index("/reminders/calendar/"):].split("<")[0]
    feed = Client().get(address)
    text = feed.content.decode()
    assert feed["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:述责，述廉\r\n" in text
    assert "DTSTART;VALUE=DATE:20260630\r\n" in text
    assert "班子的事" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    mine.post(reverse("reminder-calendar"))
    assert Client().get(address).status_code == HTTPStatus.NOT_FOUND
    assert address.split("/")[-1].removesuffix(".ics") not in str(Preference.objects.values())


def test_a_title_cannot_write_lines_of_its_own_into_the_calendar(town):
    who = f.person("王某")
    f.appoint(who, town.principal)
    mine = client("主要负责人", who=who)
    once(town.principal, "述责\rATTACH:http://elsewhere.example/\u2028URL:x\x0bEND:VEVENT")
    page = body(mine.post(reverse("reminder-calendar")), HTTPStatus.CREATED)
    text = Client().get(page[page.index("/reminders/calendar/"):].split("<")[0]).content.decode()
    assert [line for line in text.splitlines() if line.startswith(("ATTACH", "URL"))] == []
    assert text.splitlines().count("END:VEVENT") == 1


def test_an_administrator_of_the_top_sees_no_ledger_through_the_calendar(town):
    admin = client("系统管理员", (GrantRole.SYSTEM_ADMIN, town.bureau))
    once(town.leadership)
    page = body(admin.post(reverse("reminder-calendar")), HTTPStatus.CREATED)
    text = Client().get(page[page.index("/reminders/calendar/"):].split("<")[0]).content.decode()
    assert "BEGIN:VEVENT" not in text


def test_the_button_stands_where_one_may_remind_and_not_elsewhere(town, liaison):
    owed = once(town.leadership)
    office = client("县委办", (GrantRole.OFFICE, town.county))
    page = reverse("obligation", args=(owed.pk,))
    assert reverse("reminder-send") in body(office.get(page))
    assert reverse("reminder-send") not in body(liaison.get(page))
    coverage = reverse("list-coverage", args=(town.county.pk, 2026))
    assert "催办这些单位" in body(office.get(coverage))
