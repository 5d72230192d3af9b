"""A meeting from its plan to its record: what is refused, what it settles, what happens when it is voided."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusals
from liangze.core.words import Role
from liangze.duties.models import Deed
from liangze.meetings.actions import cancel_meeting, change_plan, hold_meeting, plan_meeting, void_meeting
from liangze.meetings.models import AgendaItem
from liangze.meetings.queries.page import meeting_page
from liangze.meetings.record import AgendaRow, AttendanceRow, NewDecision
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.meetings.conftest import DAY, NOW, Bureau

pytestmark = pytest.mark.django_db


def wrong(refused: pytest.ExceptionInfo) -> dict[str, str]:
    return {each.field: each.fill(each.what) for each in refused.value.refusals}


def test_one_meeting_settles_what_two_regulations_ask(bureau):
    """Hz 二（一）1 asks for a special meeting each quarter, Gx 二（一）5 for an analysis each half-year: one record, two closed."""
    meeting = bureau.held()
    assert bureau.refreshed("special", 1).fulfilled_on == date(2026, 6, 12)
    assert bureau.refreshed("analysis", 0).fulfilled_on == date(2026, 6, 12)
    page = meeting_page(meeting_id=meeting.pk, by=bureau.liaison, today=DAY)
    assert [item.title for item in page.settled] == ["每季度专题例会", "每半年形势分析会"]
    assert page.quorum.met
    assert {entry.action for entry in AuditEntry.objects.filter(object_type="meetings.meeting")} >= {
        "meetings.meeting.plan", "meetings.meeting.hold",
    }


def test_a_topic_that_was_planned_and_not_dealt_with_settles_nothing(bureau):
    bureau.held(topics=frozenset({"special-meeting"}))
    assert bureau.refreshed("special", 1).fulfilled_on is not None
    assert bureau.refreshed("analysis", 0).fulfilled_on is None


def test_voiding_opens_again_what_it_had_settled(bureau):
    meeting = bureau.held()
    changed = void_meeting(meeting_id=meeting.pk, reason="登记到了错误的单位", by=bureau.liaison, now=NOW)
    assert set(changed) == {bureau.owed["special"][1].pk, bureau.owed["analysis"][0].pk}
    assert bureau.refreshed("special", 1).fulfilled_on is None
    assert Deed.objects.filter(withdrawn_at=None).count() == 0
    with pytest.raises(Conflict, match="void"):
        void_meeting(meeting_id=meeting.pk, reason="再来一次", by=bureau.liaison, now=NOW)


def test_everything_wrong_with_a_plan_is_told_at_once(bureau):
    plan = bureau.plan(
        kind="party", title=" ", place="", holder_id=bureau.head.pk, chair_id=bureau.town.county_principal.pk, on=date(2036, 1, 1),
        topics=frozenset({"report-only"}), agenda=(AgendaRow("", None, 9999),),
    )
    with pytest.raises(Refusals) as refused:
        plan_meeting(plan=plan, by=bureau.liaison, today=DAY, now=NOW)
    assert set(wrong(refused)) == {"kind", "title", "place", "holder", "chair", "on", "topics", "agenda"}


def test_a_meeting_is_not_recorded_before_it_was_held(bureau):
    meeting = bureau.planned(on=date(2026, 6, 20))
    with pytest.raises(Refusals) as refused:
        bureau.held(meeting, on=date(2026, 6, 20))
    assert wrong(refused) == {"held_on": "Today is 2026-06-16: 2026-06-20 has not come yet."}


def test_a_seat_that_did_not_exist_that_day_cannot_have_attended(bureau):
    later = f.seat(bureau.town.bureau, Role.MEMBER, "副局长三", since=date(2026, 6, 15))
    rows = (AttendanceRow(bureau.head.pk, "present"), AttendanceRow(later.pk, "present"))
    with pytest.raises(Refusals) as refused:
        bureau.held(attendance=rows)
    assert wrong(refused) == {"attendance": "The seat “副局长三” did not exist on 2026-06-12."}


def test_who_was_not_there_has_a_reason_and_a_decision_lies_ahead(bureau):
    rows = (AttendanceRow(bureau.head.pk, "present"), AttendanceRow(bureau.member.pk, "absent"))
    decisions = (
        NewDecision("尽快落实", bureau.town.bureau.pk, date(2026, 6, 11)),
        NewDecision("东乡整改", bureau.town.township1.pk, date(2026, 7, 1)),
        NewDecision("", bureau.town.bureau.pk, date(2026, 7, 1)),
    )
    with pytest.raises(Refusals) as refused:
        bureau.held(attendance=rows, decisions=decisions)
    found = wrong(refused)
    assert found["decision-1"] == "Decision 1 would be due before the meeting."
    assert found["decision-2"] == "Decision 2 does not say who carries it out."
    assert set(found) == {f"attendance-{bureau.member.pk}", "decision-1", "decision-2", "decision-3"}


def test_nobody_present_is_no_meeting(bureau):
    with pytest.raises(Refusals) as refused:
        bureau.held(attendance=(AttendanceRow(bureau.head.pk, "absent", "出差"),))
    assert wrong(refused) == {"attendance": "Nobody is marked as present."}


def test_a_changed_plan_is_known_by_a_higher_number_and_what_was_taken_off_stays_marked(bureau):
    meeting = bureau.planned()
    plan = bureau.plan(place="二楼会议室", agenda=(AgendaRow("听取上半年情况汇报", bureau.member.pk, 40),))
    changed = change_plan(meeting_id=meeting.pk, plan=plan, seen=0, by=bureau.liaison, today=DAY, now=NOW)
    assert (changed.sequence, changed.place) == (1, "二楼会议室")
    assert AgendaItem.objects.filter(meeting=meeting, dropped_at=None).count() == 1
    assert AgendaItem.objects.filter(meeting=meeting).count() == 2


def test_two_people_at_once(bureau):
    """The second to change the plan, or to record the meeting, is told what the first did."""
    meeting = bureau.planned()
    change_plan(meeting_id=meeting.pk, plan=bureau.plan(place="二楼"), seen=0, by=bureau.liaison, today=DAY, now=NOW)
    with pytest.raises(Conflict, match="changed the plan"):
        change_plan(meeting_id=meeting.pk, plan=bureau.plan(place="一楼"), seen=0, by=bureau.colleague, today=DAY, now=NOW)
    with pytest.raises(Conflict, match="changed the plan"):
        hold_meeting(meeting_id=meeting.pk, held=bureau.report(), seen=0, by=bureau.colleague, today=DAY, now=NOW)
    hold_meeting(meeting_id=meeting.pk, held=bureau.report(), seen=1, by=bureau.colleague, today=DAY, now=NOW)
    with pytest.raises(Conflict, match="recorded already"):
        hold_meeting(meeting_id=meeting.pk, held=bureau.report(), seen=1, by=bureau.liaison, today=DAY, now=NOW)


def test_a_cancelled_meeting_is_over(bureau):
    meeting = bureau.planned()
    cancel_meeting(meeting_id=meeting.pk, reason="与全市会议冲突", by=bureau.liaison, now=NOW)
    with pytest.raises(Conflict, match="cancelled"):
        bureau.held(meeting)


def test_nobody_records_for_another_unit(bureau):
    meeting = bureau.planned()
    with pytest.raises(NotAllowed):
        bureau.planned(by=bureau.stranger)
    with pytest.raises(NotFound):
        bureau.held(meeting, by=bureau.stranger)
    with pytest.raises(NotAllowed):
        bureau.held(meeting, by=bureau.office)


def test_only_seats_that_belong_to_the_meeting_report_and_attend(bureau: Bureau) -> None:
    """Its own unit, what is below it, those with whom it meets. Anybody else is a guest, in words."""
    town = bureau.town
    stranger, below = town.township1_principal, town.head1
    with pytest.raises(Refusals) as refused:
        bureau.planned(agenda=(AgendaRow("听取汇报", below.pk, 20), AgendaRow("听取东乡汇报", stranger.pk, 20)))
    assert wrong(refused) == {
        "agenda": "Item 2 of the agenda: “东乡东乡书记” belongs neither to 甲局, nor to what is below it, nor to whom it meets with."
    }
    meeting = bureau.planned(agenda=(AgendaRow("听取处室汇报", below.pk, 20),))
    came = [AttendanceRow(bureau.head.pk, "present"), AttendanceRow(below.pk, "present")]
    for other in (stranger, town.head2, town.leadership):
        with pytest.raises(Refusals) as refused:
            bureau.held(meeting, attendance=(*came, AttendanceRow(other.pk, "present")))
        assert wrong(refused) == {"attendance": f"“{other.unit.name}{other.title}” does not belong to this meeting."}
    assert bureau.held(meeting, attendance=tuple(came)).attendance.count() == 2


def test_those_with_whom_it_meets_attend_and_are_not_counted_among_its_members(bureau: Bureau) -> None:
    """The bureau's leadership meets with that of an office: who of the office came is told, and the quorum is the bureau's."""
    body = f.seat(bureau.town.office1, Role.LEADERSHIP, "一处支部")
    meeting = bureau.planned(kind="consultation", counterparts=(body.pk,), agenda=(AgendaRow("通报情况", bureau.town.head1.pk, 20),))
    seats = [AttendanceRow(bureau.head.pk, "present"), AttendanceRow(bureau.town.head1.pk, "present")]
    bureau.held(meeting, attendance=(*seats, AttendanceRow(body.pk, "absent", "下乡")), decisions=())
    page = meeting_page(meeting_id=meeting.pk, by=bureau.liaison, today=DAY)
    assert (page.quorum.present, page.quorum.members) == (1, 1)
    assert [each.seat for each in page.attendance] == [bureau.head.title, "一处 一处处长", "一处 一处支部"]
    assert not Deed.objects.exists()


def test_a_meeting_counts_towards_those_who_came(bureau: Bureau) -> None:
    """Met with two, one of whom stayed away: the meeting is held with one; where nobody came it is held with nobody."""
    both = (bureau.member, bureau.second)

    def came(*presences: str) -> set[int | None]:
        meeting = bureau.planned(counterparts=tuple(post.pk for post in both))
        seats = [AttendanceRow(bureau.head.pk, "present")]
        seats += [AttendanceRow(post.pk, word, "出差" if word == "absent" else "") for post, word in zip(both, presences, strict=True)]
        held = bureau.held(meeting, attendance=tuple(seats), decisions=())
        return set(Deed.objects.filter(source_type="meetings.meeting", source_id=held.pk).values_list("counterpart", flat=True))

    assert came("present", "absent") == {bureau.member.pk}
    assert came("absent", "absent") == set()
