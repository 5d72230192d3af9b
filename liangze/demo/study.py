"""A year of study and education in the demo: sites, a plan for three units, most of it held, absences made up or still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from liangze.core.study import COUNTS_AS, Form, usual_topics
from liangze.core.words import BODIES, ActKind, Role, UnitKind
from liangze.demo.cast import Cast
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Topic
from liangze.study.actions import cancel_plan, enter_site, hold_session, make_up, plan_session
from liangze.study.models import Session, Site
from liangze.study.new_session import Act, Named, NewSession


@dataclass(frozen=True, slots=True)
class Row:
    """A session of the year. absent  how many of those named do not come.  made_up  the first of them makes it up.

    story  "held"; "forgotten": its day passes and nobody records it; "cancelled".
    """

    month: int
    day: int
    form: Form
    title: str
    materials: str = ""
    means: str = ""
    absent: int = 0
    made_up: bool = False
    story: str = "held"


ROWS = (
    Row(2, 24, Form.STUDY, "专题学习廉洁自律准则和纪律处分条例", "廉洁自律准则、纪律处分条例", absent=2, made_up=True),
    Row(3, 18, Form.CAUTIONARY, "参观警示教育基地", "某单位工程领域串通投标案", "visit", absent=1),
    Row(4, 22, Form.LECTURE, "扛起两个责任，守住廉洁底线", absent=1, made_up=True),
    Row(5, 20, Form.STUDY, "专题学习落实两个责任的意见", "两个责任实施意见及清单", absent=1),
    Row(5, 28, Form.EXEMPLARY, "学习窗口单位公开办事做法", "某服务窗口的公开办事做法", "account", story="forgotten"),
    Row(6, 10, Form.CAUTIONARY, "端午节前观看警示片", "公款吃喝、违规收礼典型问题", "film", absent=1),
    Row(7, 8, Form.TRAINING, "党风廉政建设业务培训", "责任清单、台账和线索处置"),
    Row(9, 16, Form.STUDY, "专题学习三季度通报的典型问题", "违反中央八项规定精神问题通报", absent=1),
    Row(10, 20, Form.CAUTIONARY, "旁听职务犯罪庭审", "某单位挪用专项资金案", "court", story="cancelled"),
    Row(11, 18, Form.STUDY, "专题学习全年廉政建设重点", "年度工作要点"),
)
REASONS = ("外出开会", "下乡调研", "病假")


def study(cast: Cast) -> str:
    """Enter the sites, plan the year, hold what has come; a sentence."""
    office, first = cast.who("office"), cast.at(1, 5)
    base = enter_site(
        unit_id=cast.city.pk, name="云川市警示教育基地", kind="cautionary", place="云川市东门路", open_to="below",
        note="工作日开放，提前三天预约。", by=office, now=first,
    )
    departments = cast.units("D")
    enter_site(
        unit_id=departments[0].pk, name="市一局廉政文化示范点", kind="exemplary", place="市一局一楼大厅", open_to="all", note="",
        by=cast.liaison(departments[0]), now=first,
    )
    held = sum(_year(cast, unit, by, base) for unit, by in ((cast.city, office), *((each, cast.liaison(each)) for each in departments[:2])))
    return f"列入学习教育计划 {Session.objects.count()} 项，已举行 {held} 次。"


def _year(cast: Cast, unit: Unit, by: Acting, base: Site) -> int:
    """Plan the unit's year and hold what has come; how many were held."""
    planned_at, held = cast.at(1, 5), 0
    seats = _seats(unit, planned_at.date())
    bodies = list(Post.objects.filter(unit=unit, role=Role.LEADERSHIP))
    lead = next((seat for seat in seats if seat.unit_id == unit.pk and seat.role == Role.PRINCIPAL), seats[0])
    for row in ROWS:
        on = date(cast.today.year, row.month, row.day)
        new = _session(row, unit, on, lead, seats, base)
        made = plan_session(new=new, by=by, today=planned_at.date(), now=planned_at)
        if row.story == "cancelled":
            now = cast.at(1, 20)
            cancel_plan(session_id=made.pk, reason="为基层减负，并入警示片学习。", by=by, now=now)
        if row.story == "held" and on <= cast.today:
            _hold(cast, row, made, _came(row, new, on, bodies), by)
            held += 1
    return held


def _session(row: Row, unit: Unit, on: date, lead: Post, seats: list[Post], base: Site) -> NewSession:
    training = row.form is Form.TRAINING
    return NewSession(
        unit_id=unit.pk, form=row.form.value, title=row.title, on=on, place="" if row.means == "visit" else "二楼会议室",
        lead_id=None if training else lead.pk, materials=row.materials, means=row.means,
        site_id=base.pk if row.means == "visit" else None, organiser="市委党校" if training else "", hours=Decimal(8) if training else None,
        audience="班子成员和处室负责人" if row.form is Form.LECTURE else "", named=tuple(Named(seat.pk) for seat in seats),
    )


def _came(row: Row, new: NewSession, on: date, bodies: list[Post]) -> NewSession:
    """The same as it was held: who came, what it counts as."""
    sits = set(Appointment.objects.filter(in_force(on), post__in=[each.post_id for each in new.named]).values_list("post_id", flat=True))
    named = [each.post_id for each in new.named if each.post_id in sits]
    away = dict(zip(named[1 : 1 + row.absent], REASONS, strict=False))
    marks = tuple(Named(post, present=post not in away, reason=away.get(post, ""), speech=_speech(row, n)) for n, post in enumerate(named))
    kind = COUNTS_AS[row.form][0]
    holders = [new.lead_id] if kind is ActKind.LECTURE else [body.pk for body in bodies[:1]]
    topics = frozenset(Topic.objects.filter(key__in=usual_topics(row.form, Role.LEADERSHIP)).values_list("key", flat=True))
    fields = {name: getattr(new, name) for name in NewSession.__dataclass_fields__}
    acts = tuple(Act(kind.value, holder, topics) for holder in holders if holder)
    return NewSession(**(fields | {"named": marks, "acts": acts}))


def _speech(row: Row, number: int) -> str:
    return "结合分管工作谈认识" if row.form is Form.STUDY and number == 1 + row.absent else ""


def _hold(cast: Cast, row: Row, planned: Session, new: NewSession, by: Acting) -> None:
    now = cast.at(row.month, row.day, 16)
    made = hold_session(new=new, by=by, today=now.date(), now=now, session_id=planned.pk)
    absent = made.attendees.filter(present=False).order_by("id").first()
    later = cast.at(row.month, min(28, row.day + 5))
    if row.made_up and absent and later.date() > new.on:
        make_up(attendee_id=absent.pk, on=later.date(), how="自学原文并写出心得", by=by, today=later.date(), now=later)


def _seats(unit: Unit, day: date) -> list[Post]:
    """Who sits in the unit and its inner offices that day, bodies left out."""
    offices = Unit.objects.filter(parent=unit, kind=UnitKind.OFFICE).values("pk")
    rows = Post.objects.filter(unit__in=[unit.pk]) | Post.objects.filter(unit__in=offices)
    return list(rows.filter(in_force(day)).exclude(role__in=[*BODIES, Role.LIAISON]).order_by("unit__path", "position", "code")[:40])
