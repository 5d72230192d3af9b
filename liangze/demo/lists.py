"""Responsibility lists in the demo, at every stage: drafted, returned, to be reviewed, to be signed, signed, published."""

from __future__ import annotations

from dataclasses import dataclass

from liangze.core.words import Role
from liangze.demo.cast import Cast, signature
from liangze.lists.actions import OwnItem, comment, draft_book, edit, moderate, publish, reply, review, sign, submit
from liangze.lists.actions.copies import compare_level, order_comparison
from liangze.lists.actions.procedure import RECORD
from liangze.lists.models import ListVersion, Publication, Scope
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting

#: Two departments with the same words of their own: the comparison finds them.
ALIKE = OwnItem(
    "对窗口服务和下属站所开展作风巡查，每季度不少于两次，发现推诿扯皮、吃拿卡要等问题当场指出、登记编号、限期整改，"
    "整改情况在下一次局务会上逐条报告，并在单位公开栏公示，接受服务对象监督。",
    "局务会议纪要第3期", "分片到人，巡查人员两人一组，不打招呼。", "巡查记录、整改通知单",
)
OWN = OwnItem(
    "对年度重点工程项目的招投标、变更签证和资金拨付开展廉政风险排查", "市委常委会会议纪要第4期",
    "市一局牵头逐项目列出风险点，市纪委派驻组抽查三成以上项目。", "排查清单、抽查记录",
)
BODIES = (Role.LEADERSHIP, Role.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes the lists of a unit, and who looks them through; the first days on which they do."""

    cast: Cast
    writer: Acting
    reader: Acting
    day: int

    def hand_in(self, version: ListVersion) -> None:
        submit(version_id=version.pk, by=self.writer, now=self.cast.at(1, self.day + 3))

    def agree(self, version: ListVersion) -> None:
        self.hand_in(version)
        review(version_id=version.pk, opinion="agree", comments="", by=self.reader, now=self.cast.at(1, self.day + 6))

    def signed(self, version: ListVersion, signer: str) -> None:
        self.agree(version)
        self.sign(version, signer)

    def sign(self, version: ListVersion, signer: str, comments: str = "") -> None:
        now = self.cast.at(2, self.day)
        sign(version_id=version.pk, by=self.cast.who(signer), now=now, **signature((RECORD, version.pk), comments))


def lists(cast: Cast) -> str:
    """Make them; a sentence with the counts."""
    departments, counties = cast.units("D"), cast.units("C")
    _city(cast)
    _first_department(cast, departments[0])
    _sister(cast, departments[1])
    for number, unit in enumerate(departments[2:9], 2):
        _department(cast, unit, number)
    _county(cast, counties[0])
    _draft(cast, counties[1], cast.who("office"), 16)
    _compare(cast)
    made = ListVersion.objects.count()
    return f"起草责任清单 {made} 份，公开 {Publication.objects.count()} 份。"


def _draft(cast: Cast, unit: Unit, by: Acting, day: int) -> dict[str, ListVersion]:
    made = draft_book(unit_id=unit.pk, year=cast.today.year, by=by, now=cast.at(1, day))
    return {version.list.role: version for version in made}


def _city(cast: Cast) -> None:
    office, discipline = cast.who("office"), ("discipline_organ", "discipline_principal")
    found = _draft(cast, cast.city, office, 8)
    desk = Desk(cast, office, cast.who("principal"), 8)
    body = found[Role.LEADERSHIP]
    edit(version_id=body.pk, revision=1, items=(), added=(OWN,), by=office, now=cast.at(1, 9))
    for role, version in found.items():
        if role in BODIES:
            desk.signed(version, "principal")
        elif role in discipline:
            desk.signed(version, "discipline")
        elif role == Role.MEMBER:
            desk.agree(version)
        else:
            desk.hand_in(version)
    shown = [_publish(cast, found[role], Scope.PUBLIC) for role in BODIES]
    for role in discipline:
        if role in found:
            _publish(cast, found[role], Scope.PARTY_BELOW)
    _comments(cast, shown[0])


def _publish(cast: Cast, version: ListVersion, scope: str) -> Publication:
    return publish(version_id=version.pk, scope=scope, by=cast.who("office"), now=cast.at(2, 20))


def _comments(cast: Cast, shown: Publication) -> None:
    """From the public page and from below: answered, kept back, waiting."""
    office = cast.who("office")
    asked = comment(publication_id=shown.pk, text="群众身边的工程项目能否也公布抽查结果？", name="一名社区党员", by=None, now=cast.at(3, 2))
    moderate(comment_id=asked.pk, shown=True, reason="", by=office, now=cast.at(3, 3))
    reply(comment_id=asked.pk, text="可以。抽查结果每半年随清单公开页一并公布。", by=office, now=cast.at(3, 5))
    other = comment(publication_id=shown.pk, text="加微信领取红包", name="", by=None, now=cast.at(3, 9))
    moderate(comment_id=other.pk, shown=False, reason="与清单无关的广告。", by=office, now=cast.at(3, 9, 15))
    comment(
        publication_id=shown.pk, text="第一项的时间要求与市二局年度安排有冲突，建议放宽到三月上旬。", name="", by=cast.who("sister"),
        now=cast.at(3, 11),
    )


def _first_department(cast: Cast, unit: Unit) -> None:
    """Signed by its head; the list of the members carries one signature of three."""
    desk = Desk(cast, cast.who("liaison"), cast.who("office"), 12)
    found = _draft(cast, unit, desk.writer, 12)
    for role, version in found.items():
        if role in BODIES:
            desk.signed(version, "bureau")
        elif role == Role.MEMBER:
            desk.signed(version, "member")
        else:
            desk.hand_in(version)
    _publish(cast, found[Role.LEADERSHIP], Scope.LEVEL)


def _sister(cast: Cast, unit: Unit) -> None:
    """The office has returned the list of the leadership; the others wait for it."""
    desk = Desk(cast, cast.who("sister"), cast.who("office"), 13)
    for role, version in _draft(cast, unit, desk.writer, 13).items():
        desk.hand_in(version)
        if role == Role.LEADERSHIP:
            reason = "本单位自行增加的事项一项也没有。请结合今年承担的重点工程补充，再报。"
            review(version_id=version.pk, opinion="return", comments=reason, by=desk.reader, now=cast.at(1, 19))


def _department(cast: Cast, unit: Unit, number: int) -> None:
    """The others: two write the same words of their own, half have handed in, the last ones have only begun."""
    by = cast.liaison(unit)
    desk = Desk(cast, by, cast.who("office"), 14)
    for role, version in _draft(cast, unit, by, 14).items():
        if number < 4 and role == Role.LEADERSHIP:
            edit(version_id=version.pk, revision=1, items=(), added=(ALIKE,), by=by, now=cast.at(1, 15))
        if number < 6:
            desk.hand_in(version)


def _county(cast: Cast, unit: Unit) -> None:
    desk = Desk(cast, cast.who("county"), cast.who("secretary"), 9)
    found = _draft(cast, unit, desk.writer, 9)
    for role, version in found.items():
        if role in BODIES:
            desk.signed(version, "secretary")
        else:
            desk.hand_in(version)
    publish(version_id=found[Role.LEADERSHIP].pk, scope=Scope.PARTY_BELOW, by=desk.writer, now=cast.at(2, 24))


def _compare(cast: Cast) -> None:
    now = cast.at(2, 26)
    run = order_comparison(unit_id=cast.city.pk, year=cast.today.year, by=cast.who("office"), now=now)
    compare_level(comparison_id=run.pk, now=now)
