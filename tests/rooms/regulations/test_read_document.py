"""Reading a document in."""

from __future__ import annotations

import pytest

from liangze.core.errors import Conflict, NotAllowed
from liangze.organisation.policy import Acting
from liangze.reading import UnreadableDocument
from liangze.regulations.actions import read_document
from liangze.regulations.models import Document, Draft, DraftState
from liangze.trust.models import AuditEntry
from tests.rooms import factory
from tests.rooms.regulations.conftest import NOW, RULES


def test_text_head_and_drafts_are_kept(document: Document) -> None:
    assert document.text == RULES
    assert document.title == "甲县落实党风廉政建设两个责任实施办法"
    assert document.number == "甲办发〔2026〕3号"
    drafts = list(document.drafts.all())
    assert [(d.clause, d.duty["every"]) for d in drafts] == [
        (["二", "（一）"], "quarter"),
        (["二", "（二）"], "year"),
        (["二", "（三）"], "year"),
        (["三", "（一）"], "half_year"),
        (["三", "（二）"], None),
    ]
    assert all(d.state == DraftState.WAITING for d in drafts)


def test_defaults_follow_the_words(document: Document) -> None:
    meeting, report, lecture, check, talk = (d.duty for d in document.drafts.all())
    assert meeting["holder"] == {"role": "leadership", "units": {"kinds": ["department", "region"], "levels": ["county", "township"]}}
    assert meeting["act"] == {"kind": "meeting", "topics": ["special-meeting"]}
    assert report["due"] == {"month": 1, "day": "last"}
    assert report["about"] == "previous"
    assert report["to"] == ["superior_committee", "superior_discipline_organ"]
    assert report["act"]["topics"] == ["annual", "main-responsibility"]
    assert lecture["times"] == 2
    assert check["holder"]["units"] == {"kinds": ["region"], "levels": ["county"], "within": "self"}
    assert talk["act"]["kind"] == "talk"


def test_a_vague_mention_waits_for_a_cadence(document: Document) -> None:
    vague = document.drafts.get(number=5)
    assert vague.asks == "every"
    assert document.text[vague.start : vague.end] == "定期"


def test_spans_are_those_of_the_text(document: Document) -> None:
    for draft in document.drafts.all():
        said = draft.found.get("evidence_text") or draft.found["word"]
        assert document.text[draft.start : draft.end] == said


def test_the_same_file_is_not_read_twice(document: Document, town: factory.Town, office: Acting) -> None:
    with pytest.raises(Conflict) as refused:
        read_document(source=RULES.encode(), filename="again.txt", unit=town.county, by=office, now=NOW)
    assert refused.value.params["document"] == document.pk


@pytest.mark.parametrize("source", [b"", b"\x00\x01\x02" * 99], ids=["empty", "no text"])
def test_what_cannot_be_read_leaves_nothing(source: bytes, town: factory.Town, office: Acting) -> None:
    with pytest.raises(UnreadableDocument):
        read_document(source=source, filename="a.txt", unit=town.county, by=office, now=NOW)
    assert not Document.objects.exists()
    assert not AuditEntry.objects.filter(action__startswith="regulations").exists()


def test_only_who_may_draft_there(town: factory.Town, sister: Acting, liaison: Acting) -> None:
    for by in (sister, liaison):
        with pytest.raises(NotAllowed):
            read_document(source=RULES.encode(), filename="a.txt", unit=town.county, by=by, now=NOW)
    assert not Draft.objects.exists()


def test_reading_is_audited(document: Document) -> None:
    entry = AuditEntry.objects.get(action="regulations.document.read")
    assert entry.unit_id == document.unit_id
    assert entry.after["drafts"] == 5
