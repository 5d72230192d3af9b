"""All forms × the five real regulations: what one record of each form settles, waits for, and counts for besides.

A row is a form as its room records it, with its real actions. Rooms that are not there have no rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from importlib.util import find_spec

import pytest

from liangze.conduct.actions import record
from liangze.conduct.entry import RECORD as ENTRY
from liangze.conduct.entry import NewEntry
from liangze.core.study import Form
from liangze.study.new_session import RECORD as STUDY
from tests.rooms import factory as f
from tests.rooms.settling import Ground, counts_for, grounds, settled_by, waits_for
from tests.rooms.study.given import hold as hold_study
from tests.rooms.study.given import session

pytestmark = pytest.mark.django_db
ground = grounds()
Source = tuple[str, int]


@dataclass(frozen=True)
class Row:
    """What is recorded, in words; by which room; when (month, day) it is recorded. `more` counts, but another act is still owed."""

    says: str
    room: str
    day: tuple[int, int]
    make: Callable[[Ground], Source]
    settles: frozenset[str] = frozenset()
    waits: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()


def entry(ground: Ground, holder: str, kind: str, topics: set[str], month: int, day: int) -> Source:
    seat, on = ground.seat(holder), ground.on(month, day)
    new = NewEntry(seat.unit_id, kind, on, seat.pk, "登记", topics=frozenset(topics))
    return ENTRY, record(entry=new, by=ground.liaison(holder.partition("/")[0]), today=on, now=f.at(on)).pk


def study(ground: Ground, form: Form) -> Source:
    return STUDY, hold_study(session(ground, form, ground.on(3, 10)), ground.liaison("bureau")).pk


def meeting(ground: Ground, topics: set[str]) -> Source:
    from liangze.meetings.actions import hold_meeting, plan_meeting
    from liangze.meetings.record import RECORD, AgendaRow, AttendanceRow, Held, NewDecision, NewMeeting

    unit, head = ground.unit("bureau"), ground.seat("bureau/principal")
    people = [ground.seat(f"bureau/{name}") for name in ("principal", "member-1", "member-2", "discipline-principal")]
    on, by = ground.on(3, 10), ground.liaison("bureau")
    plan = NewMeeting(
        unit.pk, "special", "专题例会", ground.seat("bureau/leadership").pk, head.pk, on, time(9, 30), "三楼", frozenset(topics),
        agenda=(AgendaRow("听取汇报", people[1].pk, 40),),
    )
    made = plan_meeting(plan=plan, by=by, today=on, now=f.at(on))
    held = Held(
        on, frozenset(topics), tuple(AttendanceRow(post.pk, "present") for post in people),
        decisions=(NewDecision("建立风险点清单", unit.pk, ground.on(6, 30), people[1].pk),),
    )
    hold_meeting(meeting_id=made.pk, held=held, seen=made.sequence, by=by, today=on, now=f.at(on))
    return RECORD, made.pk


def talk(ground: Ground, holder: str, towards: str, topics: set[str]) -> Source:
    from liangze.talks.actions import hold_talk
    from liangze.talks.new_talk import RECORD, HeartToHeartWords, NewTalk

    on = ground.on(3, 10)
    new = NewTalk(
        HeartToHeartWords("思想和工作", "守住底线"), ground.seat(holder).pk, (ground.seat(towards).pk,), on, "会议室", "谈话内容",
        frozenset(topics),
    )
    return RECORD, hold_talk(new=new, by=ground.leader(holder), today=on, now=f.at(on)).pk


def report(ground: Ground, holder: str, *duties: str, month: int, day: int) -> Source:
    from liangze.reports.actions import Text, begin, save, submit
    from liangze.reports.models import Report, Version
    from liangze.reports.record import RECORD

    on, by = ground.on(month, day), ground.liaison(holder.partition("/")[0])
    owed = [next(row for row in ground.owed(duty, holder=holder) if row.opens <= on <= row.due) for duty in duties]
    made = begin(obligation_ids=[row.pk for row in owed], by=by, today=on, now=f.at(on))
    draft = Version.objects.get(report=made)
    words = "本单位专题研究廉政工作两次，对重点岗位开展约谈，整改制度漏洞两处，仍有个别站所执行不严。"
    sections = {each["key"]: each["text"] for each in draft.sections} | {"overall": words}
    text = Text(title=made.title, sections=sections, reasons=draft.reasons, topics=frozenset(made.topics), signs=False)
    save(report_id=made.pk, text=text, edition=draft.edition, by=by, now=f.at(on))
    edition = Version.objects.get(report=made).edition
    submit(report_id=made.pk, edition=edition, by=by, today=on, now=f.at(on))
    return RECORD, Report.objects.get(pk=made.pk).pk


def hearing(ground: Ground, holder: str, reporters: tuple[str, ...], topics: set[str]) -> Source:
    from liangze.hearings.actions import file_report, hold_hearing, plan_hearing
    from liangze.hearings.models import HearingReporter
    from liangze.hearings.record import HEARING, HearingTerms

    on, unit = ground.on(3, 10), holder.partition("/")[0]
    by = ground.discipline(unit) if holder.endswith("/discipline") else ground.leader(f"{unit}/principal")
    terms = HearingTerms(
        ground.unit(unit).pk, ground.seat(holder).pk, "述责述廉会议", on, "会议室", topics=frozenset(topics),
        reporters=tuple(ground.seat(path).pk for path in reporters),
    )
    made = plan_hearing(terms=terms, by=by, today=on, now=f.at(on))
    for row in HearingReporter.objects.filter(hearing=made):
        file_report(hearing_id=made.pk, reporter_id=row.pk, text="一年来履责情况。", on=on, by=by, today=on, now=f.at(on))
    hold_hearing(hearing_id=made.pk, topics=frozenset(topics), by=by, today=on, now=f.at(on))
    return HEARING, made.pk


def some(*keys: str) -> frozenset[str]:
    return frozenset(keys)


ROWS = (
    Row(
        "一月制定计划并分解任务", "conduct", (1, 20), lambda g: entry(g, "bureau/leadership", "plan", {"work-plan", "breakdown"}, 1, 20),
        some("guangxi:plan-and-breakdown", "commentary:breakdown-each-year"),
    ),
    Row(
        "县纪委每月作风检查", "conduct", (3, 10), lambda g: entry(g, "county/discipline", "inspection", {"conduct"}, 3, 10),
        some("hualong:conduct-inspection-each-month"),
    ),
    Row(
        "县委成员带队考核", "conduct", (10, 10),
        lambda g: entry(
            g, "county/member-1", "assessment", {"two-responsibilities", "responsibility-system", "leading-inspection"}, 10, 10
        ),
        some("hualong:member-leads-assessment", "commentary:member-leads-check"),
    ),
    Row(
        "清单任务半年专项督查", "conduct", (5, 10),
        lambda g: entry(g, "bureau/leadership", "inspection", {"responsibility-list", "special-inspection"}, 5, 10),
        some("jiangsu:half-yearly-special-inspection"),
    ),
    Row(
        "中心组专题学习", "study", (3, 10), lambda g: study(g, Form.STUDY), some("hualong:study-each-quarter"),
        more=some("guangxi:study-twice-a-year"),
    ),
    Row("廉政党课", "study", (3, 10), lambda g: study(g, Form.LECTURE), some("hualong:lecture-each-year")),
    Row(
        "专题例会兼形势分析", "meetings", (3, 10), lambda g: meeting(g, {"special-meeting", "situation-analysis"}),
        some("huzhou:quarterly-special-meeting", "guangxi:situation-analysis-each-half-year"),
    ),
    Row(
        "书记同成员谈话", "talks", (3, 10),
        lambda g: talk(g, "bureau/principal", "bureau/member-1", {"integrity-talk", "two-responsibilities"}),
        some("guangxi:principal-talks-with-members"), more=some("hualong:principal-talks-with-members"),
    ),
    Row(
        "成员同分管单位负责人谈话", "talks", (3, 10),
        lambda g: talk(g, "bureau/member-1", "office-1/principal", {"integrity-talk", "two-responsibilities"}),
        some("guangxi:member-talks-with-portfolio-heads"), more=some("hualong:member-talks-with-portfolio-heads"),
    ),
    Row(
        "书记约谈下级书记", "talks", (3, 10), lambda g: talk(g, "county/principal", "township-1/principal", {"two-responsibilities"}),
        some("commentary:principal-talks-with-subordinates"),
    ),
    Row(
        "乡镇每季度报告", "reports", (3, 20),
        lambda g: report(g, "township-1/leadership", "hualong:township-report-each-quarter", month=3, day=20),
        some("hualong:township-report-each-quarter"),
    ),
    Row(
        "部门半年报告", "reports", (5, 20),
        lambda g: report(g, "bureau/leadership", "hualong:department-report-each-half-year", month=5, day=20),
        some("hualong:department-report-each-half-year"),
    ),
    Row(
        "年初报告上年主体责任", "reports", (1, 20),
        lambda g: report(
            g, "bureau/leadership", "guangxi:annual-report-group", "commentary:annual-report-committee", month=1, day=20
        ),
        some("commentary:annual-report-committee"), waits=some("guangxi:annual-report-group", "huzhou:annual-report-committee"),
    ),
    Row(
        "县纪委听取主体责任汇报", "hearings", (3, 10),
        lambda g: hearing(g, "county/discipline", ("bureau/principal", "township-1/principal"), {"main-responsibility"}),
        some("huzhou:yearly-hearing"),
    ),
    Row(
        "班子成员和处室负责人述职述廉", "hearings", (3, 10),
        lambda g: hearing(g, "bureau/leadership", ("bureau/member-1", "office-1/principal"), {"duty-and-integrity"}),
        some("guangxi:member-account-hearing", "guangxi:head-account-hearing"),
    ),
)
#: A room is there when it has actions.
THERE = tuple(row for row in ROWS if find_spec(f"liangze.{row.room}") and find_spec(f"liangze.{row.room}.actions"))


@pytest.mark.parametrize("row", THERE, ids=[f"{row.room}-{row.says}" for row in THERE])
def test_one_record_settles_all_that_it_meets(ground, row, monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", ground.on(*row.day).isoformat())
    source = row.make(ground)
    assert settled_by(source) == row.settles
    assert waits_for(source) == row.waits
    assert counts_for(source) == row.settles | row.waits | row.more


def test_every_regulation_is_met_by_some_form():
    """Among the forms that are there each of the five documents has something that one record settles."""
    met = {key.partition(":")[0] for row in THERE for key in row.settles}
    assert met >= {"hualong", "guangxi", "jiangsu", "commentary"}
