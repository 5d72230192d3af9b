"""What the rows of talks.yaml point at: talks of unit A's head with its member, whose notes the leader of unit A takes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from liangze.core.talk import TalkStep
from liangze.organisation.policy import Acting
from liangze.talks.actions import (
    ask_admonition,
    confirm_proposal,
    decide_admonition,
    give_access,
    hold_talk,
    pass_on_matter,
    propose_talk,
    send_inquiry,
)
from liangze.talks.models import Talk, TalkExplanation, TalkStepTaken
from liangze.talks.new_proposal import NewProposal
from liangze.talks.new_talk import AdmonitionWords, HeartToHeartWords, InquiryWords, NewTalk, SummonsWords
from liangze.trust.attachments import Proof, take_in, uses_of
from tests.rooms import factory as f

TARGETS: dict[str, str] = {"talk_id": "talk", "access_id": "talk_access"}


def made(place: Any, acts: Mapping[str, Acting], day: date) -> dict[str, Any]:
    """A summons with a file, a talk that somebody else may read, an admonition asked for and one approved, an inquiry explained, a matter
    endorsed, two proposals."""
    at, leader = {"today": day, "now": f.at(day)}, acts["leader-a"]
    head, member = place.targets["post_a_principal"], place.targets["post_a_member"]
    given = {"holder_id": head, "counterparts": (member,), "said": "机密内容"}
    file = take_in(file=io.BytesIO("谈话记录".encode()), name="记录.txt")
    summons = SummonsWords("推进迟缓", "为何？", (("补上", date(2026, 6, 30)),))
    talk = hold_talk(new=NewTalk(summons, on=day, proofs=(Proof(file.id, file.name),), **given), by=leader, **at)
    named = hold_talk(new=NewTalk(HeartToHeartWords("家事", ""), on=day, **given), by=leader, **at)
    access = give_access(talk_id=named.pk, username="liaison-b", why="整理档案", by=leader, now=f.at(day))
    decider = replace(acts["city-office"], posts=frozenset({place.targets["post_city_principal"]}))

    def admonition() -> Talk:
        words = AdmonitionWords("履职不力", "考核结果", approver_id=place.targets["post_city_principal"])
        return ask_admonition(new=NewTalk(words, **given | {"said": ""}), by=leader, **at)

    asked, approved = admonition(), admonition()
    decide_admonition(talk_id=approved.pk, approve=True, opinion="同意", meeting_on=None, by=decider, **at)
    inquiry = send_inquiry(new=NewTalk(InquiryWords("请说明"), on=day, **given | {"said": ""}), by=leader, **at)
    _explained(inquiry, leader, day)
    passed = pass_on_matter(post_id=member, matter="轻微问题", document="", reply_by=None, by=acts["discipline"], **at)
    sits = replace(leader, posts=frozenset({head}))
    matter = confirm_proposal(proposal_id=passed.pk, planned_on=day, holder_id=None, by=sits, **at)
    Talk.objects.filter(pk=matter.pk).update(note_taker=leader.account_id)
    hold_talk(new=NewTalk(summons, on=day, talk_id=matter.pk, trigger="minor_matter", **given), by=leader, **at)
    _explained(matter, leader, day)
    new = NewProposal("reminder", "early_signs", member, {"title": "迟到"}, ("test.record", 1), holder_id=head)
    waiting = propose_talk(new=new, by=acts["city-office"], **at)
    vacant = propose_talk(new=replace(new, record=("test.record", 2), holder_id=place.targets["post_a_vacant"]), by=leader, **at)
    return {
        "talk": talk.pk, "talk_named": named.pk, "talk_access": access.pk, "talk_asked": asked.pk, "talk_approved": approved.pk,
        "talk_inquiry": inquiry.pk, "talk_matter": matter.pk, "talk_proposal": waiting.pk, "talk_proposal_vacant": vacant.pk,
        "talk_file": uses_of("talks.talk", [talk.pk])[talk.pk][0].id,
    }


def _explained(talk: Talk, by: Acting, day: date) -> None:
    """The person has explained and somebody has signed: neither has an account in this town."""
    TalkExplanation.objects.create(talk=talk, text="说明", by_id=by.account_id, at=f.at(day))
    for step in (TalkStep.EXPLAINED, TalkStep.ENDORSED):
        TalkStepTaken.objects.create(talk=talk, step=step, on=day, at=f.at(day), by_id=by.account_id)
