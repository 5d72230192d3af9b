"""Nobody acts in a talk about themselves from the other side of the table; ids that were made up are refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from liangze.core.errors import NotAllowed, NotFound, Refusals
from liangze.core.words import Role
from liangze.organisation.models import Appointment, GrantRole
from liangze.organisation.policy import console
from liangze.talks.actions import (
    ask_admonition,
    confirm_proposal,
    decide_admonition,
    hold_admonition,
    hold_talk,
    pass_on_matter,
    propose_talk,
    refuse_proposal,
    send_inquiry,
)
from liangze.talks.models import Talk
from liangze.talks.new_proposal import NewProposal
from liangze.talks.new_talk import AdmonitionWords, InquiryWords
from liangze.talks.queries.proposals import proposals_for
from tests.rooms import factory as f
from tests.rooms.talks.given import DAY, NOW, WHEN, Talkers, heart, summons
from tests.rooms.talks.test_pages import browser, filled
from tests.rooms.talks.test_procedures import admonition

COMMITTEE = {"on": None, "topics": frozenset(), "said": ""}


def asked_of_committee(t: Talkers, **changes) -> Talk:
    words = AdmonitionWords("工作不力", "规定", approver_id=t.town.county_leadership.pk)
    return ask_admonition(new=summons(t, words=words, **(COMMITTEE | changes)), by=t.office, **WHEN)


def test_a_member_whose_term_has_an_end_does_not_approve_their_own_admonition(t):
    """The term that ends next year is in force today: the member of the committee is the person concerned all the same."""
    talk = asked_of_committee(t, counterparts=(t.member.pk,))
    Appointment.objects.filter(post=t.member).update(until=date(2027, 1, 1))
    with pytest.raises(NotAllowed, match="concerns themselves"):
        decide_admonition(talk_id=talk.pk, approve=False, opinion="不同意", meeting_on=DAY, by=t.deputy, **WHEN)


def test_nor_does_whoever_holds_it_when_the_office_asked_in_their_name(t):
    words = AdmonitionWords("工作不力", "规定", approver_id=t.town.county_principal.pk)
    talk = ask_admonition(new=summons(t, words=words, **COMMITTEE), by=t.office, **WHEN)
    with pytest.raises(NotAllowed, match="what they asked for"):
        decide_admonition(talk_id=talk.pk, approve=True, opinion="同意", meeting_on=None, by=t.head, **WHEN)


@pytest.mark.parametrize("kind", ["inquiry", "heart_to_heart", "admonition"])
def test_nobody_records_a_talk_with_themselves_in_the_name_of_the_talker(t, kind):
    """The deputy may write down talks of the head, but none with the deputy: as its note taker they would conclude or void it."""
    given = {"counterparts": (t.member.pk,), "note_taker_id": None}
    admonish = AdmonitionWords("工作不力", "规定", approver_id=t.town.county_leadership.pk)
    act, new = {
        "inquiry": (send_inquiry, summons(t, words=InquiryWords("问题"), topics=frozenset(), said="", **given)),
        "admonition": (ask_admonition, summons(t, words=admonish, **(COMMITTEE | given))),
        "heart_to_heart": (hold_talk, heart(t, **given)),
    }[kind]
    with pytest.raises(Refusals, match="note"):
        act(new=new, by=t.deputy, **WHEN)
    assert not Talk.objects.exists()


def test_the_person_talked_to_is_not_chosen_to_take_the_notes(t):
    with pytest.raises(Refusals, match="note"):
        hold_talk(new=heart(t, note_taker_id=t.east.account_id), by=t.head, **WHEN)


def test_nor_when_an_approved_admonition_is_held(t):
    talk = admonition(t)
    decide_admonition(talk_id=talk.pk, approve=True, opinion="同意", meeting_on=None, by=t.head, **WHEN)
    client = browser(t.discipline)
    address = reverse("talk-hold", args=(talk.pk,))
    form = {"on": DAY.isoformat(), "place": "", "said": "内容"}
    for number in (t.east.account_id, 987654321):
        answer = client.post(address, form | {"note_taker": number})
        assert answer.status_code == 422
    talk.refresh_from_db()
    assert talk.on is None
    hold_admonition(talk_id=talk.pk, on=DAY, place="", words="内容", note_taker_id=t.office.account_id, by=t.discipline, **WHEN)


@pytest.mark.parametrize("who", ["west", "administrator"])
def test_notes_are_taken_by_somebody_of_the_unit_and_never_by_an_administrator(t, who):
    """The form offers the people of the unit that holds the talk; an id that was made up is refused with the field."""
    other = t.west if who == "west" else f.acting("系统管理员", (GrantRole.SYSTEM_ADMIN, t.town.county), today=DAY)
    talk = admonition(t, note_taker_id=None)
    Talk.objects.filter(pk=talk.pk).update(note_taker=None)
    decide_admonition(talk_id=talk.pk, approve=True, opinion="同意", meeting_on=None, by=t.head, **WHEN)
    for act in (
        lambda: hold_talk(new=heart(t, note_taker_id=other.account_id), by=t.head, **WHEN),
        lambda: hold_admonition(
            talk_id=talk.pk, on=DAY, place="", words="内容", note_taker_id=other.account_id, by=t.discipline, **WHEN
        ),
    ):
        with pytest.raises(Refusals, match="somebody of the unit") as told:
            act()
        assert [each.field for each in told.value.refusals] == ["note_taker"]
    assert hold_talk(new=heart(t, note_taker_id=t.office.account_id), by=t.head, **WHEN).note_taker_id == t.office.account_id


def test_nobody_decides_about_a_talk_with_themselves_while_the_seat_above_is_vacant(t):
    """What is overdue of the deputy waits for the head; the head's seat falls vacant. Others of the county decide, never the deputy."""
    new = NewProposal("summons", "overdue_obligations", t.member.pk, {}, ("duties.obligation", t.owed.pk), t.town.county_principal.pk)
    proposal = propose_talk(new=new, by=console(), today=DAY, now=NOW)
    Appointment.objects.filter(post=t.town.county_principal).update(until=DAY)
    for act in (
        lambda: refuse_proposal(proposal_id=proposal.pk, reason="不谈", by=t.deputy, now=NOW),
        lambda: confirm_proposal(proposal_id=proposal.pk, planned_on=DAY, holder_id=None, by=t.deputy, **WHEN),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()


def test_a_matter_about_the_head_of_all_is_not_shown_to_the_head(t):
    """Nobody sits above: whoever may hold talks there decides, and the person concerned does not even learn of it."""
    top = f.seat(t.town.city, Role.PRINCIPAL, "市委书记")
    who = f.person("市长甲")
    f.appoint(who, top)
    by = f.acting("市长甲", (GrantRole.LEADER, t.town.city), today=DAY, who=who)
    organ = f.acting("市纪委", (GrantRole.DISCIPLINE, t.town.city), today=DAY)
    proposal = pass_on_matter(post_id=top.pk, matter="反映其公车私用", document="", reply_by=None, by=organ, **WHEN)
    assert proposal.holder_id is None
    assert not proposals_for(by).filter(pk=proposal.pk).exists()


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "2026-06-16\0", "٢٠٢٦-06-16"])
@pytest.mark.parametrize("kind", ["summons", "reminder", "heart_to_heart", "pre_appointment", "inquiry"])
def test_absurd_days_are_refused_in_words(t, on, kind):
    client = browser(t.head)
    client.raise_request_exception = False
    form = filled(t) | {"sign": "x", "expected": "x", "required": "x", "undertaken": "x", "follow_up_on": on, "c_day": [on, ""]}
    for extra in ({"on": on}, {"on": on, "do": "check"}, {"on": DAY.isoformat()}):
        for name in ("talk-new", "talk-preview"):
            answer = client.post(reverse(name, args=(kind,)), form | extra)
            assert answer.status_code < 500, (name, extra)
