"""A rule that sees a reason proposes a talk: once for the same record, trigger and seat, to the head who should hold it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liangze.core.errors import Refusal
from liangze.organisation.policy import console
from liangze.talks.actions import propose_talk
from liangze.talks.models import TalkProposal
from liangze.talks.new_proposal import NewProposal
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f

DAY = date(2026, 6, 16)
BY = console("test")
pytestmark = pytest.mark.django_db


def proposed(new: NewProposal) -> TalkProposal:
    return propose_talk(new=new, by=BY, today=DAY, now=f.at(DAY))


def test_the_same_reason_is_proposed_once():
    """The same record, trigger and seat give the proposal that stands; another trigger is another reason."""
    town = f.town()
    new = NewProposal("summons", "low_satisfaction", town.township1_principal.pk, {"share": 61}, ("hearings.hearing", 3))
    first, again, other = proposed(new), proposed(replace(new, facts={"share": 60})), proposed(replace(new, trigger="many_problems"))
    assert first.pk == again.pk != other.pk
    assert again.facts == {"share": 61}
    assert TalkProposal.objects.count() == 2
    assert AuditEntry.objects.filter(action="talks.proposal.propose").count() == 2


def test_the_head_above_talks_and_the_own_head_with_a_member():
    """A principal is talked with by the principal above, a member by the own principal; at the top the holder is left open."""
    town = f.town()

    def holder(post):
        return proposed(NewProposal("reminder", "early_signs", post.pk, {}, ("test.record", post.pk))).holder

    assert holder(town.township1_principal) == town.county_principal
    assert holder(town.member1) == town.principal
    assert holder(town.head1) == town.principal
    assert holder(f.seat(town.city, f.Role.PRINCIPAL)) is None


def test_facts_stay_out_of_the_audit_chain():
    """The chain says that a talk was proposed and proves its facts by their digest; it does not tell them."""
    town = f.town()
    proposed(NewProposal("summons", "minor_matter", town.township1_principal.pk, {"matter": "茅台"}, ("test.record", 1)))
    entry = AuditEntry.objects.get(action="talks.proposal.propose")
    assert "茅台" not in str(entry.after)
    assert len(entry.after["facts"]) == 64


def test_what_cannot_be_a_talk_is_refused():
    """A body cannot be talked with, nobody talks with themselves, and a word of no vocabulary is no kind."""
    town = f.town()
    new = NewProposal("summons", "other", town.township1_principal.pk, {}, ("test.record", 1))
    for wrong, field in (
        (replace(new, kind="chat"), "kind"), (replace(new, post_id=town.leadership.pk), "post"),
        (replace(new, holder_id=town.township1_principal.pk), "holder"),
    ):
        with pytest.raises(Refusal) as refused:
            proposed(wrong)
        assert refused.value.field == field
