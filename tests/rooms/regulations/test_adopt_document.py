"""From a document to a version that binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liangze.core.errors import Conflict, NotAllowed, Refusals
from liangze.organisation.policy import Acting
from liangze.packs import parse_pack
from liangze.regulations.actions import (
    DocumentHead,
    adopt_document,
    confirm_draft,
    correct_draft,
    read_document,
    refuse_draft,
    reopen_draft,
)
from liangze.regulations.drafting.entry import words_of
from liangze.regulations.models import Adoption, Document, RegulationVersion
from tests.rooms import factory
from tests.rooms.regulations.conftest import NOW, RULES, TODAY, draft

HEAD = DocumentHead(title="甲县落实两个责任实施办法", number="甲办发〔2026〕3号", issuer="中共甲县委办公室", issued_on=date(2026, 2, 9))


@pytest.fixture
def decided(document: Document, office: Acting) -> Document:
    """All decided: four confirmed, the vague one kept as a standing duty."""
    for number in (1, 2, 3, 4):
        confirm_draft(draft=draft(document, number), by=office, now=NOW)
    words = replace(words_of(draft(document, 5).duty), every="standing", topics=())
    correct_draft(draft=draft(document, 5), words=words, by=office, now=NOW)
    return document


def test_refused_while_drafts_wait(document: Document, office: Acting) -> None:
    confirm_draft(draft=draft(document, 1), by=office, now=NOW)
    with pytest.raises(Conflict) as refused:
        adopt_document(document=document, head=HEAD, by=office, now=NOW, today=TODAY)
    assert refused.value.params == {"count": 4, "waiting": "2, 3, 4, 5"}
    assert not RegulationVersion.objects.exists()


def test_waiting_drafts_can_be_left_out(document: Document, office: Acting) -> None:
    confirm_draft(draft=draft(document, 1), by=office, now=NOW)
    version = adopt_document(document=document, head=HEAD, by=office, now=NOW, today=TODAY, leave_waiting=True)
    assert [duty.title for duty in version.duties.all()] == [draft(document, 1).duty["title"]]


def test_a_version_with_clauses_text_and_duties(decided: Document, office: Acting) -> None:
    version = adopt_document(document=decided, head=HEAD, by=office, now=NOW, today=TODAY, since=date(2026, 4, 1), reason="会议决定")
    assert (version.version, version.number, version.regulation.level) == (1, HEAD.number, "county")
    clause = version.clauses.get(path=["二", "（一）"])
    assert (clause.label, clause.type) == ("二（一）", "duty")
    assert "每季度召开一次专题会议" in clause.source
    assert version.duties.count() == 4
    assert version.standingduty_set.get().clause.label == "三（二）"
    assert version.pack == version.pack.strip() + "\n"
    assert parse_pack(version.pack).source.sha256 == decided.sha256
    adoption = Adoption.objects.get()
    assert (adoption.unit, adoption.since, adoption.until) == (decided.unit, date(2026, 4, 1), None)


def test_refused_drafts_stay_out(decided: Document, office: Acting) -> None:
    refuse_draft(draft=draft(decided, 4), reason="另有规定", by=office, now=NOW)
    version = adopt_document(document=decided, head=HEAD, by=office, now=NOW, today=TODAY)
    assert version.duties.count() == 3


def test_once_made_nothing_changes(decided: Document, office: Acting) -> None:
    adopt_document(document=decided, head=HEAD, by=office, now=NOW, today=TODAY)
    with pytest.raises(Conflict):
        reopen_draft(draft=draft(decided, 1), by=office, now=NOW)
    with pytest.raises(Conflict):
        adopt_document(document=decided, head=HEAD, by=office, now=NOW, today=TODAY)


def test_a_revision_is_the_next_version_and_keeps_ids(decided: Document, town: factory.Town, office: Acting) -> None:
    first = adopt_document(document=decided, head=HEAD, by=office, now=NOW, today=TODAY, since=date(2026, 4, 1), reason="会议决定")
    text = RULES.replace("每年讲廉政党课不少于2次", "每年讲廉政党课不少于3次").encode()
    revised = read_document(source=text, filename="new.txt", unit=town.county, by=office, now=NOW, revises=first)
    for number in (1, 2, 3):
        confirm_draft(draft=draft(revised, number), by=office, now=NOW)
    head = replace(HEAD, title="甲县落实两个责任实施办法（修订）")
    second = adopt_document(
        document=revised, head=head, by=office, now=NOW, today=TODAY, leave_waiting=True, since=date(2026, 7, 1), reason="会议决定"
    )
    assert (second.regulation, second.version) == (first.regulation, 2)
    keys = [duty.key for duty in first.duties.all()]
    assert [duty.key for duty in second.duties.all()] == keys[:3]
    assert [row.until for row in Adoption.objects.order_by("since")] == [date(2026, 7, 1), None]


def test_a_head_that_cannot_stand_is_told_by_field(decided: Document, office: Acting) -> None:
    with pytest.raises(Refusals) as refused:
        adopt_document(document=decided, head=replace(HEAD, title="题" * 121, key="Bad Key"), by=office, now=NOW, today=TODAY)
    assert {r.field for r in refused.value.refusals} == {"title", "regulation"}
    assert not RegulationVersion.objects.exists()


def test_only_who_may_install_there(decided: Document, sister: Acting, liaison: Acting) -> None:
    for by in (sister, liaison):
        with pytest.raises(NotAllowed):
            adopt_document(document=decided, head=HEAD, by=by, now=NOW, today=TODAY)
