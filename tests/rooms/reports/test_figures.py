"""Every figure of a draft comes from the records, opens them, and is never changed in silence."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from liangze.conduct.actions import record
from liangze.conduct.entry import NewEntry
from liangze.core.errors import Refusal
from liangze.core.problem import ProblemCategory, ProblemSource
from liangze.organisation.models import Account
from liangze.problems.actions import (
    NewMeasure,
    agree_measures,
    issue_listing,
    propose_measures,
    raise_problem,
    record_work,
    report_done,
    review,
    withdraw,
)
from liangze.problems.new_listing import NewListing
from liangze.problems.new_problem import NewProblem
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


def problem(place: Place, title: str, found: date, due: date, unit: f.Unit | None = None):
    """Found by the county's discipline organ at the township, in 2025."""
    new = NewProblem(
        (unit or place.town.township1).pk, place.town.county.pk, ProblemSource.INSPECTION, ProblemCategory.LISTS, title, "检查发现。",
        found, due, post_id=None if unit else place.town.township1_principal.pk,
    )
    return raise_problem(new=new, by=place.discipline, today=found, now=f.at(found))


def several(place: Place) -> None:
    """Five found in 2025: one closed out, one overdue and listed, one whose day is to come, one withdrawn; one of the township beside."""
    march, june = date(2025, 3, 10), date(2025, 6, 30)
    closed, listed = problem(place, "台账补录", march, june), problem(place, "采购不规范", march, june)
    problem(place, "制度未修订", date(2025, 12, 1), date(2026, 3, 31))
    mistaken = problem(place, "误提", march, june)
    problem(place, "西乡问题", march, june, unit=place.town.township2)
    may = {"today": date(2025, 5, 8), "now": f.at(date(2025, 5, 8))}
    measures = [NewMeasure("补录台账", date(2025, 5, 31))]
    propose_measures(problem_id=closed.pk, measures=measures, by=place.liaison, **may)
    agree_measures(problem_id=closed.pk, seen=1, by=place.discipline, **may)
    record_work(problem_id=closed.pk, said="已补录。", by=place.liaison, **may)
    report_done(problem_id=closed.pk, said="已整改。", by=place.liaison, **may)
    review(problem_id=closed.pk, outcome="done", said="", by=place.discipline, **may)
    withdraw(problem_id=mistaken.pk, reason="误提。", by=place.discipline, **may)
    new = NewListing(
        place.town.county.pk, place.town.township1.pk, "甲督", "采购问题", "限期纠正。", june, "unit", place.town.county_principal.pk,
        (listed.pk,),
    )
    issue_listing(new=new, by=place.discipline, **may)


def test_problems_give_their_figures_and_each_opens_its_records(place, client):
    """Found, closed out, overdue, listed in the period; what was raised by mistake was not found, the neighbour's is the neighbour's."""
    several(place)
    report = begin(obligation_ids=[place.owed["annual"].pk], by=place.liaison, today=DAY, now=NOW)
    text = {each["key"]: each["text"] for each in newest(report).sections}["problems"]
    assert text == "2025年度发现问题3个，整改销号1个，逾期未改1个。被挂牌督办1件。"
    client.force_login(Account.objects.get(pk=place.liaison.account_id))
    found = {key: figure for key, figure in figures(place, report).items() if key.startswith("problems.")}
    assert {key: figure.value for key, figure in found.items()} == {
        "problems.found": 3, "problems.closed": 1, "problems.overdue": 1, "problems.listed": 1
    }
    for key, figure in found.items():
        page = client.get(reverse(figure.page, args=figure.args), figure.query)
        shown = page.context["found"].page.paginator.count if figure.page == "problems" else page.context["page"].total
        assert shown == figure.value, key


def test_a_principal_reports_the_problems_of_the_own_seat(place, client):
    several(place)
    report = begin(obligation_ids=[place.owed["first"].pk], by=place.liaison, today=DAY, now=NOW)
    figure = figures(place, report)["problems.found"]
    assert (figure.value, figure.query["post"]) == (3, str(place.town.township1_principal.pk))
    assert "problems.listed" not in figures(place, report)
    client.force_login(Account.objects.get(pk=place.liaison.account_id))
    assert client.get(reverse("problems"), figure.query).context["found"].page.paginator.count == 3
