"""Where a rule asks for a talk by itself it is proposed each morning: for slow tasks, duties long overdue, posts newly taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.breakdown.actions import propose
from liangze.core.talk import TalkTrigger
from liangze.core.talk_rules import TalkRules
from liangze.core.words import Role
from liangze.talks.actions import hold_talk, propose_talk, refuse_proposal
from liangze.talks.jobs import propose_by_rules
from liangze.talks.models import TalkProposal
from liangze.talks.new_talk import PreAppointmentWords
from liangze.talks.queries.found import long_overdue, newly_appointed, slow_tasks
from tests.rooms import factory as f
from tests.rooms.breakdown.given import accepted, county
from tests.rooms.talks.given import DAY, NOW, WHEN, summons

pytestmark = pytest.mark.django_db


def test_a_task_overdue_proposes_a_talk_with_the_head_of_its_lead_unit():
    """The facts say which task, since when, and how far it has come."""
    c, late = county(), date(2026, 12, 20)
    _breakdown, task = accepted(c)
    assert list(slow_tasks(late)) == []
    propose(task_id=task.pk, kind="talk", by=c.office, today=late, now=f.at(late))
    (new,) = slow_tasks(late)
    assert (new.trigger, new.post_id) == (TalkTrigger.OVERDUE_TASKS, c.town.principal.pk)
    assert (new.facts["title"], new.facts["days_over"]) == ("开展警示教育", 20)


def test_duties_long_overdue_propose_one_talk_for_each_seat(t):
    """Thirty days after the due day, with the clause that is not met; several overdue duties of a seat are one reason."""
    meeting = f.duty(f.version("more"), "meeting", topics=("special-meeting",), title="每季度专题会议")
    f.owe(meeting, t.town.township1_leadership, year=2026)
    f.owe(f.duty(meeting.version, "study"), t.town.township1_leadership, year=2026)
    rules = TalkRules()
    assert list(long_overdue(date(2026, 4, 30), rules)) == []
    (new,) = long_overdue(date(2026, 5, 1), rules)
    assert (new.post_id, new.clause_id, new.facts["days_over"]) == (t.town.township1_principal.pk, meeting.clause_id, 31)


def test_a_new_appointment_proposes_a_pre_appointment_talk_until_it_was_held(t):
    post = f.seat(t.town.township2, Role.MEMBER, "副乡长")
    f.appoint(f.person("新任"), post, since=DAY + timedelta(10))
    (new,) = newly_appointed(DAY, TalkRules())
    assert (new.kind, new.post_id) == ("pre_appointment", post.pk)
    hold_talk(new=summons(t, words=PreAppointmentWords("要求", "承诺"), counterparts=(post.pk,), topics=frozenset()), by=t.head, **WHEN)
    assert list(newly_appointed(DAY, TalkRules())) == []


def test_the_job_proposes_once_and_a_refusal_stands(t):
    post = f.seat(t.town.county, Role.MEMBER, "县委常委")
    f.appoint(f.person("新任"), post, since=DAY)
    assert propose_by_rules(timestamp=0) == 1
    proposal = TalkProposal.objects.get()
    assert (proposal.holder_id, proposal.by) == (t.town.county_principal.pk, None)
    refuse_proposal(proposal_id=proposal.pk, reason="已经谈过", by=t.head, now=NOW)
    assert propose_by_rules(timestamp=0) == 0


def test_a_confirmed_talk_that_was_proposed_makes_room_for_the_next_task(monkeypatch):
    """However many there are: a run takes so many, and the next day goes on where it stopped."""
    c, late = county(), date(2026, 12, 20)
    _breakdown, first = accepted(c)
    propose(task_id=first.pk, kind="talk", by=c.office, today=late, now=f.at(late))
    monkeypatch.setattr("liangze.talks.queries.found.MOST", 1)
    (new,) = slow_tasks(late)
    propose_talk(new=new, by=c.office, today=late, now=f.at(late))
    assert list(slow_tasks(late)) == [], "what was proposed is not in the way of others"


def test_the_head_of_a_unit_is_looked_up_once_however_many_duties_it_owes(t, django_assert_num_queries):
    meeting = f.duty(f.version("more"), "meeting", topics=("special-meeting",), title="每季度专题会议")
    for number in range(4):
        f.owe(f.duty(meeting.version, f"study-{number}"), t.town.township1_leadership, year=2026)
    with django_assert_num_queries(3):  # who was proposed lately, the duties, the head
        (new,) = long_overdue(date(2026, 5, 1), TalkRules())
    assert new.post_id == t.town.township1_principal.pk
