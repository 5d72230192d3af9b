"""Every figure of a draft comes from the records, opens them, and is never changed in silence."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from liangze.conduct.actions import record
from liangze.conduct.entry import NewEntry
from liangze.core.errors import Refusal
from liangze.organisation.models import Account
from liangze.reports.actions import begin, refresh_figures, save
from liangze.reports.queries.page import report_page
from liangze.reports.queries.sources import sections_of
from liangze.reports.queries.sources.shape import Scope
from tests.rooms import factory as f
from tests.rooms.reports.conftest import DAY, NOW, Place, hand_in, handed_in, newest, text_of, written

pytestmark = pytest.mark.django_db


def meet(place: Place, *days: date, entered: date = date(2026, 1, 10)) -> None:
    """The township's leadership held special meetings on these days of 2025."""
    unit, seat = place.town.township1, place.town.township1_leadership
    for day in days:
        entry = NewEntry(unit.pk, "meeting", day, seat.pk, "专题会议", frozenset({"special-meeting"}))
        record(entry=entry, by=place.liaison, today=entered, now=f.at(entered))


def figures(place: Place, report) -> dict[str, object]:
    return {each.key: each for each in report_page(report_id=report.pk, by=place.liaison, today=DAY).figures}


def test_a_draft_says_what_was_owed_and_what_was_done_in_the_period(place):
    meet(place, date(2025, 2, 10), date(2025, 5, 12))
    report = begin(obligation_ids=[place.owed["annual"].pk], by=place.liaison, today=DAY, now=NOW)
    text = {each["key"]: each["text"] for each in newest(report).sections}
    assert text["ledger"].startswith("2025年度应办履责事项4项，其中按期办结2项，逾期办结0项，逾期未办2项")
    assert text["ledger"].endswith("按类别：会议4项，办结2项。")
    assert text["records"] == "2025年度开展会议2次。"
    assert report.title == "关于2025年度main-responsibility情况的报告", "the period, and the topics by their names"


def test_each_figure_opens_the_records_behind_it(place):
    meet(place, date(2025, 2, 10), date(2025, 5, 12))
    report = begin(obligation_ids=[place.owed["annual"].pk], by=place.liaison, today=DAY, now=NOW)
    found = figures(place, report)
    overdue = found["ledger.overdue"]
    assert (overdue.page, overdue.args) == ("unit-ledger", (place.town.township1.pk, 2025))
    assert overdue.query == {"due_from": "2025-01-01", "due_to": "2025-12-31", "as_of": "2026-01-20", "state": "overdue"}
    assert found["records.meeting"].page == "report-records"


def test_the_ledger_behind_a_figure_shows_as_many_items_as_the_figure_says(place, client):
    meet(place, date(2025, 2, 10), date(2025, 5, 12))
    report = begin(obligation_ids=[place.owed["annual"].pk], by=place.liaison, today=DAY, now=NOW)
    client.force_login(Account.objects.get(pk=place.liaison.account_id))
    for key, figure in figures(place, report).items():
        page = client.get(reverse(figure.page, args=figure.args), figure.query)
        assert page.status_code == 200
        shown = page.context["page"]
        assert (shown.shown if key.startswith("ledger") else shown.total) == figure.value, key


def test_when_the_ledger_says_otherwise_later_the_old_figure_stays_beside_the_new(place):
    meet(place, date(2025, 2, 10))
    report = handed_in(place, "annual")
    meet(place, date(2025, 11, 12), entered=DAY)
    met = figures(place, report)["ledger.fulfilled"]
    assert (met.written, met.value, met.now, met.moved) == ("1", 1, 2, True)


def test_a_figure_changed_by_hand_is_marked_and_needs_its_reason(place):
    meet(place, date(2025, 2, 10))
    report = written(place, "annual")
    said = next(each["text"] for each in newest(report).sections if each["key"] == "records")
    changed = {"records": said.replace("会议1次", "会议3次")}
    save(report_id=report.pk, text=text_of(report, changed), edition=newest(report).edition, by=place.liaison, now=NOW)
    with pytest.raises(Refusal, match=r"was changed by hand from 1 to 3.*Say why it differs") as refused:
        hand_in(report, place.liaison)
    assert refused.value.field == "reason-records.meeting"
    reasons = {"records.meeting": "另两次会议的记录尚未补录。"}
    save(report_id=report.pk, text=text_of(report, changed, reasons), edition=newest(report).edition, by=place.liaison, now=NOW)
    hand_in(report, place.liaison)
    seen = figures(place, report)["records.meeting"]
    assert (seen.by_hand, seen.value, seen.written, seen.reason) == (True, 1, "3", "另两次会议的记录尚未补录。")


def test_figures_brought_up_to_date_leave_the_persons_words_and_changes(place):
    meet(place, date(2025, 2, 10))
    report = written(place, "annual")
    said = {each["key"]: each["text"] for each in newest(report).sections}
    words = {"ledger": said["ledger"] + "我们认为进度偏慢。", "records": said["records"].replace("会议1次", "会议3次")}
    save(report_id=report.pk, text=text_of(report, words), edition=newest(report).edition, by=place.liaison, now=NOW)
    meet(place, date(2025, 11, 12), entered=DAY)
    refresh_figures(report_id=report.pk, edition=newest(report).edition, by=place.liaison, today=DAY, now=NOW)
    now = {each["key"]: each["text"] for each in newest(report).sections}
    assert "按期办结2项" in now["ledger"]
    assert now["ledger"].endswith("我们认为进度偏慢。")
    assert "会议3次" in now["records"], "what was changed by hand stays"


def test_a_principal_reports_the_own_obligations_and_not_those_of_the_unit(place):
    meet(place, date(2025, 2, 10))
    report = begin(obligation_ids=[place.owed["first"].pk], by=place.liaison, today=DAY, now=NOW)
    assert "ledger" not in {each["key"] for each in newest(report).sections}, "the meetings are the leadership's"


def test_all_numbers_are_asked_for_in_one_statement(place, django_assert_num_queries):
    meet(place, date(2025, 2, 10))
    scope = Scope(place.town.township1.pk, None, date(2025, 1, 1), date(2025, 12, 31), DAY, "2025年度")
    with django_assert_num_queries(1):
        sections_of(scope)
