"""Meetings of the demo's year: planned ones, held ones with decisions that come up again, a major matter with a vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from liangze.core.major_matter import Voice, Vote
from liangze.core.words import Role
from liangze.demo.cast import Cast
from liangze.meetings.actions import decide_matter, hold_meeting, plan_meeting, put_matter
from liangze.meetings.models import Meeting, MeetingDecision
from liangze.meetings.queries.decisions import open_before
from liangze.meetings.record import AgendaRow, AttendanceRow, Discussion, Held, NewAnswer, NewDecision, NewMatter, NewMeeting, VoiceRow
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force

SPECIAL, BOTH = frozenset({"special-meeting"}), frozenset({"special-meeting", "situation-analysis"})
#: How many days ago, topics, and what is decided: (what, days it is given).
YEAR = (
    (95, SPECIAL, (("梳理内设机构廉政风险点，形成清单", 60), ("完善公务用车使用登记办法", 50))),
    (8, BOTH, (("对物资采购开展一次自查", 40), ("补齐两个处室的谈话记录", 20))),
)
AGENDA = (("听取廉政责任落实情况汇报", 30), ("分析存在的薄弱环节", 40), ("研究下一步重点工作", 30))


def meetings(cast: Cast) -> str:
    """Plan and record them; a sentence with the counts."""
    held = planned = 0
    for index, unit in enumerate(cast.units("D")[:2]):
        seats, by = _seats(unit, cast.today), cast.liaison(unit)
        if Role.LEADERSHIP not in seats or Role.PRINCIPAL not in seats:
            continue
        for back, topics, decided in YEAR:
            on = cast.today - timedelta(days=back + index * 2)
            meeting = _planned(_plan(unit, seats, topics, on), by, on - timedelta(days=7))
            _hold(meeting, seats, decided if index == 0 else decided[:1], by)
            held += 1
        if index == 0:
            _matter(meeting, seats, by)
        else:
            waiting = _plan(unit, seats, frozenset(), cast.today - timedelta(days=1))
            _planned(replace(waiting, kind="committee", title="党组会议"), by, cast.today - timedelta(days=4))
        _planned(_plan(unit, seats, SPECIAL, cast.today + timedelta(days=20)), by, cast.today)
        planned += 1 + index
    return f"召开会议 {held} 次，另安排 {planned} 次；议定事项 {MeetingDecision.objects.count()} 项。"


def _seats(unit: Unit, day: date) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = {}
    for post in Post.objects.filter(in_force(day), unit=unit).order_by("position", "code"):
        found.setdefault(post.role, []).append(post)
    return found


def _plan(unit: Unit, seats: dict[str, list[Post]], topics: frozenset[str], on: date) -> NewMeeting:
    reporters: Sequence[Post] = seats.get(Role.MEMBER, seats[Role.PRINCIPAL])
    agenda = tuple(AgendaRow(what, reporters[n % len(reporters)].pk, length) for n, (what, length) in enumerate(AGENDA))
    title = f"{'一二三四'[(on.month - 1) // 3]}季度专题例会{'暨形势分析会' if topics == BOTH else ''}"
    return NewMeeting(
        unit_id=unit.pk, kind="special", title=title, holder_id=seats[Role.LEADERSHIP][0].pk, chair_id=seats[Role.PRINCIPAL][0].pk,
        on=on, starts_at=time(9), place="三楼会议室", topics=topics, agenda=agenda,
    )


def _planned(plan: NewMeeting, by: Acting, day: date) -> Meeting:
    return plan_meeting(plan=plan, by=by, today=day, now=_at(day))


def _hold(meeting: Meeting, seats: dict[str, list[Post]], decided: Sequence[tuple[str, int]], by: Acting) -> None:
    on = meeting.planned_on
    members = [post for role in (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL) for post in seats.get(role, ())]
    attendance = [AttendanceRow(post.pk, "present") for post in members]
    if len(members) > 4:
        attendance[-2] = AttendanceRow(members[-2].pk, "absent", "外出培训")
    answers = tuple(
        NewAnswer(row.pk, "done", "清单已印发各处室。") if n == 0
        else NewAnswer(row.pk, "continues", "已形成初稿，正在征求意见。", on + timedelta(days=21))
        for n, row in enumerate(open_before(meeting, on))
    )
    owners: Sequence[Post] = seats.get(Role.MEMBER, seats[Role.PRINCIPAL])
    decisions = tuple(
        NewDecision(text, meeting.unit_id, on + timedelta(days=days), owners[n % len(owners)].pk) for n, (text, days) in enumerate(decided)
    )
    minutes = tuple((item.pk, "会议听取了汇报并进行了讨论。") for item in meeting.agenda.filter(dropped_at=None))
    report = Held(
        on=on, topics=frozenset(meeting.topics), attendance=tuple(attendance), guests="办公室、机关党委负责人", minutes=minutes,
        decisions=decisions, answers=answers,
    )
    hold_meeting(meeting_id=meeting.pk, held=report, seen=0, by=by, today=on, now=_at(on, 16))


def _matter(meeting: Meeting, seats: dict[str, list[Post]], by: Acting) -> None:
    """A large sum, carried with one abstention, the principal last."""
    on = meeting.planned_on
    matter = NewMatter("funds", "安排信息系统运行维护经费", on - timedelta(days=5), Decimal(860_000), "按年度预算安排，实行公开采购。")
    made = put_matter(meeting_id=meeting.pk, matter=matter, by=by, now=_at(on, 16))
    present = list(meeting.attendance.filter(presence="present").order_by("pk").values_list("post_id", flat=True))
    head = seats[Role.PRINCIPAL][0].pk
    order = [*(post for post in present if post != head), head]
    voices = tuple(
        VoiceRow(Voice(post, place, Vote.ABSTAIN if place == 1 and len(order) > 2 else Vote.FOR), "同意按程序办理。" if place > 1 else "")
        for place, post in enumerate(order, 1)
    )
    talk = Discussion(voices, "同意安排，由分管负责人组织实施。", "half_present")
    decide_matter(matter_id=made.pk, talk=talk, seen=0, by=by, now=_at(on, 17))


def _at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 10)))
