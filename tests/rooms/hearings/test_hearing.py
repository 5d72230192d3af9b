"""A hearing from its plan to what it has settled: themes, reports, questions, comments, problems, voiding."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.problem import ProblemCategory
from liangze.core.words import Role
from liangze.hearings.actions import (
    answer_question,
    ask_closing,
    ask_question,
    cast,
    change_plan,
    close_ballot,
    comment,
    file_report,
    hand_out,
    hold_hearing,
    plan_hearing,
    set_theme,
    void_hearing,
    withdraw_theme,
)
from liangze.hearings.models import Ballot, HearingReport, HearingReporter
from liangze.hearings.queries import waiting
from liangze.hearings.queries.page import hearing_page
from liangze.hearings.record import HEARING
from liangze.organisation.models import Account, GrantRole
from liangze.organisation.policy import acting_for
from liangze.problems.models import Problem
from liangze.talks.actions import confirm_proposal, refuse_proposal
from liangze.talks.models import TalkProposal
from liangze.talks.queries.proposals import proposal_list
from liangze.talks.queries.waiting import waiting_proposals
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.hearings.conftest import DAY, NOW, TOPICS, Given, opened, planned, report, reporter, terms

pytestmark = pytest.mark.django_db
BEFORE, AFTER = DAY - timedelta(days=10), DAY + timedelta(days=10)


def ask(given: Given, hearing, *, answer: str = "", promised=None):
    return ask_question(
        hearing_id=hearing.pk, reporter_id=reporter(hearing).pk, asked_by="县纪委委员", text="为什么没有轮换？", answer=answer,
        promised_for=promised, by=given.office, today=DAY, now=NOW,
    )


def test_a_plan_is_told_everything_that_is_wrong_with_it_at_once(given: Given) -> None:
    wrong = terms(
        given, title=" ", held_on=None, holder_id=given.town.principal.pk, topics=frozenset({"x"}), reporters=(given.town.head1.pk,),
        minimum=1, threshold=120,
    )
    with pytest.raises(Refusals) as caught:
        plan_hearing(terms=wrong, by=given.office, today=DAY, now=NOW)
    fields = [each.field for each in caught.value.refusals]
    assert fields == ["title", "held_on", "holder", "topics", "reporters", "minimum", "threshold"]


def test_the_committee_and_the_discipline_organ_hold_hearings_others_do_not(given: Given) -> None:
    for who in (given.bureau, given.assessor):
        with pytest.raises(NotAllowed):
            plan_hearing(terms=terms(given), by=who, today=DAY, now=NOW)
    assert plan_hearing(terms=terms(given), by=given.second, today=DAY, now=NOW).unit_id == given.town.county.pk


def test_who_reports_in_it_reads_it_and_other_units_do_not(given: Given) -> None:
    hearing = planned(given, reporters=(given.town.principal.pk,))
    assert hearing_page(hearing_id=hearing.pk, by=given.bureau, today=DAY).stage == "planned"
    with pytest.raises(NotFound):
        hearing_page(hearing_id=hearing.pk, by=given.east, today=DAY)


def test_themes_are_set_before_the_hearing_and_can_be_taken_back(given: Given) -> None:
    hearing = planned(given)
    common = {"hearing_id": hearing.pk, "put_by": "县纪委常委会", "by": given.office, "now": NOW}
    theme = set_theme(reporter_id=None, text="报告一岗双责情况", put_on=BEFORE, today=DAY, **common)
    with pytest.raises(Refusal, match="theme is set before"):
        set_theme(reporter_id=None, text="再点一题", put_on=AFTER, today=AFTER, **common)
    with pytest.raises(NotFound):
        set_theme(reporter_id=99_999, text="再点一题", put_on=BEFORE, today=DAY, **common)
    withdraw_theme(hearing_id=hearing.pk, theme_id=theme.pk, by=given.office, now=NOW)
    assert hearing_page(hearing_id=hearing.pk, by=given.office, today=DAY).themes == ()


def test_a_report_is_entered_by_the_unit_or_the_holder_and_a_later_one_replaces_it(given: Given) -> None:
    hearing = planned(given)
    mine = {"hearing_id": hearing.pk, "reporter_id": reporter(hearing).pk, "on": DAY, "today": DAY, "now": NOW}
    file_report(text="初稿", by=given.bureau, **mine)
    with pytest.raises(NotAllowed, match="甲局"):
        file_report(text="替人写", by=given.east, **mine)
    file_report(text="定稿", by=given.office, **mine)
    assert HearingReport.objects.count() == 2
    assert hearing_page(hearing_id=hearing.pk, by=given.bureau, today=DAY).reporters[0].report == "定稿"
    with pytest.raises(Refusals, match="filled in"):
        file_report(text=" ", by=given.office, **mine)
    with pytest.raises(Refusal, match="not come yet"):
        file_report(text="明天的", by=given.office, **(mine | {"on": AFTER}))


def test_an_answer_is_given_on_the_spot_or_promised_for_a_day_and_then_waits(given: Given) -> None:
    hearing = planned(given)
    for wrong in ({"answer": "", "promised": None}, {"answer": "有", "promised": AFTER}):
        with pytest.raises(Refusals, match="Either"):
            ask(given, hearing, **wrong)
    ask(given, hearing, answer="已安排。")
    promised = ask(given, hearing, promised=AFTER)
    assert [row[3] for row in waiting.answers(given.bureau, DAY)] == ["为什么没有轮换？"]
    owed = hearing_page(hearing_id=hearing.pk, by=given.office, today=AFTER + timedelta(days=1)).reporters[0].owed
    assert [each.late for each in owed] == [True]
    mine = {"hearing_id": hearing.pk, "question_id": promised.pk, "on": DAY, "by": given.bureau, "today": DAY, "now": NOW}
    with pytest.raises(Refusal, match="answered before") as told:
        answer_question(text="提前答了", **(mine | {"on": BEFORE}))
    assert told.value.field == "on"
    answer_question(text="已轮换三人。", **mine)
    with pytest.raises(Conflict, match="answered already"):
        answer_question(text="再答", **mine)
    assert not list(waiting.answers(given.bureau, DAY))


def test_reports_wait_for_those_who_have_not_reported(given: Given) -> None:
    hearing = planned(given)
    assert [row[3] for row in waiting.reports(given.bureau, DAY)] == [hearing.title]
    report(given, hearing)
    assert not list(waiting.reports(given.bureau, DAY))
    assert [row[3] for row in waiting.reports(given.east, DAY)] == [hearing.title]


def test_one_record_settles_what_the_holder_and_what_each_who_reported_owes(given: Given) -> None:
    hearing = planned(given)
    with pytest.raises(Conflict, match="Nobody has reported"):
        hold_hearing(hearing_id=hearing.pk, topics=TOPICS, by=given.office, today=DAY, now=NOW)
    report(given, hearing)
    hold_hearing(hearing_id=hearing.pk, topics=TOPICS, by=given.office, today=DAY, now=NOW)
    for owed, day in ((given.held[0], DAY), (given.reported[0], DAY), (given.reported[1], None)):
        owed.refresh_from_db()
        assert owed.fulfilled_on == day, "the township's secretary did not report"
    with pytest.raises(Conflict, match="recorded as held"):
        report(given, hearing, 2)
    assert void_hearing(hearing_id=hearing.pk, reason="录错", by=given.office, now=NOW)
    given.held[0].refresh_from_db()
    assert given.held[0].fulfilled_on is None
    with pytest.raises(Conflict, match="void"):
        report(given, hearing, 2)


def test_it_is_not_held_before_its_day_nor_while_a_ballot_is_open(given: Given) -> None:
    later = planned(given, held_on=AFTER)
    report(given, later)
    with pytest.raises(Conflict, match="still to come"):
        hold_hearing(hearing_id=later.pk, topics=TOPICS, by=given.office, today=DAY, now=NOW)
    changed = {"title": "改期", "held_on": DAY, "place": "", "agenda": "", "topics": TOPICS}
    change_plan(hearing_id=later.pk, **changed, by=given.office, today=DAY, now=NOW)
    opened(given, hearing=later)
    for attempt in (
        lambda: hold_hearing(hearing_id=later.pk, topics=TOPICS, by=given.office, today=DAY, now=NOW),
        lambda: void_hearing(hearing_id=later.pk, reason="录错", by=given.office, now=NOW),
    ):
        with pytest.raises(Conflict, match="ballot is still open"):
            attempt()


def test_what_was_said_goes_with_a_corrected_day_and_never_lies_before_it(given: Given) -> None:
    hearing = planned(given, held_on=BEFORE)
    change = {
        "hearing_id": hearing.pk, "title": "改期", "place": "", "agenda": "", "topics": TOPICS, "by": given.office, "today": DAY,
        "now": NOW,
    }
    on_the_spot = ask(given, hearing, answer="正在办。")
    change_plan(held_on=BEFORE + timedelta(days=2), **change)
    on_the_spot.answer.refresh_from_db()
    assert AuditEntry.objects.filter(action="hearings.hearing.change").latest("pk").after["answers_moved"] == 1
    assert on_the_spot.answer.on == BEFORE + timedelta(days=2), "an answer on the spot carries the day of the hearing"
    with pytest.raises(Refusal, match="still to come"):
        change_plan(held_on=AFTER, **change)
    promised = ask(given, hearing, promised=BEFORE + timedelta(days=4))
    with pytest.raises(Refusal, match="promised for"):
        change_plan(held_on=BEFORE + timedelta(days=5), **change)
    answer_question(
        hearing_id=hearing.pk, question_id=promised.pk, text="已轮换。", on=BEFORE + timedelta(days=3), by=given.office, today=DAY, now=NOW
    )
    with pytest.raises(Refusal, match="promised for"):
        change_plan(held_on=BEFORE + timedelta(days=4), **change)
    change_plan(held_on=BEFORE + timedelta(days=3), **change)
    set_theme(
        hearing_id=hearing.pk, reporter_id=None, text="轮岗", put_by="县委", put_on=BEFORE + timedelta(days=1), by=given.office, today=DAY,
        now=NOW,
    )
    with pytest.raises(Refusal, match="theme"):
        change_plan(held_on=BEFORE, **change)


def test_a_hearing_with_an_opened_ballot_is_not_still_to_come(given: Given) -> None:
    hearing = planned(given)
    opened(given, hearing=hearing)
    change = {"title": "改期", "place": "", "agenda": "", "topics": TOPICS, "by": given.office, "today": DAY, "now": NOW}
    with pytest.raises(Refusal, match="ballot"):
        change_plan(hearing_id=hearing.pk, held_on=AFTER, **change)


def test_comments_and_problems_on_the_spot(given: Given) -> None:
    hearing = planned(given)
    comment(hearing_id=hearing.pk, reporter_id=None, said_by="县委书记", text="整改要见人见事。", by=given.office, today=DAY, now=NOW)
    asked = {
        "hearing_id": hearing.pk, "reporter_id": reporter(hearing).pk, "category": ProblemCategory.SYSTEMS, "title": "轮换不及时",
        "what": "两个重点岗位超过五年没有轮换", "by": given.office, "today": DAY, "now": NOW,
    }
    with pytest.raises(Refusals, match="day"):
        hand_out(due=None, **asked)
    made = hand_out(due=AFTER, **asked)
    assert (made.unit_id, made.finder_id, made.record_type, made.record_id) == (
        given.town.bureau.pk, given.town.county.pk, HEARING, hearing.pk
    )
    page = hearing_page(hearing_id=hearing.pk, by=given.office, today=DAY)
    assert ([each.title for each in page.problems], len(page.comments)) == (["轮换不及时"], 1)
    assert Problem.objects.count() == 1


def test_a_low_share_proposes_a_talk_with_that_seat_once(given: Given) -> None:
    f.appoint(f.person("县委书记"), given.town.county_principal)
    ballot, tokens = opened(given)
    for token in tokens:
        cast(token=token, answers={"1": "incompetent", "2": "excellent", "3": "dissatisfied"})
    ask_closing(ballot_id=ballot.pk, by=given.office, now=NOW)
    assert [row[2] for row in waiting.closings(given.second, DAY)] == [ballot.pk]
    assert not list(waiting.closings(given.office, DAY))
    city = f.acting("市委办", (GrantRole.OFFICE, given.town.city), today=DAY)
    assert not list(waiting.closings(city, DAY)), "a level far above could, but its desk is not the place for every county's ballots"
    close_ballot(ballot_id=ballot.pk, by=given.second, today=DAY, now=NOW)
    proposal = TalkProposal.objects.get()
    assert (proposal.post_id, proposal.trigger, proposal.record_id) == (given.town.principal.pk, "low_satisfaction", ballot.hearing_id)


def low_for_both(given: Given) -> Ballot:
    """A closed ballot in which both who reported fell short: two talks are proposed."""
    ballot, tokens = opened(given)
    for token in tokens:
        cast(token=token, answers={"1": "incompetent", "2": "incompetent", "3": "dissatisfied"})
    ask_closing(ballot_id=ballot.pk, by=given.office, now=NOW)
    return close_ballot(ballot_id=ballot.pk, by=given.second, today=DAY, now=NOW)


def test_voiding_a_hearing_withdraws_the_talks_it_proposed_unless_they_are_decided(given: Given) -> None:
    """Nobody is talked to because of a ballot that does not stand; a talk that a leader has planned is the leader's to void."""
    who = f.person("县委书记")
    f.appoint(who, given.town.county_principal)
    head = f.acting("县委书记", (GrantRole.LEADER, given.town.county), today=DAY, who=who)
    ballot = low_for_both(given)
    decided, left = TalkProposal.objects.order_by("id")
    talk = confirm_proposal(proposal_id=decided.pk, planned_on=DAY, holder_id=None, by=head, today=DAY, now=NOW)
    assert [row[2] for row in waiting_proposals(head, DAY)] == [left.pk]
    void_hearing(hearing_id=ballot.hearing_id, reason="程序有误，重新组织", by=given.office, now=NOW)
    left.refresh_from_db()
    assert (left.withdrawn_at, left.confirmed, left.reason) == (NOW, None, "程序有误，重新组织")
    assert not list(waiting_proposals(head, DAY))
    assert AuditEntry.objects.filter(action="talks.proposal.withdraw").count() == 1
    assert AuditEntry.objects.get(action="hearings.hearing.void").after["proposals"] == [left.pk]
    for attempt in (
        lambda: confirm_proposal(proposal_id=left.pk, planned_on=DAY, holder_id=None, by=head, today=DAY, now=NOW),
        lambda: refuse_proposal(proposal_id=left.pk, reason="不谈", by=head, now=NOW),
    ):
        with pytest.raises(Conflict, match="withdrawn"):
            attempt()
    _page, waits = proposal_list(by=head, waiting=True, page=1)
    _page, over = proposal_list(by=head, waiting=False, page=1)
    assert (waits, [(row.id, row.withdrawn, row.talk_id) for row in over]) == (
        [], [(left.pk, True, None), (decided.pk, False, talk.pk)]
    )
    browser = Client()
    browser.force_login(Account.objects.get(pk=head.account_id))
    page = browser.get(reverse("talk-proposal", args=(left.pk,))).content.decode()
    assert "程序有误，重新组织" in page
    assert 'name="planned_on"' not in page


def test_the_operator_at_the_machine_plans_nothing(given: Given) -> None:
    with pytest.raises(NotAllowed, match="Only a person"):
        plan_hearing(terms=terms(given), by=replace(given.office, account_id=None), today=DAY, now=NOW)


def test_a_seat_finds_its_report_on_its_desk_without_any_grant(given: Given) -> None:
    """Who holds a seat and has no right beside it prepares the report and gives the answers of that seat."""
    who = f.person("赵五")
    seat = f.seat(given.town.bureau, Role.MEMBER, "副局长", position=9)
    f.appoint(who, seat)
    mine = acting_for(f.account("副局长", who=who), today=DAY)
    hearing = planned(given)
    HearingReporter.objects.create(hearing=hearing, post=seat, position=9)
    assert [row[2] for row in waiting.reports(mine, DAY)] == [hearing.pk]
