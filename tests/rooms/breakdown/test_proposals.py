"""Slow tasks: what is proposed for them, and that the leader in charge decides."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.breakdown.actions import confirm, propose, refuse
from liangze.breakdown.jobs import propose_for_slow
from liangze.breakdown.models import TaskProposal
from liangze.core.errors import Conflict, NotAllowed, Refusal
from tests.rooms import factory as f
from tests.rooms.breakdown import given as g

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 10)


@pytest.fixture
def county():
    return g.county()


def when(day=APRIL):
    return {"today": day, "now": f.at(day)}


def test_only_a_slow_task_has_something_proposed(county):
    _, task = g.accepted(county)
    with pytest.raises(Conflict, match="neither behind"):
        propose(task_id=task.pk, kind="talk", by=county.office, **when(date(2026, 3, 31)))
    with pytest.raises(Refusal):
        propose(task_id=task.pk, kind="fine", by=county.office, **when())
    with pytest.raises(NotAllowed):
        propose(task_id=task.pk, kind="talk", by=county.east, **when())
    made = propose(task_id=task.pk, kind="talk", by=county.discipline, **when())
    assert made.why == {"state": "behind", "expected": 40, "reached": 0, "days_over": 0}
    with pytest.raises(Conflict, match="waits"):
        propose(task_id=task.pk, kind="talk", by=county.office, **when())


def test_the_leader_in_charge_decides_and_nobody_else(county):
    _, task = g.accepted(county)
    made = propose(task_id=task.pk, kind="reminder", by=county.office, **when())
    with pytest.raises(NotAllowed):
        confirm(proposal_id=made.pk, by=county.office, **when())
    with pytest.raises(Refusal, match="reason"):
        refuse(proposal_id=made.pk, reason=" ", by=county.leader, **when())
    refuse(proposal_id=made.pk, reason="已当面说明。", by=county.leader, **when())
    with pytest.raises(Conflict):
        confirm(proposal_id=made.pk, by=county.leader, **when())
    again = propose(task_id=task.pk, kind="talk", by=county.office, **when())
    assert confirm(proposal_id=again.pk, by=county.leader, **when()).confirmed is True


def test_each_morning_what_is_slow_is_proposed_once(county, monkeypatch):
    g.accepted(county, g.terms(county, title="另一项", milestones=()))
    monkeypatch.setenv("LIANGZE_TODAY", "2026-04-10")
    assert propose_for_slow(0) == 1, "the other one has no milestone to be behind"
    assert propose_for_slow(0) == 0
    made = TaskProposal.objects.get()
    assert (made.kind, made.by_id) == ("reminder", None)
    confirm(proposal_id=made.pk, by=county.leader, **when())
    monkeypatch.setenv("LIANGZE_TODAY", "2026-12-10")
    assert propose_for_slow(0) == 2
    assert sorted(TaskProposal.objects.filter(confirmed=None).values_list("kind", flat=True)) == ["reminder", "talk"]
