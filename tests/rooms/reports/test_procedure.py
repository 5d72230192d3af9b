"""A report is handed in, read, questioned, returned or accepted; it counts when the organ that the clause names has accepted it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.report import Stage, Standing
from liangze.duties.actions import accept_count, return_count
from liangze.duties.models import Count, Obligation
from liangze.duties.queries.ledger_rows import rows_of
from liangze.reports.actions import AlreadyReported, accept, answer, ask, begin, give_back, mark_read, revise, withdraw
from liangze.reports.models import Report
from liangze.reports.queries.book import BookFilter, book
from liangze.reports.queries.page import report_page
from tests.rooms import factory as f
from tests.rooms.reports.conftest import COMMITTEE, DAY, DISCIPLINE, NOW, WORDS, Place, hand_in, handed_in, newest, save, text_of, written

pytestmark = pytest.mark.django_db


def fulfilled(row: Obligation) -> date | None:
    return Obligation.objects.values_list("fulfilled_on", flat=True).get(pk=row.pk)


def page(place: Place, report: Report, by=None, day: date = DAY):
    return report_page(report_id=report.pk, by=by or place.discipline, today=day)


def test_a_double_report_counts_only_when_the_discipline_organ_above_has_accepted_it(place):
    report = handed_in(place, "annual", "other")
    assert fulfilled(place.owed["annual"]) is None, "the clause asks for acceptance"
    assert fulfilled(place.owed["other"]) == DAY, "where no clause asks for it, it counts when it is handed in"
    accept(report_id=report.pk, to=COMMITTEE, by=place.office, now=NOW)
    assert fulfilled(place.owed["annual"]) is None, "the committee above is not the organ that the clause names"
    accept(report_id=report.pk, to=DISCIPLINE, by=place.discipline, now=NOW)
    assert fulfilled(place.owed["annual"]) == DAY
    assert page(place, report).stage is Stage.ACCEPTED


def test_both_addressees_read_and_answer_on_their_own(place):
    report = handed_in(place, "annual")
    mark_read(report_id=report.pk, to=COMMITTEE, by=place.office, now=NOW)
    ask(report_id=report.pk, to=DISCIPLINE, text="漏洞在哪个站所？", on=DAY + timedelta(days=5), by=place.discipline, today=DAY, now=NOW)
    seen = {each.key: each.standing for each in page(place, report).addressees}
    assert seen == {COMMITTEE: Standing.READ, DISCIPLINE: Standing.QUESTIONED}
    with pytest.raises(Conflict, match="A question is still open"):
        accept(report_id=report.pk, to=DISCIPLINE, by=place.discipline, now=NOW)
    answer(report_id=report.pk, to=DISCIPLINE, text="在财政所。", by=place.liaison, now=NOW)
    accept(report_id=report.pk, to=DISCIPLINE, by=place.discipline, now=NOW)
    assert [each.verb for each in page(place, report).addressees[1].thread] == ["question", "answer", "accept"]


def test_a_returned_report_is_handed_in_again_and_late_stays_late(place):
    report = handed_in(place, "annual")
    give_back(report_id=report.pk, to=DISCIPLINE, text="第三部分没有写整改。", by=place.discipline, now=NOW)
    assert page(place, report).stage is Stage.RETURNED
    with pytest.raises(Conflict, match="does not change any more"):
        save(report_id=report.pk, text=text_of(report), edition=newest(report).edition, by=place.liaison, now=NOW)
    later = date(2026, 2, 3)
    revise(report_id=report.pk, by=place.liaison, today=later, now=f.at(later))
    save(report_id=report.pk, text=text_of(report, {"next": "已逐条整改。"}), edition=1, by=place.liaison, now=f.at(later))
    hand_in(report, place.liaison, later)
    accept(report_id=report.pk, to=DISCIPLINE, by=place.discipline, now=f.at(later))
    assert fulfilled(place.owed["annual"]) == later, "the day of the version that was accepted"
    states = {row.id: row.state for row in rows_of(place.town.township1.pk, 2026, later)}
    assert states[place.owed["annual"].pk] == "late"
    seen = page(place, report, day=later)
    assert seen.version.number == 2
    assert seen.earlier[0].reasons == (("上级纪委", "第三部分没有写整改。"),), "the old one is kept with the reasons"
    old = report_page(report_id=report.pk, by=place.discipline, today=later, number=1)
    assert "已逐条整改" not in "".join(section.text for section in old.sections)


def test_what_a_returned_version_still_waited_for_is_taken_over_by_the_next(place):
    report = handed_in(place, "annual")
    give_back(report_id=report.pk, to=COMMITTEE, text="请补充。", by=place.office, now=NOW)
    revise(report_id=report.pk, by=place.liaison, today=DAY, now=NOW)
    hand_in(report, place.liaison)
    waiting = Count.objects.filter(obligation=place.owed["annual"], accepted_at=None, returned_at=None, withdrawn_at=None)
    assert waiting.count() == 1, "only the newest version waits for the discipline organ"
    accept(report_id=report.pk, to=DISCIPLINE, by=place.discipline, now=NOW)
    assert fulfilled(place.owed["annual"]) == DAY


def test_an_acceptance_given_on_the_page_of_the_obligation_counts_on_the_report_too(place):
    report = handed_in(place, "annual")
    count = Count.objects.get(obligation=place.owed["annual"])
    accept_count(count_id=count.pk, by=place.discipline, now=NOW)
    assert page(place, report).stage is Stage.ACCEPTED
    sister = handed_in(place, "sister", by=place.sister)
    return_count(count_id=Count.objects.get(obligation=place.owed["sister"]).pk, reason="请补充。", by=place.discipline, now=NOW)
    assert page(place, sister).stage is Stage.RETURNED


def test_a_period_that_is_not_open_yet_is_refused_with_its_day_and_clause(place):
    with pytest.raises(Conflict, match="reports count from 2026-04-01 on") as refused:
        begin(obligation_ids=[place.owed["q2"].pk], by=place.liaison, today=DAY, now=NOW)
    assert refused.value.clause == "甲委发〔2026〕1号 二十"
    assert refused.value.remedy == "Write it from that day on."


def test_twice_for_the_same_period_is_refused_and_leads_to_the_one_that_stands(place):
    report = written(place, "annual")
    with pytest.raises(AlreadyReported, match=report.number) as refused:
        begin(obligation_ids=[place.owed["annual"].pk], by=place.liaison, today=DAY, now=NOW)
    assert refused.value.report_id == report.pk
    withdraw(report_id=report.pk, reason="另写一份。", by=place.liaison, now=NOW)
    begin(obligation_ids=[place.owed["annual"].pk], by=place.liaison, today=DAY, now=NOW)


def test_nobody_begins_or_submits_for_another_units_or_leaders_seat(place):
    with pytest.raises(NotFound, match="nothing owed here"):
        begin(obligation_ids=[place.owed["annual"].pk], by=place.sister, today=DAY, now=NOW)
    report = written(place, "first", by=place.member)
    with pytest.raises(NotAllowed, match="nobody reports for another leader"):
        hand_in(report, place.member)


def test_nobody_accepts_their_own_report_nor_one_addressed_to_others(place):
    report = handed_in(place, "annual")
    for who in (place.liaison, place.head):
        with pytest.raises(NotAllowed, match="You do not act for an addressee"):
            accept(report_id=report.pk, to=DISCIPLINE, by=who, now=NOW)
    with pytest.raises(NotAllowed, match="You do not act for an addressee"):
        accept(report_id=report.pk, to=DISCIPLINE, by=place.office, now=NOW)
    both = f.acting("两头跑", (f.GrantRole.LIAISON, place.town.township2), (f.GrantRole.DISCIPLINE, place.town.county), today=DAY)
    own = handed_in(place, "sister", by=both)
    with pytest.raises(NotAllowed, match="nobody decides in their own matter"):
        accept(report_id=own.pk, to=DISCIPLINE, by=both, now=NOW)


def test_an_empty_report_and_an_empty_reason_are_refused(place):
    report = begin(obligation_ids=[place.owed["q1"].pk], by=place.liaison, today=DAY, now=NOW)
    blank = dict.fromkeys([each["key"] for each in newest(report).sections], "")
    save(report_id=report.pk, text=text_of(report, blank), edition=1, by=place.liaison, now=NOW)
    with pytest.raises(Refusal, match="says nothing yet"):
        hand_in(report, place.liaison)
    handed = handed_in(place, "annual")
    with pytest.raises(Refusal, match="nothing written here"):
        give_back(report_id=handed.pk, to=DISCIPLINE, text=" ", by=place.discipline, now=NOW)
    with pytest.raises(Refusals):
        ask(report_id=handed.pk, to=DISCIPLINE, text="", on=None, by=place.discipline, today=DAY, now=NOW)


def test_two_people_who_save_at_once_do_not_overwrite_each_other(place):
    report = written(place, "annual")
    edition = newest(report).edition
    save(report_id=report.pk, text=text_of(report, {"next": "甲写的。"}), edition=edition, by=place.liaison, now=NOW)
    with pytest.raises(Conflict, match="Somebody else saved"):
        save(report_id=report.pk, text=text_of(report, {"next": "乙写的。"}), edition=edition, by=place.head, now=NOW)
    assert "甲写的。" in str(newest(report).sections)


def test_two_who_decide_at_once_one_is_refused(place):
    report = handed_in(place, "annual")
    accept(report_id=report.pk, to=DISCIPLINE, by=place.discipline, now=NOW)
    second = f.acting("县纪委乙", (f.GrantRole.DISCIPLINE, place.town.county), today=DAY)
    with pytest.raises(Conflict, match="decided on this version already"):
        give_back(report_id=report.pk, to=DISCIPLINE, text="晚了一步。", by=second, now=NOW)


def test_a_withdrawn_report_counts_for_nothing_and_an_accepted_one_stays(place):
    report = handed_in(place, "annual", "other")
    withdraw(report_id=report.pk, reason="报错了期。", by=place.liaison, now=NOW)
    assert fulfilled(place.owed["other"]) is None
    assert page(place, report).stage is Stage.WITHDRAWN
    again = handed_in(place, "annual")
    accept(report_id=again.pk, to=DISCIPLINE, by=place.discipline, now=NOW)
    with pytest.raises(Conflict, match="accepted or withdrawn report stays"):
        withdraw(report_id=again.pk, reason="不要了。", by=place.liaison, now=NOW)


def test_a_report_on_a_period_that_is_over_makes_up_for_it_and_is_late(place):
    """The quarterly report for the first quarter, handed in on 9 April, belongs to the first quarter and not to the second."""
    day = date(2026, 4, 9)
    report = begin(obligation_ids=[place.owed["q1"].pk], by=place.liaison, today=day, now=f.at(day))
    save(report_id=report.pk, text=text_of(report, {"overall": WORDS}), edition=1, by=place.liaison, now=f.at(day))
    hand_in(report, place.liaison, day)
    assert fulfilled(place.owed["q1"]) == day
    assert fulfilled(place.owed["q2"]) is None


def test_a_draft_is_not_seen_by_those_to_whom_it_will_go(place):
    report = written(place, "annual")
    with pytest.raises(NotFound):
        page(place, report)
    assert book(by=place.discipline, wanted=BookFilter(), today=DAY)[1] == ()


def test_the_list_says_of_each_report_what_its_page_says(place):
    """The stage as the database works it out for the list is that of core.report."""
    made = {"written": written(place, "q1"), "annual": handed_in(place, "annual"), "sister": handed_in(place, "sister", by=place.sister)}
    everybody = (place.liaison, place.sister, place.discipline)

    def agree():
        for by in everybody:
            for row in book(by=by, wanted=BookFilter(), today=DAY)[1]:
                assert row.stage == report_page(report_id=row.id, by=by, today=DAY).stage.value, row

    agree()
    ask(report_id=made["annual"].pk, to=COMMITTEE, text="为何？", on=DAY, by=place.office, today=DAY, now=NOW)
    agree()
    answer(report_id=made["annual"].pk, to=COMMITTEE, text="如下。", by=place.liaison, now=NOW)
    mark_read(report_id=made["sister"].pk, to=DISCIPLINE, by=place.discipline, now=NOW)
    agree()
    give_back(report_id=made["annual"].pk, to=COMMITTEE, text="补充。", by=place.office, now=NOW)
    accept_count(count_id=Count.objects.get(obligation=place.owed["sister"]).pk, by=place.discipline, now=NOW)
    agree()
    withdraw(report_id=made["annual"].pk, reason="重写。", by=place.liaison, now=NOW)
    agree()
