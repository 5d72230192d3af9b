"""Confirming, correcting, refusing, adding, reopening."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liangze.core.errors import NotAllowed, Refusal, Refusals
from liangze.organisation.policy import Acting
from liangze.regulations.actions import add_draft, confirm_draft, correct_draft, refuse_draft, reopen_draft
from liangze.regulations.drafting.entry import DutyWords, entry_from, words_of
from liangze.regulations.models import Document, DraftState, Topic
from liangze.trust.models import AuditEntry
from tests.rooms.regulations.conftest import NOW, draft


def fields(error: Refusals) -> set[str | None]:
    return {refusal.field for refusal in error.refusals}


def test_confirm_as_it_stands(document: Document, office: Acting) -> None:
    done = confirm_draft(draft=draft(document, 1), by=office, now=NOW)
    assert (done.state, done.by_id) == (DraftState.CONFIRMED, office.account_id)
    entry = AuditEntry.objects.get(action="regulations.draft.confirm")
    assert (entry.before["state"], entry.after["state"]) == ("waiting", "confirmed")


def test_a_vague_draft_cannot_be_confirmed_without_a_cadence(document: Document, office: Acting) -> None:
    with pytest.raises(Refusals) as refused:
        confirm_draft(draft=draft(document, 5), by=office, now=NOW)
    assert fields(refused.value) == {"every"}
    assert draft(document, 5).state == DraftState.WAITING


def test_a_vague_draft_is_given_a_cadence(document: Document, office: Acting) -> None:
    words = replace(words_of(draft(document, 5).duty), every="half_year")
    assert correct_draft(draft=draft(document, 5), words=words, by=office, now=NOW).state == DraftState.CORRECTED
    assert draft(document, 5).duty["every"] == "half_year"


def test_a_vague_draft_can_become_a_standing_duty(document: Document, office: Acting) -> None:
    words = replace(words_of(draft(document, 5).duty), every="standing", topics=())
    assert correct_draft(draft=draft(document, 5), words=words, by=office, now=NOW).state == DraftState.CORRECTED


def test_the_form_unchanged_is_a_confirmation(document: Document, office: Acting) -> None:
    row = draft(document, 2)
    assert correct_draft(draft=row, words=words_of(row.duty), by=office, now=NOW).state == DraftState.CONFIRMED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "短"}, "title"),
        ({"topics": ()}, "topics"),
        ({"topics": ("no-such-topic",)}, "topics"),
        ({"topics": ("integrity-lecture",)}, "topics"),
        ({"towards": "portfolio_units"}, "towards"),
        ({"due_month": 2, "due_day": "31"}, "due_day"),
        ({"about": "previous", "due_month": None}, "about"),
        ({"accept": "superior_committee", "to": ()}, "accept"),
        ({"every": "once"}, "once_due"),
        ({"times": 0}, "times"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
def test_what_cannot_stand_in_a_pack_is_told_by_field(document: Document, office: Acting, change: dict[str, object], field: str) -> None:
    row = draft(document, 2)
    with pytest.raises(Refusals) as refused:
        correct_draft(draft=row, words=replace(words_of(row.duty), **change), by=office, now=NOW)
    assert field in fields(refused.value)
    assert draft(document, 2).state == DraftState.WAITING


def test_a_topic_of_ones_own(document: Document, office: Acting) -> None:
    words = replace(words_of(draft(document, 1).duty), topics=(), new_topic="  乡村振兴  廉情 ")
    duty = correct_draft(draft=draft(document, 1), words=words, by=office, now=NOW).duty
    (key,) = duty["act"]["topics"]
    assert Topic.objects.get(key=key).zh == "乡村振兴 廉情"
    again = replace(words_of(draft(document, 1).duty), topics=(), new_topic="乡村振兴 廉情")
    assert correct_draft(draft=draft(document, 1), words=again, by=office, now=NOW).duty["act"]["topics"] == [key]


def test_refusing_needs_a_reason(document: Document, office: Acting) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_draft(draft=draft(document, 1), reason="  ", by=office, now=NOW)
    assert refused.value.field == "reason"
    row = refuse_draft(draft=draft(document, 1), reason="随会议召开，不单列", by=office, now=NOW)
    assert (row.state, row.reason) == (DraftState.REFUSED, "随会议召开，不单列")


def test_a_decision_can_be_taken_back(document: Document, office: Acting) -> None:
    confirm_draft(draft=draft(document, 1), by=office, now=NOW)
    assert reopen_draft(draft=draft(document, 1), by=office, now=NOW).state == DraftState.WAITING


def test_add_one_by_hand(document: Document, office: Acting) -> None:
    words = DutyWords(title="年末总结党风廉政工作", role="leadership", kind="report", every="year", topics=("main-responsibility",))
    row = add_draft(document=document, clause=("二", "（一）"), words=words, by=office, now=NOW)
    assert (row.number, row.found, row.state) == (6, None, DraftState.CORRECTED)
    with pytest.raises(Refusal) as refused:
        add_draft(document=document, clause=("九",), words=words, by=office, now=NOW)
    assert refused.value.field == "clause"


def test_nobody_else_decides(document: Document, sister: Acting, liaison: Acting) -> None:
    for by in (sister, liaison):
        with pytest.raises(NotAllowed):
            confirm_draft(draft=draft(document, 1), by=by, now=NOW)
        with pytest.raises(NotAllowed):
            refuse_draft(draft=draft(document, 1), reason="no", by=by, now=NOW)
    assert draft(document, 1).state == DraftState.WAITING


def test_the_form_and_the_pack_hold_the_same(document: Document) -> None:
    for row in document.drafts.all():
        assert entry_from(words_of(row.duty)) == row.duty
