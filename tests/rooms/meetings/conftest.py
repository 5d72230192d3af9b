"""A bureau that meets: a principal, two members, a head of discipline; a liaison who records; two regulations that ask for meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest

from liangze.core.words import Every, Role
from liangze.duties.models import Obligation
from liangze.meetings.actions import hold_meeting, plan_meeting
from liangze.meetings.models import Meeting
from liangze.meetings.record import AgendaRow, AttendanceRow, Held, NewAnswer, NewDecision, NewMeeting
from liangze.organisation.models import GrantRole, Post
from liangze.organisation.policy import Acting
from tests.rooms import factory as f

DAY = date(2026, 6, 16)
NOW = f.at(DAY)


@dataclass
class Bureau:
    """The bureau, its seats and people, what it owes by name."""

    town: f.Town
    head: Post
    member: Post
    second: Post
    discipline: Post
    liaison: Acting
    colleague: Acting
    office: Acting
    stranger: Acting
    owed: dict[str, list[Obligation]]

    def plan(self, **changes: Any) -> NewMeeting:
        """A special meeting that also analyses the situation, on the 12th of June."""
        given: dict[str, Any] = {
            "unit_id": self.town.bureau.pk, "kind": "special", "title": "二季度专题例会", "holder_id": self.town.leadership.pk,
            "chair_id": self.head.pk, "on": date(2026, 6, 12), "starts_at": time(9, 30), "place": "三楼会议室",
            "topics": frozenset({"special-meeting", "situation-analysis"}),
            "agenda": (AgendaRow("听取上半年情况汇报", self.member.pk, 40), AgendaRow("研究下半年重点工作", None, 30)),
        }
        return NewMeeting(**(given | changes))

    def planned(self, by: Acting | None = None, today: date = DAY, **changes: Any) -> Meeting:
        return plan_meeting(plan=self.plan(**changes), by=by or self.liaison, today=today, now=f.at(today))

    def report(self, **changes: Any) -> Held:
        """Everybody came; both topics were dealt with; the office is to make up a list by the end of the month."""
        given: dict[str, Any] = {
            "on": date(2026, 6, 12), "topics": frozenset({"special-meeting", "situation-analysis"}),
            "attendance": tuple(AttendanceRow(post.pk, "present") for post in (self.head, self.member, self.second, self.discipline)),
            "decisions": (NewDecision("六月底前建立廉政风险点清单", self.town.bureau.pk, date(2026, 6, 30), self.member.pk),),
        }
        return Held(**(given | changes))

    def held(self, meeting: Meeting | None = None, by: Acting | None = None, today: date = DAY, **changes: Any) -> Meeting:
        meeting = meeting or self.planned()
        return hold_meeting(
            meeting_id=meeting.pk, held=self.report(**changes), seen=meeting.sequence, by=by or self.liaison, today=today, now=f.at(today)
        )

    def answer(self, decision_id: int, answer: str = "done", words: str = "清单已报送。", day: date | None = None) -> NewAnswer:
        return NewAnswer(decision_id, answer, words, day)

    def refreshed(self, name: str, index: int) -> Obligation:
        return Obligation.objects.get(pk=self.owed[name][index].pk)


@pytest.fixture
def bureau(db: None, settings, tmp_path, monkeypatch) -> Bureau:
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    town = f.town()
    discipline = f.seat(town.bureau, Role.DISCIPLINE_PRINCIPAL, "纪检组长", position=5)
    for post, name in ((town.principal, "赵某"), (town.member1, "钱某"), (town.member2, "孙某"), (discipline, "李某")):
        f.appoint(f.person(name), post)
    city, county = f.version("city-rules", number="云委发〔2026〕1号"), f.version("county-rules", number="甲委发〔2026〕2号")
    special = f.duty(city, "special", topics=("special-meeting",), title="每季度专题例会")
    analysis = f.duty(county, "analysis", topics=("situation-analysis",), every=Every.HALF_YEAR, title="每半年形势分析会")
    f.topic("leading-group")
    for of in (city, county):
        f.adopt(of, town.county)
    owed = {"special": f.owe(special, town.leadership, year=2026), "analysis": f.owe(analysis, town.leadership, year=2026)}

    def one(name: str, role: GrantRole, where: f.Unit) -> Acting:
        return f.acting(name, (role, where), today=DAY)

    return Bureau(
        town, town.principal, town.member1, town.member2, discipline, one("甲局联络员", GrantRole.LIAISON, town.bureau),
        one("甲局办公室", GrantRole.LEADER, town.bureau), one("县委办", GrantRole.OFFICE, town.county),
        one("东乡联络员", GrantRole.LIAISON, town.township1), owed,
    )
