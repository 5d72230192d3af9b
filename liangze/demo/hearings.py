"""Hearings of the demo: one of spring with a closed ballot, a problem handed out and an answer still owed; one with its ballot open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liangze.core.problem import ProblemCategory
from liangze.core.words import Role
from liangze.demo.cast import Cast
from liangze.hearings.actions import (
    ask_closing,
    ask_question,
    cast,
    close_ballot,
    comment,
    file_report,
    hand_out,
    hold_hearing,
    make_slips,
    open_ballot,
    plan_hearing,
    prepare_ballot,
    set_theme,
)
from liangze.hearings.models import Hearing, HearingReporter
from liangze.hearings.record import HearingTerms
from liangze.organisation.models import Post

TOPICS = frozenset({"duty-and-integrity", "main-responsibility"})
THEMES = ("报告领导班子履行主体责任、主要负责人履行第一责任人职责情况", "报告上年度检查考核反馈问题的整改情况")
REPORTS = (
    "一年来，班子召开专题会议四次，逐级签订责任书，对内设机构负责人开展廉政谈话两轮。存在的不足：对下属单位监督检查不够经常，"
    "个别岗位轮换不及时。下一步将建立每季抽查制度。",
    "围绕重点岗位排查廉政风险点十二个，制定防控措施二十三条，修订采购、用车、接待三项制度。存在的不足：警示教育形式单一。",
    "班子成员按分工落实一岗双责，主要负责人带头讲廉政党课两次。存在的不足：责任传导到基层所站不够有力，台账更新不及时。",
)
QUESTIONS = (
    ("市纪委委员甲", "对下属单位的监督检查为什么不够经常？", "主要是力量安排不足，已明确一名班子成员专门负责，从本季度起每季抽查一次。"),
    ("市委常委乙", "重点岗位轮换何时全部完成？", ""),
    ("群众代表丙", "窗口服务作风方面有哪些整改举措？", "已公开服务承诺，设立意见箱，每月通报一次。"),
)
#: Grades of the three who report and of the leadership, and how many cast them so.
CAST = (
    (("excellent", "excellent", "competent", "satisfied"), 9), (("excellent", "competent", "competent", "satisfied"), 6),
    (("competent", "excellent", "barely_competent", "mostly_satisfied"), 5), (("competent", "competent", "barely_competent", "-"), 2),
    (("barely_competent", "-", "incompetent", "dissatisfied"), 1), (("excellent", "competent", "barely_competent", "satisfied"), 3),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A hearing while it is being built."""

    hearing: Hearing
    reporters: list[HearingReporter]
    day: date


def hearings(people: Cast) -> str:
    """Hold the one, leave the other with its ballot open; a sentence."""
    seats = list(
        Post.objects.filter(unit__in=[*people.units("D"), *people.units("C")], role=Role.PRINCIPAL, until=None)
        .order_by("unit__code").values_list("pk", flat=True)[:6]
    )
    if len(seats) < 2:
        return "单位太少，没有举办述责述廉会议。"
    held = _begun(people, seats[:3], "年度述责述廉会议", people.at(3, 18).date())
    _said(people, held)
    _voted(people, held)
    _concluded(people, held)
    going = _begun(people, seats[3:] or seats[:2], "年重点单位专题述责述廉会议", people.at(12, 31).date())
    _open(people, going)
    return "举办了 1 次述责述廉会议，另有 1 次正在测评。"


def _begun(people: Cast, seats: list[int], title: str, day: date) -> Stage:
    office, now = people.who("office"), people.at(day.month, day.day, 8)
    organ = Post.objects.filter(unit=people.city, role=Role.DISCIPLINE_ORGAN, until=None).values_list("pk", flat=True)[0]
    hearing = plan_hearing(
        terms=HearingTerms(
            people.city.pk, organ, f"{day.year}{title}", day, place="市行政中心三楼会议室",
            agenda="一、述职对象报告\n二、质询答复\n三、领导点评\n四、民主测评\n五、交办问题", topics=TOPICS, reporters=tuple(seats),
        ),
        by=office, today=day, now=now,
    )
    for text in THEMES:
        set_theme(
            hearing_id=hearing.pk, reporter_id=None, text=text, put_by="市纪委常委会", put_on=day, by=office, today=day, now=now
        )
    return Stage(hearing, list(hearing.reporters.order_by("position")), day)


def _said(people: Cast, at: Stage) -> None:
    office, now = people.who("office"), people.at(at.day.month, at.day.day)
    common = {"hearing_id": at.hearing.pk, "by": office, "today": at.day, "now": now}
    for place, who in enumerate(at.reporters):
        file_report(reporter_id=who.pk, text=REPORTS[place % len(REPORTS)], on=at.day, **common)
        asked_by, text, answer = QUESTIONS[place % len(QUESTIONS)]
        ask_question(
            reporter_id=who.pk, asked_by=asked_by, text=text, answer=answer, promised_for=None if answer else at.day + timedelta(days=30),
            **common,
        )
    comment(reporter_id=None, said_by="市委书记", text="问题找得准，整改要落到具体人、具体事，下次会议首先报告整改结果。", **common)


def _voted(people: Cast, at: Stage) -> None:
    office, second, now = people.who("office"), people.who("discipline"), people.at(at.day.month, at.day.day, 11)
    scales = {str(who.pk): "duty" for who in at.reporters} | {"body": "satisfaction"}
    ballot = prepare_ballot(hearing_id=at.hearing.pk, scales=scales, body="市直部门领导班子", by=office, today=at.day, now=now)
    tokens = iter(make_slips(ballot_id=ballot.pk, number=30, again=False, by=office, now=now))
    open_ballot(ballot_id=ballot.pk, by=office, today=at.day, now=now)
    for grades, times in CAST:
        for _ in range(times):
            answers = (*grades[: len(at.reporters)], grades[-1])
            cast(token=next(tokens), answers={str(place): grade for place, grade in enumerate(answers, 1)})
    ask_closing(ballot_id=ballot.pk, by=office, now=now)
    close_ballot(ballot_id=ballot.pk, by=second, today=at.day, now=now)


def _concluded(people: Cast, at: Stage) -> None:
    office, now = people.who("office"), people.at(at.day.month, at.day.day, 12)
    hand_out(
        hearing_id=at.hearing.pk, reporter_id=at.reporters[-1].pk, category=ProblemCategory.SUPERVISORY_RESPONSIBILITY,
        title="对下属单位监督检查不经常", what="全年仅开展一次检查，发现的问题没有跟踪到底。", due=at.day + timedelta(days=90), by=office,
        today=at.day, now=now,
    )
    hold_hearing(hearing_id=at.hearing.pk, topics=TOPICS, by=office, today=at.day, now=now)


def _open(people: Cast, at: Stage) -> None:
    office, now = people.who("office"), people.at(at.day.month, at.day.day, 9)
    file_report(
        hearing_id=at.hearing.pk, reporter_id=at.reporters[0].pk, text=REPORTS[0], on=at.day, by=office, today=at.day, now=now
    )
    scales = {str(who.pk): "duty" for who in at.reporters}
    ballot = prepare_ballot(hearing_id=at.hearing.pk, scales=scales, by=office, today=at.day, now=now)
    make_slips(ballot_id=ballot.pk, number=30, again=False, by=office, now=now)
    open_ballot(ballot_id=ballot.pk, by=office, today=at.day, now=now)
