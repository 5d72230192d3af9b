"""Major matters (三重一大): laid before a meeting, discussed, the principal last, voted on, decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from liangze.core.errors import Conflict, Refusals
from liangze.core.major_matter import Order, Voice, Vote
from liangze.meetings.actions import NotLast, decide_matter, put_matter
from liangze.meetings.models import MajorMatter
from liangze.meetings.queries.matter import matter_page
from liangze.meetings.record import AttendanceRow, Discussion, NewMatter, VoiceRow
from liangze.organisation.models import Portfolio, WorkArea
from tests.rooms.meetings.conftest import NOW, Bureau

pytestmark = pytest.mark.django_db


def matter(**changes) -> NewMatter:
    given = {
        "kind": "funds", "title": "安排信息化经费", "circulated_on": date(2026, 6, 9), "amount": Decimal(1_200_000), "proposal": "见方案。",
    }
    return NewMatter(**(given | changes))


def laid(bureau: Bureau, **held) -> MajorMatter:
    return put_matter(meeting_id=bureau.held(**held).pk, matter=matter(), by=bureau.liaison, now=NOW)


def talk(bureau: Bureau, order=("second", "member", "discipline", "head"), votes=("for", "for", "against", "for"), **changes) -> Discussion:
    voices = tuple(
        VoiceRow(Voice(getattr(bureau, name).pk, place, Vote(vote))) for place, (name, vote) in enumerate(zip(order, votes, strict=True), 1)
    )
    return Discussion(**({"voices": voices, "decision": "同意安排。", "majority": "half_present"} | changes))


def decide(bureau: Bureau, row: MajorMatter, said: Discussion, seen: int = 0, by=None) -> MajorMatter:
    return decide_matter(matter_id=row.pk, talk=said, seen=seen, by=by or bureau.liaison, now=NOW)


def fields(refused) -> dict[str, str]:
    return {each.field: each.fill(each.what) for each in refused.value.refusals}


def test_counts_and_outcome_follow_from_the_votes(bureau):
    row = decide(bureau, laid(bureau), talk(bureau))
    page = matter_page(matter_id=row.pk, by=bureau.liaison)
    assert (page.count.for_, page.count.against, page.count.abstain, page.count.present) == (3, 1, 0, 4)
    assert page.carried
    assert page.order is Order.LAST
    assert [one.title for one in page.speakers] == ["副局长二", "副局长一", "纪检组长", "主要负责人"]
    assert not row.warned


def test_the_principal_speaks_last_or_it_is_warned_and_recorded(bureau):
    """Hz 二（一）7, Hl 12.2: a warning with its clause, no obstacle; the record keeps that it was given."""
    row, said = laid(bureau), {"order": ("head", "second", "member", "discipline")}
    with pytest.raises(NotLast) as warned:
        decide(bureau, row, talk(bureau, **said))
    assert "末位表态" in warned.value.clause
    assert "二（一）7" in warned.value.clause
    kept = decide(bureau, row, talk(bureau, **said, warned=True))
    assert kept.warned
    assert matter_page(matter_id=row.pk, by=bureau.liaison).order is Order.NOT_LAST


def test_who_recuses_neither_speaks_nor_votes(bureau):
    row, said = laid(bureau), talk(bureau)
    spoke = VoiceRow(Voice(bureau.second.pk, 1, Vote.FOR, recused=True), recused_reason="亲属参与")
    with pytest.raises(Refusals) as refused:
        decide(bureau, row, talk(bureau, voices=(spoke, *said.voices[1:])))
    assert [each.fill(each.what) for each in refused.value.refusals] == [
        "“副局长二” recused and cannot have spoken.", "“副局长二” recused and cannot vote.",
    ]
    silent = VoiceRow(Voice(bureau.second.pk, recused=True), recused_reason="亲属参与")
    decide(bureau, row, talk(bureau, voices=(silent, *said.voices[1:])))
    page = matter_page(matter_id=row.pk, by=bureau.liaison)
    assert (page.count.present, page.count.voted) == (3, 3)
    assert [one.recused_reason for one in page.recusals] == ["亲属参与"]


def test_only_who_was_present_votes(bureau):
    """So there are never more votes than present."""
    absent = tuple(
        AttendanceRow(post.pk, "present" if post != bureau.second else "represented", "" if post != bureau.second else "办公室主任代")
        for post in (bureau.head, bureau.member, bureau.second, bureau.discipline)
    )
    row = laid(bureau, attendance=absent)
    with pytest.raises(Refusals) as refused:
        decide(bureau, row, talk(bureau))
    found = fields(refused)
    assert found[f"voice-{bureau.second.pk}"] == "“副局长二” was not present and can neither speak nor vote."
    assert found["voices"] == "There are 4 votes, but only 3 were present."


def test_who_was_present_and_silent_counts_as_present(bureau):
    row = laid(bureau)
    voices = (VoiceRow(Voice(bureau.member.pk, 1, Vote.FOR)), VoiceRow(Voice(bureau.head.pk, 2, Vote.FOR)))
    decide(bureau, row, talk(bureau, voices=voices))
    page = matter_page(matter_id=row.pk, by=bureau.liaison)
    assert (page.count.present, page.carried) == (4, False), "two of four are not more than half"


def test_dissent_is_recorded(bureau):
    row, said = laid(bureau), talk(bureau)
    dissent = VoiceRow(Voice(bureau.discipline.pk, 3, Vote.AGAINST), dissent="应先公开比选。")
    decide(bureau, row, talk(bureau, voices=(*said.voices[:2], dissent, said.voices[3])))
    page = matter_page(matter_id=row.pk, by=bureau.liaison)
    assert [(one.title, one.dissent) for one in page.dissents] == [("纪检组长", "应先公开比选。")]


def test_what_is_laid_before_a_meeting_is_complete(bureau):
    meeting = bureau.held()
    with pytest.raises(Refusals) as refused:
        put_matter(
            meeting_id=meeting.pk, matter=matter(kind="x", title="", circulated_on=date(2026, 6, 13), amount=Decimal(-1)),
            by=bureau.liaison, now=NOW,
        )
    assert set(fields(refused)) == {"kind", "title", "circulated_on", "amount"}
    with pytest.raises(Refusals) as refused:
        put_matter(meeting_id=meeting.pk, matter=matter(amount=None), by=bureau.liaison, now=NOW)
    assert fields(refused) == {"amount": "The sum is missing."}


def test_a_decided_matter_changes_no_more_and_the_second_recorder_is_told(bureau):
    row = laid(bureau)
    decide(bureau, row, talk(bureau))
    with pytest.raises(Conflict, match="recorded this matter already"):
        decide(bureau, row, talk(bureau, decision="不同意。"), by=bureau.colleague)


def test_nothing_is_decided_before_the_meeting_is_recorded(bureau):
    row = put_matter(meeting_id=bureau.planned().pk, matter=matter(), by=bureau.liaison, now=NOW)
    with pytest.raises(Conflict, match="not been recorded"):
        decide(bureau, row, talk(bureau))


def test_beside_the_matter_stands_which_of_the_five_areas_the_principal_runs(bureau):
    row = laid(bureau)
    assert matter_page(matter_id=row.pk, by=bureau.liaison).findings == ()
    Portfolio.objects.create(post=bureau.head, area=WorkArea.FINANCE, since=date(2026, 1, 1))
    (found,) = matter_page(matter_id=row.pk, by=bureau.liaison).findings
    assert "五不直接分管" in found.clause
