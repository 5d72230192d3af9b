"""A county that breaks its year down: who acts, and terms to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from liangze.breakdown.actions import accept, add_task, issue, start
from liangze.breakdown.models import Breakdown, Task, TaskTerms
from liangze.breakdown.queries.tasks import TaskView, in_force, view
from liangze.core.task import PartRole
from liangze.core.task_terms import AskedMilestone, AskedPart, Terms
from liangze.core.words import Role
from liangze.organisation.models import GrantRole, Post
from liangze.organisation.policy import Acting
from tests.rooms import factory as f

JANUARY = date(2026, 1, 20)


@dataclass(frozen=True)
class County:
    """The town of the factory with its people: the county's office, a member in charge, the units' liaisons, the checkers."""

    town: f.Town
    member: Post
    office: Acting
    leader: Acting
    bureau: Acting
    east: Acting
    west: Acting
    discipline: Acting
    city: Acting


def county(today: date = JANUARY) -> County:
    town = f.town()
    member = f.seat(town.county, Role.MEMBER, "县委常委", position=3)
    who = f.person("赵某")
    f.appoint(who, member)

    def one(name: str, role: GrantRole, where: Any, **more: Any) -> Acting:
        return f.acting(name, (role, where), today=today, **more)

    return County(
        town, member, one("县委办", GrantRole.OFFICE, town.county), one("常委", GrantRole.LEADER, town.county, who=who),
        one("甲局联络员", GrantRole.LIAISON, town.bureau), one("东乡联络员", GrantRole.LIAISON, town.township1),
        one("西乡联络员", GrantRole.LIAISON, town.township2), one("县纪委", GrantRole.DISCIPLINE, town.county),
        one("市委办", GrantRole.OFFICE, town.city),
    )


def terms(c: County, **changes: Any) -> Terms:
    """Led by the bureau with the east township, supervised by the county's discipline organ; two milestones."""
    town = c.town
    given: dict[str, Any] = {
        "title": "开展警示教育", "target": "全县每季度一次，覆盖全体干部", "leader": c.member.pk, "basis": "县委常委会2026年第1次会议",
        "starts": date(2026, 1, 15), "due": date(2026, 11, 30), "measures": "编写案例；组织旁听。", "proof": "签到表、案例",
        "parts": (
            AskedPart(town.bureau.pk, PartRole.LEAD, "编写案例"), AskedPart(town.township1.pk, PartRole.PARTICIPATING, "组织旁听"),
            AskedPart(town.county.pk, PartRole.SUPERVISING, post=town.county_discipline.pk),
        ),
        "milestones": (
            AskedMilestone(date(2026, 3, 31), "第一次教育", 40), AskedMilestone(date(2026, 9, 30), "全部完成", 60),
        ),
    }
    return Terms(**(given | changes))


def begun(c: County, *more: Terms) -> tuple[Breakdown, Task]:
    """A breakdown of 2026 with one task (and more), drafted."""
    breakdown = start(unit_id=c.town.county.pk, year=2026, title="甲县2026年责任分解", by=c.office, now=f.at(JANUARY))
    task = add_task(breakdown_id=breakdown.pk, terms=terms(c), by=c.office, today=JANUARY, now=f.at(JANUARY))
    for each in more:
        add_task(breakdown_id=breakdown.pk, terms=each, by=c.office, today=JANUARY, now=f.at(JANUARY))
    breakdown.refresh_from_db()
    return breakdown, task


def issued(c: County, *more: Terms, **how: Any) -> tuple[Breakdown, Task]:
    breakdown, task = begun(c, *more)
    issue(breakdown_id=breakdown.pk, seen=breakdown.edition, by=c.office, today=JANUARY, now=f.at(JANUARY), **how)
    breakdown.refresh_from_db()
    return breakdown, task


def accepted(c: County, *more: Terms) -> tuple[Breakdown, Task]:
    """Issued, and accepted by the bureau and the township."""
    breakdown, task = issued(c, *more)
    for part, by in ((seen(task).lead, c.bureau), (seen(task).participating[0], c.east)):
        accept(part_id=part.id, by=by, today=JANUARY, now=f.at(JANUARY))
    return breakdown, task


def seen(task: Task, day: date = JANUARY) -> TaskView:
    """The task as a value on a day."""
    return view(in_force(TaskTerms.objects.filter(task=task)).get(), day)
