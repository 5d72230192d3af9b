"""What a meeting decides comes up again at the next meeting of its kind, and may become a task or a problem before."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liangze.breakdown.actions import start
from liangze.core.errors import Conflict, NotAllowed, Refusals
from liangze.core.words import Role
from liangze.meetings.actions import answer_decision, make_problem, make_task, void_meeting
from liangze.meetings.models import MeetingDecision
from liangze.meetings.queries.errands import to_carry_out, to_record
from liangze.meetings.queries.page import decision_page, meeting_page
from liangze.organisation.models import Account, GrantRole
from liangze.trust.attachments import earlier_uses
from liangze.trust.models import AttachmentUse, AuditEntry
from tests.rooms import factory as f
from tests.rooms.meetings.conftest import DAY, NOW

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 8)


def next_meeting(bureau, **changes):
    return bureau.held(bureau.planned(on=JULY, title="三季度专题例会", today=JULY), today=JULY, on=JULY, decisions=(), **changes)


def test_the_next_meeting_of_the_kind_must_answer_each_open_decision(bureau):
    bureau.held()
    decision = MeetingDecision.objects.get()
    with pytest.raises(Refusals) as refused:
        next_meeting(bureau)
    (only,) = refused.value.refusals
    assert only.field == f"answer-{decision.pk}"
    assert only.fill(only.what) == "The decision “六月底前建立廉政风险点清单” of an earlier meeting has no answer."


def test_a_meeting_of_another_kind_is_not_asked(bureau):
    bureau.held()
    bureau.held(bureau.planned(kind="committee", title="党组会"), decisions=())


def test_an_answer_carries_its_proof_its_new_day_or_its_reason(bureau):
    bureau.held()
    number = MeetingDecision.objects.get().pk
    for answer in (bureau.answer(number, words=" "), bureau.answer(number, "continues"), bureau.answer(number, "continues", day=DAY),
                   bureau.answer(number, "dropped", ""), bureau.answer(number, "maybe")):
        with pytest.raises(Refusals) as refused:
            next_meeting(bureau, answers=(answer,))
        assert {each.field for each in refused.value.refusals} == {f"answer-{number}"}


def test_the_chain_of_a_decision_shows_every_meeting(bureau):
    bureau.held()
    number = MeetingDecision.objects.get().pk
    second = next_meeting(bureau, answers=(bureau.answer(number, "continues", "尚差两个处室。", date(2026, 9, 1)),))
    autumn = date(2026, 10, 9)
    third = bureau.held(
        bureau.planned(on=autumn, title="四季度专题例会", today=autumn), today=autumn, on=autumn, decisions=(),
        answers=(bureau.answer(number),),
    )
    view = decision_page(decision_id=number, by=bureau.liaison, today=autumn).view
    assert [(each.meeting_id, each.answer) for each in view.answers] == [(second.pk, "continues"), (third.pk, "done")]
    assert (view.state, view.first_due, view.due) == ("done", date(2026, 6, 30), date(2026, 9, 1))
    assert [each.id for each in meeting_page(meeting_id=third.pk, by=bureau.liaison, today=autumn).answered] == [number]
    with pytest.raises(Conflict, match="answered again since"):
        void_meeting(meeting_id=second.pk, reason="登记有误", by=bureau.liaison, now=f.at(autumn))
    void_meeting(meeting_id=third.pk, reason="登记有误", by=bureau.liaison, now=f.at(autumn))
    assert decision_page(decision_id=number, by=bureau.liaison, today=autumn).view.state == "overdue"


def test_between_meetings_it_is_answered_by_who_carries_it_out_and_only_once(bureau):
    bureau.held()
    number = MeetingDecision.objects.get().pk
    with pytest.raises(NotAllowed):
        answer_decision(answer=bureau.answer(number), seen=0, by=bureau.office, today=DAY, now=NOW)
    answer_decision(answer=bureau.answer(number, "continues", "过半。", date(2026, 7, 20)), seen=0, by=bureau.liaison, today=DAY, now=NOW)
    with pytest.raises(Conflict, match="meanwhile"):
        answer_decision(answer=bureau.answer(number), seen=0, by=bureau.colleague, today=DAY, now=NOW)
    answer_decision(answer=bureau.answer(number), seen=1, by=bureau.colleague, today=DAY, now=NOW)
    next_meeting(bureau)


def test_a_decision_becomes_a_task_of_the_breakdown_of_its_year(bureau):
    bureau.held()
    number = MeetingDecision.objects.get().pk
    office = f.acting("甲局办", (GrantRole.OFFICE, bureau.town.bureau), today=DAY)
    with pytest.raises(Conflict, match="no breakdown"):
        make_task(decision_id=number, leader_id=bureau.head.pk, by=office, today=DAY, now=NOW)
    with pytest.raises(NotAllowed):
        make_task(decision_id=number, leader_id=bureau.head.pk, by=bureau.liaison, today=DAY, now=NOW)
    start(unit_id=bureau.town.bureau.pk, year=2026, title="2026年任务分解", by=office, now=NOW)
    task = make_task(decision_id=number, leader_id=bureau.head.pk, by=office, today=DAY, now=NOW)
    terms = task.terms.get()
    assert (terms.title, terms.due) == ("六月底前建立廉政风险点清单", date(2026, 6, 30))
    assert "二季度专题例会" in terms.basis
    with pytest.raises(Conflict, match="already"):
        make_task(decision_id=number, leader_id=bureau.head.pk, by=office, today=DAY, now=NOW)


def test_a_decision_becomes_a_problem(bureau):
    bureau.held()
    number = MeetingDecision.objects.get().pk
    problem = make_problem(decision_id=number, category="systems", by=bureau.colleague, today=DAY, now=NOW)
    assert (problem.source, problem.unit_id, problem.post_id) == ("meeting", bureau.town.bureau.pk, bureau.member.pk)
    assert (problem.record_type, problem.record_id) == ("meetings.decision", number)
    assert decision_page(decision_id=number, by=bureau.liaison, today=DAY).view.problem_id == problem.pk


def test_what_waits_shows_in_my_work(bureau):
    """A planned day that has come, and a decision of one's own seat that is due soon."""
    bureau.planned(on=date(2026, 6, 15))
    bureau.held(bureau.planned(kind="committee"))
    assert [row[0] for row in to_record(bureau.liaison, DAY)] == ["meeting-record"]
    assert list(to_carry_out(bureau.liaison, DAY)) == [], "a seat answers for it"
    who = f.person("周某")
    other = f.seat(bureau.town.bureau, Role.MEMBER, "副局长四")
    f.appoint(who, other)
    MeetingDecision.objects.update(owner=other)
    mine = f.acting("副局长四", (GrantRole.LEADER, bureau.town.bureau), today=DAY, who=who)
    assert [(row[0], row[5]) for row in to_carry_out(mine, DAY)] == [("meeting-decision", date(2026, 6, 30))]


def test_done_is_said_with_files_as_proof_which_are_free_again_when_the_meeting_is_void(bureau):
    """Whoever reads the decision reads its proof; a stranger does not. The same file proves nothing else without a reason."""
    first = bureau.held()
    number = MeetingDecision.objects.get().pk
    browser, other = Client(), Client()
    browser.force_login(Account.objects.get(pk=bureau.liaison.account_id))
    other.force_login(Account.objects.get(pk=bureau.stranger.account_id))
    address = reverse("meeting-decision-answer", args=(number,))
    file = SimpleUploadedFile("清单.txt", "廉政风险点清单".encode())
    bad = browser.post(address, {"answer": "done", "words": "", "seen": "0", "files": file})
    assert bad.status_code == 422
    token = bad.context["files"][0][0].token
    assert token in bad.content.decode(), "what was uploaded is kept while the words are mended"
    assert browser.post(address, {"answer": "done", "words": "清单已印发。", "seen": "0", "kept": token}).status_code == 302
    page = decision_page(decision_id=number, by=bureau.liaison, today=DAY)
    ((answer, (used,)),) = page.chain
    assert (answer.answer, used.name) == ("done", "清单.txt")
    assert AuditEntry.objects.get(action="meetings.decision.answer").after["files"][0]["name"] == "清单.txt"
    link = reverse("meeting-answer-file", args=(number, answer.id, used.id))
    assert link in browser.get(reverse("meeting-decision", args=(number,))).content.decode()
    assert b"".join(browser.get(link).streaming_content).decode() == "廉政风险点清单"
    assert other.get(link).status_code == 404
    assert browser.get(reverse("meeting-answer-file", args=(number, 0, used.id))).status_code == 404
    void_meeting(meeting_id=first.pk, reason="登记有误", by=bureau.liaison, now=NOW)
    assert not earlier_uses([AttachmentUse.objects.get(pk=used.id).attachment_id])
