"""What waits stands among the work of whoever does it next, and of nobody else; it names no content."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from liangze.talks.actions import ask_admonition, hold_talk, send_inquiry
from liangze.talks.new_talk import AdmonitionWords, InquiryWords
from liangze.web.mywork.errands import errands
from tests.rooms.talks.given import DAY, WHEN, held, matter, summons

pytestmark = pytest.mark.django_db


def waits(who) -> set[str]:
    with override("en"):
        return {each.what for each in errands(who, DAY)}


def test_each_step_leads_to_whoever_takes_it(t):
    talk = matter(t)
    assert waits(t.head) == {"A talk is to be held"}
    assert waits(t.east) == set(), "a planned talk is not announced by the system"
    hold_talk(new=summons(t, talk_id=talk.pk), by=t.head, **WHEN)
    assert waits(t.head) == set()
    assert waits(t.east) == {"An explanation is asked of you"}
    (errand,) = errands(t.east, DAY)
    assert errand.title == f"甲县 {talk.number}"
    assert errand.due


def test_approval_opinion_and_follow_up_wait_for_their_people(t):
    held(t)
    assert waits(t.head) == {"A talk is to be followed up"}
    words = AdmonitionWords("事实", "规定", approver_id=t.town.county_leadership.pk)
    given = {"holder_id": t.secretary.pk, "topics": frozenset(), "said": ""}
    ask_admonition(new=summons(t, on=None, words=words, **given), by=t.discipline, **WHEN)
    assert waits(t.deputy) == {"An approval is asked of you"}
    assert waits(t.discipline) == set()
    send_inquiry(new=summons(t, words=InquiryWords("请说明"), **given), by=t.discipline, **WHEN)
    assert waits(t.east) == {"An explanation is asked of you"}
    assert waits(t.office) == waits(t.liaison) == waits(t.west) == set()
