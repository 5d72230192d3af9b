"""Messages that leave: to real servers on this machine, once, outside quiet hours, with titles and due days and nothing else."""

from __future__ import annotations

import threading
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from liangze.core.errors import Refusals
from liangze.core.reminding import Quiet
from liangze.core.words import Every
from liangze.organisation.models import Account, GrantRole
from liangze.organisation.policy import acting_for
from liangze.reminders.actions import look, plan_sendings, prefer, remind, send_next
from liangze.reminders.models import Notice, Preference, Reminder, Sending
from liangze.reminders.ways import webhook_refusal
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.reminders.servers import mailbox, webhooks

DUE = date(2026, 6, 30)  # a Tuesday
SOON = date(2026, 6, 16)


@pytest.fixture
def town():
    return f.town()


@pytest.fixture
def owed(town):
    duty = f.duty(f.version(), "专题例会", every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=DUE)
    return f.owe(duty, town.leadership, year=2026)[0]


@pytest.fixture
def liaison(town):
    return f.acting("联络员", (GrantRole.LIAISON, town.bureau), today=SOON)


@pytest.fixture
def posted(settings):
    with webhooks() as taken:
        settings.WEBHOOKS = [f"http://127.0.0.1:{taken.port}"]
        yield taken


@pytest.fixture
def mailed(settings):
    with mailbox() as taken:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.ADDRESS = "127.0.0.1", taken.port, "https://liangze.example"
        yield taken


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


def wants(by, **changes) -> Preference:
    fields = {
        "mail": "", "webhook_kind": "", "webhook": "", "digest_hour": 9, "quiet_from": time(22), "quiet_until": time(7), "rest_days": True,
    }
    return prefer(**(fields | changes), by=by, now=at(SOON, 8))


def work(moment: datetime) -> None:
    """The worker as it runs at that moment."""
    day = timezone.localtime(moment).date()
    while look(today=day, now=moment):
        pass
    while plan_sendings(now=moment):
        pass
    while send_next(now=moment):
        pass


@pytest.mark.django_db
def test_one_digest_at_the_chosen_hour_by_mail(town, owed, liaison, mailed):
    wants(liaison, mail="lianluo@example.cn", digest_hour=10)
    for minute in range(0, 240, 5):
        work(at(SOON, 8) + timedelta(minutes=minute))
    (letter,) = mailed.found
    text = letter.get_content()
    assert letter["To"] == "lianluo@example.cn"
    assert letter["Subject"] == "两责提醒：1 项待办"
    assert "· 专题例会（甲局，6月30日到期，还剩 14 天）" in text
    assert f"https://liangze.example/obligations/{owed.pk}/" in text
    assert Sending.objects.get().sent_at == at(SOON, 10)


@pytest.mark.django_db
def test_what_piles_up_over_a_holiday_leaves_as_one_message(town, liaison, posted):
    for n, due in enumerate((date(2026, 7, 3), date(2026, 7, 4), date(2026, 7, 5))):
        duty = f.duty(f.version(f"rules-{n}"), f"事项{n}", every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=due)
        f.owe(duty, town.leadership, year=2026)
    wants(liaison, webhook_kind="webhook", webhook=f"http://127.0.0.1:{posted.port}/hook?x=1")
    for day in range(19, 23):  # Dragon Boat: 19 to 21 June are rest days
        for hour in range(24):
            work(at(date(2026, 6, day), hour))
    ((path, body),) = posted.found
    assert path == "/hook?x=1"
    assert Sending.objects.get().sent_at == at(date(2026, 6, 22), 9)
    assert all(f"事项{n}" in body["message"] for n in range(3))


@pytest.mark.django_db
def test_what_was_settled_meanwhile_is_not_sent(town, owed, liaison, posted):
    wants(liaison, webhook_kind="webhook", webhook=f"http://127.0.0.1:{posted.port}/")
    work(at(SOON, 1))
    owed.exempted_on = SOON
    owed.save()
    work(at(SOON, 9))
    assert posted.found == []
    assert Sending.objects.get().dropped_at == at(SOON, 9)


@pytest.mark.django_db
def test_a_failure_is_tried_again_later_and_then_given_up(town, owed, liaison, posted):
    posted.status = 500
    wants(liaison, webhook_kind="webhook", webhook=f"http://127.0.0.1:{posted.port}/hook")
    tried = set()
    for minutes in [*range(0, 12 * 60, 5), *range(12 * 60, 40 * 60, 60)]:
        moment = at(SOON, 8) + timedelta(minutes=minutes)
        before = len(posted.found)
        work(moment)
        tried |= {moment} if len(posted.found) > before else set()
    assert [moment.strftime("%H:%M") for moment in sorted(tried)] == ["09:00", "09:05", "09:20", "10:20", "13:20", "19:20"]
    lost = Sending.objects.get()
    assert (lost.sent_at, lost.next_at, lost.attempts) == (None, None, 6)
    assert "hook" not in lost.error


@pytest.mark.django_db
def test_refused_by_the_mail_server_then_taken(town, owed, liaison, mailed):
    mailed.says = b"450 come back later\r\n"
    wants(liaison, mail="lianluo@example.cn")
    work(at(SOON, 9))
    assert Sending.objects.get().error == "SMTPRecipientsRefused"
    mailed.says = b"250 ok\r\n"
    work(at(SOON, 9, 5))
    assert (len(mailed.found), Sending.objects.get().error) == (1, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{other}/", "https://127.0.0.1:{port}/", "http://localhost:{port}/", "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:{port}@evil.example/", "http://evil.example#@127.0.0.1:{port}/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\\@evil.example/", "http://[::1]:{port}/", "http://2130706433:{port}/", "http://127.0.0.1:{port}.evil.example/",
        "//127.0.0.1:{port}/", "http://127.0.0.1:99999/", "json://127.0.0.1:{port}/", "http://127.0.0.1:{port}/ http://evil.example/", "x",
    ],
)
def test_the_server_calls_no_address_but_those_allowed(liaison, posted, address):
    with pytest.raises(Refusals) as refused:
        wants(liaison, webhook_kind="webhook", webhook=address.format(port=posted.port, other=posted.port + 1))
    assert [each.field for each in refused.value.refusals] == ["webhook"]
    assert not Preference.objects.exclude(webhook="").exists()


@given(st.text(max_size=40), st.sampled_from(["", "http:", "http://", "https://", "http://127.0.0.1:8001", "http://127.0.0.1:8001@"]))
def test_whatever_is_typed_leads_nowhere_else(rest, start):
    from urllib.parse import urlsplit

    from django.test import override_settings

    with override_settings(WEBHOOKS=["http://127.0.0.1:8001"]):
        if webhook_refusal("webhook", start + rest) is None:
            parts = urlsplit(start + rest)
            assert (parts.scheme, parts.hostname, parts.port, parts.username) == ("http", "127.0.0.1", 8001, None)


@pytest.mark.django_db
def test_a_redirect_is_not_followed(town, owed, liaison, posted):
    with webhooks() as elsewhere:
        posted.status, posted.location = 307, f"http://127.0.0.1:{elsewhere.port}/inside"
        wants(liaison, webhook_kind="webhook", webhook=f"http://127.0.0.1:{posted.port}/")
        work(at(SOON, 9))
        assert (len(posted.found), elsewhere.found) == (1, [])
    assert Sending.objects.get().error == "The other side did not take it."


@pytest.mark.django_db
def test_a_host_that_is_allowed_no_more_is_not_called(town, owed, liaison, posted, settings):
    wants(liaison, webhook_kind="webhook", webhook=f"http://127.0.0.1:{posted.port}/")
    settings.WEBHOOKS = []
    work(at(SOON, 9))
    assert posted.found == []
    assert "may not call" in Sending.objects.get().error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "address", "plugin", "words"),
    [
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=abc123", "dingtalk.NotifyDingTalk", ["text", "content"]),
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=ab-12", "wecombot.NotifyWeComBot", ["text", "content"]),
    ],
)
def test_robots_get_their_own_shape(town, owed, liaison, posted, settings, monkeypatch, kind, address, plugin, words):
    """The robots' own addresses are far away: only where they post to is turned to this machine."""
    from importlib import import_module

    module, name = plugin.split(".")
    robot = getattr(import_module(f"apprise.plugins.{module}"), name)
    here = f"http://127.0.0.1:{posted.port}/robot"
    if kind == "dingtalk":
        monkeypatch.setattr(robot, "notify_url", here + "?access_token={token}")
    settings.WEBHOOKS = ["https://oapi.dingtalk.com", "https://qyapi.weixin.qq.com"]
    wants(liaison, webhook_kind=kind, webhook=address)
    if kind == "wecom":  # its address is put together when it is made
        made = robot.__init__
        monkeypatch.setattr(robot, "__init__", lambda self, *a, **k: (made(self, *a, **k), setattr(self, "api_url", here))[0])
    work(at(SOON, 9))
    ((_, body),) = posted.found
    for word in words:
        body = body[word]
    assert "专题例会（甲局，6月30日到期" in body


@pytest.mark.django_db
def test_a_robot_must_be_one(liaison, settings):
    settings.WEBHOOKS = ["https://oapi.dingtalk.com", "https://qyapi.weixin.qq.com"]
    for kind, address in (
        ("dingtalk", "https://oapi.dingtalk.com/robot/send"), ("dingtalk", "https://oapi.dingtalk.com/other?access_token=a"),
        ("wecom", "https://oapi.dingtalk.com/robot/send?access_token=abc"), ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=a/b"),
    ):
        with pytest.raises(Refusals, match="not the address of such a robot"):
            wants(liaison, webhook_kind=kind, webhook=address)


@pytest.mark.django_db
def test_preferences_say_each_wrong_thing_and_keep_secrets_out_of_the_chain(liaison, posted, settings, mailed):
    settings.MAIL_DOMAINS = ["example.cn"]
    with pytest.raises(Refusals) as refused:
        wants(liaison, mail="me@elsewhere.example", webhook_kind="webhook", digest_hour=24)
    assert [each.field for each in refused.value.refusals] == ["mail", "webhook", "digest_hour"]
    with pytest.raises(Refusals, match="no mail address"):
        wants(liaison, mail="me\nBcc: all@example.cn")
    wants(liaison, mail="me@Example.cn", webhook_kind="webhook", webhook=f"http://127.0.0.1:{posted.port}/secret-part")
    kept = wants(liaison, webhook_kind="webhook")
    assert kept.webhook.endswith("/secret-part")
    entries = AuditEntry.objects.filter(action="reminders.preference.change")
    assert entries.count() == 2
    assert not [entry for entry in entries if "secret-part" in str(entry.after) + str(entry.before)]
    assert wants(liaison).webhook == ""


@pytest.mark.django_db
def test_a_person_reminds_and_it_leaves_at_once_outside_quiet_hours(town, owed, liaison, posted):
    office = f.acting("县委办", (GrantRole.OFFICE, town.county), today=SOON)
    wants(liaison, webhook_kind="webhook", webhook=f"http://127.0.0.1:{posted.port}/")
    remind(about="obligation", items=[owed.pk], text="请抓紧。", by=office, now=at(SOON, 21, 58))
    work(at(SOON, 22, 1))
    assert posted.found == []
    work(at(date(2026, 6, 17), 7))
    assert "县委办催办： 请抓紧。" in posted.found[0][1]["message"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_nothing_twice(posted):
    town = f.town()
    duty = f.duty(f.version(), "专题例会", every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=DUE)
    f.owe(duty, town.leadership, year=2026)
    for n in range(8):
        wants(
            f.acting(f"联络员{n}", (GrantRole.LIAISON, town.bureau), today=SOON), webhook_kind="webhook",
            webhook=f"http://127.0.0.1:{posted.port}/{n}",
        )
    work(at(SOON, 1))

    def worker() -> None:
        work(at(SOON, 9))
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(path for path, _ in posted.found) == [f"/{n}" for n in range(8)]
    assert Reminder.objects.count() == 8


@pytest.mark.django_db
@hypothesis_settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 23)), min_size=1, max_size=25, unique=True), st.integers(0, 23),
    st.integers(0, 23), st.integers(0, 23),
)
def test_under_any_runs_none_twice_and_none_in_quiet_hours(runs, hour, begins, ends):
    """Examples share a database, so each has a town of its own and takes it down again."""
    from django.db import transaction
    from django.test import override_settings

    with transaction.atomic(), webhooks() as taken, override_settings(WEBHOOKS=[f"http://127.0.0.1:{taken.port}"]):
        town = f.town()
        duty = f.duty(f.version(), "例会", every=Every.ONCE, once_opens=date(2026, 4, 1), once_due=DUE)
        f.owe(duty, town.leadership, year=2026)
        by = acting_for(f.account("联络员", (GrantRole.LIAISON, town.bureau)), today=SOON)
        address = f"http://127.0.0.1:{taken.port}/"
        wants(by, webhook_kind="webhook", webhook=address, digest_hour=hour, quiet_from=time(begins), quiet_until=time(ends))
        quiet = Quiet(time(begins), time(ends))
        days = set()
        for day, clock in sorted(runs):
            before, moment = len(taken.found), at(date(2026, 6, 10) + timedelta(days=day), clock)
            work(moment)
            assert len(taken.found) - before <= 1
            if len(taken.found) > before:
                assert not quiet.at(moment)
                assert moment.date() not in days
                days.add(moment.date())
        steps = list(Reminder.objects.values_list("item", "step", "account_id"))
        assert len(steps) == len(set(steps))
        assert Notice.objects.count() == Account.objects.count() * len({row.notice_id for row in Reminder.objects.all()})
        transaction.set_rollback(True)
