"""The six kinds go their own ways; each step is a record, and what is missing is refused with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liangze.core.errors import Conflict, NotAllowed, Refusal, Refusals
from liangze.core.talk import TalkStage, working_days_after
from liangze.core.talk_rules import TalkEffect
from liangze.core.words import Role
from liangze.talks.actions import (
    ask_admonition,
    conclude_inquiry,
    confirm_proposal,
    decide_admonition,
    explain,
    follow_up,
    hold_admonition,
    hold_talk,
    pass_on_matter,
    propose_talk,
    refuse_proposal,
    reply_matter,
    send_inquiry,
    sign_talk,
    void_talk,
)
from liangze.talks.models import AdmonitionEffect, Talk
from liangze.talks.new_proposal import NewProposal
from liangze.talks.new_talk import AdmonitionWords, InquiryWords, PreAppointmentWords, ReminderWords
from liangze.talks.queries.page import talk_page
from liangze.talks.queries.reach import RECORD, stage, the_talk
from liangze.talks.rules import rules
from liangze.trust.endorsements import sheet_of
from tests.rooms import factory as f
from tests.rooms.talks.given import DAY, NOW, PASSPHRASE, WHEN, Talkers, heart, held, key_for, matter, summons


def standing(talk: Talk, by) -> TalkStage:
    return stage(the_talk(talk.pk, by))


def wrong(new, t: Talkers, by=None) -> dict[str, str]:
    with pytest.raises(Refusals) as refused:
        hold_talk(new=new, by=by or t.head, **WHEN)
    return {each.field: str(each) for each in refused.value.refusals}


def admonition(t: Talkers, **changes) -> Talk:
    """Asked for by the discipline secretary, of the county's head."""
    words = AdmonitionWords("工作不力", "化实施办法第十二条9", approver_id=t.town.county_principal.pk)
    given = {"on": None, "holder_id": t.secretary.pk, "topics": frozenset(), "words": words, "said": "", "trigger": "barely_qualified"}
    return ask_admonition(new=summons(t, **(given | changes)), by=t.discipline, **WHEN)


def signed(talk: Talk, by, opinion: str = "agree", comments: str = ""):
    sheet = sheet_of((RECORD, talk.pk))
    assert sheet
    return sign_talk(talk_id=talk.pk, shown=sheet.digest, opinion=opinion, comments=comments, passphrase=PASSPHRASE, by=by, **WHEN)


def test_a_heart_to_heart_talk_needs_no_more_than_that_it_was_held(t):
    talk = hold_talk(new=heart(t), by=t.head, **WHEN)
    assert standing(talk, t.head) is TalkStage.DONE
    t.owed.refresh_from_db()
    assert t.owed.fulfilled_on == DAY


def test_a_reminder_is_looked_at_again(t):
    words = ReminderWords("迟到早退", "改正", date(2026, 7, 1))
    talk = held(t, words=words, topics=frozenset({"integrity-talk"}))
    assert standing(talk, t.head) is TalkStage.FOLLOW_UP
    assert wrong(summons(t, words=replace(words, follow_up_on=DAY)), t).keys() == {"follow_up_on"}
    assert "within a year" in wrong(summons(t, words=replace(words, follow_up_on=date(2031, 1, 1))), t)["follow_up_on"]
    follow_up(talk_id=talk.pk, result="已经改正", by=t.head, **WHEN)
    assert standing(talk, t.head) is TalkStage.DONE


def test_a_summons_keeps_its_commitments_until_they_are_looked_at(t):
    talk = held(t)
    page = talk_page(talk_id=talk.pk, by=t.head, today=DAY)
    assert page.due == date(2026, 6, 30)
    commitment = talk.commitments.get()
    follow_up(talk_id=talk.pk, result="按时补上", kept=[commitment.pk], by=t.head, **WHEN)
    commitment.refresh_from_db()
    assert commitment.kept_at == NOW


def test_bad_days_and_persons_are_refused_together_with_what_to_do(t):
    """In the future, before the appointment of the talker or of the person, with oneself: each says which field and why."""
    assert "has not come yet" in wrong(summons(t, on=DAY + timedelta(1)), t)["on"]
    newcomer = f.seat(t.town.township2, Role.MEMBER, "副乡长")
    f.appoint(f.person("冯新"), newcomer, since=date(2026, 6, 1))
    told = wrong(summons(t, on=date(2026, 5, 1), counterparts=(newcomer.pk,)), t)
    assert "Nobody sat on the seat “副乡长”" in told["counterparts"].replace("西乡副乡长", "副乡长")
    assert "themselves" in wrong(summons(t, counterparts=(t.town.county_principal.pk,)), t)["counterparts"]
    late = f.seat(t.town.county, Role.MEMBER, "县委常委")
    told = wrong(summons(t, holder_id=late.pk, said="x" * 5001, counterparts=()), t)
    assert set(told) == {"on", "counterparts", "said"}


def test_whoever_writes_down_a_talk_of_somebody_else_is_its_note_taker(t):
    """The deputy may record the head's talk: the record says that the deputy took the notes, and so may read them."""
    assert held(t, by=t.deputy).note_taker_id == t.deputy.account_id
    with pytest.raises(NotAllowed):
        held(t, by=t.liaison)


def test_numbers_run_on_after_nine_thousand_nine_hundred_and_ninety_nine(t):
    """10000 comes after 9999 and before 10001: numbers are counted as numbers, not compared as words."""
    talk = held(t)
    assert talk.number == "2026-0001"
    Talk.objects.filter(pk=talk.pk).update(number="2026-9999")
    assert [held(t).number for _again in range(3)] == ["2026-10000", "2026-10001", "2026-10002"]


def test_an_admonition_is_approved_by_somebody_else_first(t):
    talk = admonition(t)
    assert standing(talk, t.discipline) is TalkStage.APPROVAL
    asked = {"talk_id": talk.pk, "on": DAY, "place": "", "words": "谈话内容", "note_taker_id": None}
    with pytest.raises(Conflict, match="only after it was approved"):
        hold_admonition(**asked, by=t.discipline, **WHEN)
    decided = {"talk_id": talk.pk, "approve": True, "opinion": "同意诫勉", "meeting_on": None}
    with pytest.raises(NotAllowed, match="decides about this admonition"):
        decide_admonition(**decided, by=t.discipline, **WHEN)
    decide_admonition(**decided, by=t.head, **WHEN)
    with pytest.raises(Conflict):
        decide_admonition(**decided, by=t.head, **WHEN)
    hold_admonition(**asked, by=t.discipline, **WHEN)
    effects = set(AdmonitionEffect.objects.values_list("effect", "until"))
    assert effects == {(TalkEffect.AWARDS_WITHHELD, date(2026, 12, 31)), (TalkEffect.NO_PROMOTION, date(2026, 12, 16))}
    assert standing(talk, t.discipline) is TalkStage.EXPLANATION
    explain(talk_id=talk.pk, text="我的说明", by=t.east, **WHEN)
    assert standing(talk, t.discipline) is TalkStage.DONE


def test_the_effects_of_an_admonition_are_those_of_the_installation(t, settings):
    settings.TALK_RULES = {"no_promotion_months": 12, "awards_withheld": False}
    talk = admonition(t)
    decide_admonition(talk_id=talk.pk, approve=True, opinion="同意", meeting_on=None, by=t.head, **WHEN)
    hold_admonition(talk_id=talk.pk, on=DAY, place="", words="内容", note_taker_id=None, by=t.discipline, **WHEN)
    assert list(AdmonitionEffect.objects.values_list("effect", "until")) == [(TalkEffect.NO_PROMOTION, date(2027, 6, 16))]


def test_a_committee_names_its_meeting_and_nobody_approves_their_own_request(t):
    words = AdmonitionWords("工作不力", "规定", approver_id=t.town.county_leadership.pk)
    new = summons(t, on=None, words=words, topics=frozenset(), said="")
    talk = ask_admonition(new=new, by=t.head, **WHEN)
    decided = {"talk_id": talk.pk, "approve": False, "opinion": "不同意"}
    with pytest.raises(NotAllowed, match="what they asked for"):
        decide_admonition(**decided, meeting_on=DAY, by=t.head, **WHEN)
    with pytest.raises(Refusals, match="its day is missing"):
        decide_admonition(**decided, meeting_on=None, by=t.deputy, **WHEN)
    with pytest.raises(Refusals, match="no meeting before that day") as told:
        decide_admonition(**decided, meeting_on=DAY - timedelta(1), by=t.deputy, **WHEN)
    assert [each.field for each in told.value.refusals] == ["meeting_on"]
    decide_admonition(**decided, meeting_on=DAY, by=t.deputy, **WHEN)
    assert standing(talk, t.head) is TalkStage.REFUSED


def test_an_inquiry_is_owed_in_working_days_and_never_closed_by_the_clock(t):
    """Fifteen working days after 16 June 2026, with the festival of 19 June in between, end on 8 July. Late stays late."""
    words = InquiryWords("请说明公务接待情况")
    new = summons(t, holder_id=t.secretary.pk, counterparts=(t.town.township1_principal.pk,), words=words, topics=frozenset())
    talk = send_inquiry(new=new, by=t.discipline, **WHEN)
    assert talk.inquiry.owed_by == date(2026, 7, 8)
    assert talk.inquiry.opinion_post_id == t.town.county_principal.pk, "the head of the person's own unit is the person; so the one above"
    with pytest.raises(Refusal, match="without the person's written explanation"):
        conclude_inquiry(talk_id=talk.pk, conclusion="了结", by=t.discipline, **WHEN)
    late = date(2026, 9, 1)
    page = talk_page(talk_id=talk.pk, by=t.discipline, today=late)
    assert (page.stage, page.days) == (TalkStage.EXPLANATION, -55)
    explain(talk_id=talk.pk, text="说明", by=t.east, today=late, now=f.at(late))
    assert talk.explanations.get().days_late == 55
    with pytest.raises(Conflict):
        conclude_inquiry(talk_id=talk.pk, conclusion="了结", by=t.discipline, **WHEN)
    key_for(t.head)
    signed(talk, t.head)
    conclude_inquiry(talk_id=talk.pk, conclusion="予以了结", by=t.discipline, **WHEN)
    assert standing(talk, t.discipline) is TalkStage.DONE


def test_a_pre_appointment_talk_is_held_around_taking_office_with_one_or_several(t):
    posts = [f.seat(t.town.township2, Role.MEMBER, f"副乡长{n}") for n in (1, 2, 3)]
    for number, post in enumerate(posts[:2]):
        f.appoint(f.person(f"新任{number}"), post, since=date(2026, 7, 1))
    words = PreAppointmentWords("廉洁要求", "廉洁承诺")
    talk = held(t, words=words, counterparts=(posts[0].pk, posts[1].pk), topics=frozenset({"integrity-talk"}))
    assert {each.office_on for each in talk.counterparts.all()} == {date(2026, 7, 1)}
    f.appoint(f.person("老任"), posts[2], since=date(2025, 1, 1))
    told = wrong(summons(t, words=words, counterparts=(posts[2].pk,)), t)
    assert "60 days before to 30 days after" in told["counterparts"]


def test_a_minor_matter_is_talked_about_explained_endorsed_and_replied_to(t):
    talk = matter(t)
    assert talk.minor_matter
    assert standing(talk, t.head) is TalkStage.PLANNED
    hold_talk(new=summons(t, talk_id=talk.pk), by=t.head, **WHEN)
    t.owed.refresh_from_db()
    assert t.owed.fulfilled_on == DAY
    with pytest.raises(NotAllowed, match="Only the person talked to"):
        explain(talk_id=talk.pk, text="别人写的", by=t.head, **WHEN)
    explain(talk_id=talk.pk, text="第一次说明", by=t.east, **WHEN)
    key_for(t.head)
    signed(talk, t.head, "return", "写具体")
    assert standing(talk, t.head) is TalkStage.EXPLANATION
    due = working_days_after(DAY, rules().explanation_working_days)
    assert the_talk(talk.pk, t.east).next_due == due, "what was given back is owed by a day as well"
    late = due + timedelta(days=3)
    assert explain(talk_id=talk.pk, text="第二次说明", by=t.east, today=late, now=f.at(late)).days_late == 3
    with pytest.raises(NotAllowed):
        signed(talk, t.east)
    signed(talk, t.head)
    assert standing(talk, t.head) is TalkStage.REPLY
    reply_matter(talk_id=talk.pk, reply="已谈话，本人已说明。", by=t.head, **WHEN)
    page = talk_page(talk_id=talk.pk, by=t.discipline, today=DAY)
    assert page.over
    assert page.content, "whoever passed it on reads the reply"


def test_a_matter_is_passed_on_by_a_discipline_organ_only(t):
    with pytest.raises(NotAllowed):
        pass_on_matter(post_id=t.town.township1_principal.pk, matter="x", document="", reply_by=None, by=t.head, **WHEN)


def test_the_head_leaves_a_talk_to_a_member_or_refuses_it_with_a_reason(t):
    new = NewProposal("summons", "overdue_tasks", t.town.township1_principal.pk, {"title": "任务"}, ("breakdown.task", 1))
    first = propose_talk(new=new, by=t.office, **WHEN)
    with pytest.raises(NotAllowed, match="Whoever shall hold the talk decides"):
        refuse_proposal(proposal_id=first.pk, reason="没有必要", by=t.deputy, now=NOW)
    talk = confirm_proposal(proposal_id=first.pk, planned_on=DAY, holder_id=t.member.pk, by=t.head, **WHEN)
    assert talk.holder_id == t.member.pk
    with pytest.raises(Conflict):
        refuse_proposal(proposal_id=first.pk, reason="没有必要", by=t.head, now=NOW)
    second = propose_talk(new=replace(new, record=("breakdown.task", 2)), by=t.office, **WHEN)
    with pytest.raises(Refusal, match="needs a reason"):
        refuse_proposal(proposal_id=second.pk, reason=" ", by=t.head, now=NOW)
    assert refuse_proposal(proposal_id=second.pk, reason="任务已经撤销", by=t.head, now=NOW).confirmed is False


def test_voiding_opens_what_was_settled_again(t):
    talk = held(t)
    assert void_talk(talk_id=talk.pk, reason="记错了人", by=t.head, now=NOW) == [t.owed.pk]
    t.owed.refresh_from_db()
    assert t.owed.fulfilled_on is None
    with pytest.raises(Conflict):
        void_talk(talk_id=talk.pk, reason="再来一次", by=t.head, now=NOW)


def test_a_planned_talk_is_held_once_when_two_record_it_at_once(t):
    """Whoever comes second is told that it is no longer planned; nothing is written twice."""
    new = NewProposal("summons", "overdue_tasks", t.town.township1_principal.pk, {}, ("breakdown.task", 1))
    proposal = propose_talk(new=new, by=t.office, **WHEN)
    talk = confirm_proposal(proposal_id=proposal.pk, planned_on=DAY, holder_id=None, by=t.head, **WHEN)
    hold_talk(new=summons(t, talk_id=talk.pk), by=t.head, **WHEN)
    with pytest.raises(Conflict):
        hold_talk(new=summons(t, talk_id=talk.pk), by=t.head, **WHEN)
    assert talk.counterparts.count() == 1
