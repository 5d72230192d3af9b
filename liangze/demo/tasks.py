"""The year of the demo's city broken down: tasks in every state, the signed table, reports with proof, proposals for slow ones."""

from __future__ import annotations

import io
from datetime import date

from liangze.breakdown.actions import (
    accept,
    add_task,
    close_out,
    drop_task,
    issue,
    lay_out_table,
    propose,
    report,
    return_part,
    send_back,
    sign_table,
    start,
)
from liangze.breakdown.models import Breakdown, Task, TaskMilestone
from liangze.breakdown.record import RECORD
from liangze.core.task import DOING, PartRole
from liangze.core.task_terms import AskedMilestone, AskedPart, Terms
from liangze.core.words import Role
from liangze.demo.cast import Cast, signature
from liangze.demo.task_rows import ROWS, Day, Row, Story
from liangze.lists.models import ListItem
from liangze.lists.queries.items import standing_items
from liangze.organisation.models import Post, Unit
from liangze.trust.attachments import Proof, take_in

REPORTING = frozenset({Story.RUNNING, Story.BEHIND, Story.OVERDUE, Story.REPORTED, Story.SENT_BACK, Story.CLOSED})
DONE = frozenset({Story.REPORTED, Story.SENT_BACK, Story.CLOSED})
#: How many milestones a unit reaches whose task is late.
LATE = {Story.BEHIND: 1, Story.OVERDUE: 2}


def tasks(cast: Cast) -> str:
    """Break the year down and work on it; a sentence."""
    office, year = cast.who("office"), cast.today.year
    now = cast.at(2, 3)
    book = start(unit_id=cast.city.pk, year=year, title=f"云川市{year}年党风廉政建设责任分解", by=office, now=now)
    places = Places(cast)
    made = [
        (row, add_task(breakdown_id=book.pk, terms=places.terms(row, number), by=office, today=now.date(), now=now))
        for number, row in enumerate(ROWS)
    ]
    now = cast.at(2, 6)
    edition = Breakdown.objects.get(pk=book.pk).edition
    issue(breakdown_id=book.pk, seen=edition, by=office, today=now.date(), now=now)
    for row, task in made:
        if row.story is Story.DROPPED:
            _drop(cast, task)
    now = cast.at(2, 9)
    lay_out_table(breakdown_id=book.pk, by=office, today=now.date(), now=now)
    now = cast.at(2, 11)
    typed = signature((RECORD, book.pk), "按节点推进，每季度报一次。")
    sign_table(breakdown_id=book.pk, by=cast.who("principal"), today=now.date(), now=now, **typed)
    for row, task in made:
        if row.story is not Story.DROPPED:
            _answer(cast, row, task)
        if row.story in REPORTING:
            _report(cast, row, task)
    _propose(cast, [task for row, task in made if row.story in LATE])
    return f"分解年度任务 {len(made)} 项。"


class Places:
    """Units, seats and list items that tasks name, looked up once."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.departments, self.counties = cast, cast.units("D"), cast.units("C")
        leaders = Post.objects.filter(unit=cast.city, role__in=(Role.PRINCIPAL, Role.MEMBER)).order_by("position")
        self.leaders = list(leaders)
        self.items: list[ListItem] = list(standing_items(cast.city.pk, cast.today.year).filter(version__list__role=Role.LEADERSHIP))
        self.watching = Post.objects.get(unit=cast.city, role=Role.DISCIPLINE_ORGAN)

    def unit(self, number: int) -> Unit:
        """A department, or a county where the number is negative; in a small place they come round again."""
        if number < 0:
            return self.counties[(-number - 1) % len(self.counties)]
        return self.departments[number % len(self.departments)]

    def terms(self, row: Row, number: int) -> Terms:
        """What the task asks. The slow one of the first county is the principal's own."""
        lead = AskedPart(self.unit(row.lead).pk, PartRole.LEAD, "牵头制定方案，汇总进展。")
        parts = tuple(AskedPart(self.unit(part).pk, PartRole.PARTICIPATING, "按方案落实本单位部分。") for part in row.parts)
        watch = AskedPart(self.cast.city.pk, PartRole.SUPERVISING, "全程监督", self.watching.pk)
        leader = self.leaders[0 if row.story in LATE else 1 + number % (len(self.leaders) - 1)]
        item = self.items[number % len(self.items)] if self.items else None
        return Terms(
            title=row.title, target=row.target, leader=leader.pk, starts=self._day(row.starts), due=self._day(row.due),
            parts=(lead, *parts, watch), measures=row.measures, proof=row.proof, item=item.pk if item else None,
            basis="" if item else "市委常委会会议纪要第2期",
            milestones=tuple(AskedMilestone(self._day(day), what, share) for day, what, share in row.milestones),
        )

    def _day(self, day: Day) -> date:
        return date(self.cast.today.year, *day)


def _drop(cast: Cast, task: Task) -> None:
    now = cast.at(2, 7)
    drop_task(task_id=task.pk, reason="为基层减负，并入市委工作简报，不再单独编印。", by=cast.who("office"), today=now.date(), now=now)


def _answer(cast: Cast, row: Row, task: Task) -> None:
    """All take their part on, but for the one of the story."""
    now = cast.at(2, 13)
    for part in task.parts.filter(until=None, role__in=DOING).select_related("unit").order_by("pk"):
        by, participates = cast.liaison(part.unit), part.role == PartRole.PARTICIPATING
        if row.story is Story.WAITING and participates:
            continue
        if row.story is Story.RETURNED and participates:
            reason = "本单位人财物岗位只有两个，满五年的去年已轮换，请核减任务。"
            return_part(part_id=part.pk, reason=reason, by=by, today=now.date(), now=now)
        else:
            accept(part_id=part.pk, by=by, today=now.date(), now=now)


def _report(cast: Cast, row: Row, task: Task) -> None:
    """A report for each milestone reached, the last with proof; then the check."""
    stones = list(TaskMilestone.objects.filter(task=task, until=None).order_by("day", "pk"))
    reached = stones[: LATE[row.story]] if row.story in LATE else [s for s in stones if s.day <= cast.today]
    if row.story in DONE:
        reached = stones
    lead = task.parts.get(until=None, role=PartRole.LEAD).unit
    for number, stone in enumerate(reached, 1):
        now = cast.at(stone.day.month, max(1, stone.day.day - 3))
        done = row.story in DONE and number == len(stones)
        report(
            task_id=task.pk, unit_id=lead.pk, on=now.date(), by=cast.liaison(lead), today=now.date(), now=now, reached=[stone.pk],
            done=done, text=f"{stone.what}：已按要求完成，有关材料已归档。", proofs=[_proof(row, stone)] if number == len(reached) else [],
        )
    now = cast.at(6, 5)
    if row.story is Story.CLOSED:
        close_out(task_id=task.pk, opinion="已核对材料并抽查两处，同意销号。", by=cast.who("discipline"), today=now.date(), now=now)
    if row.story is Story.SENT_BACK:
        reason = "统计口径与上年不一致，会议数未含专题会，请核实后再报。"
        send_back(task_id=task.pk, reason=reason, by=cast.who("discipline"), today=now.date(), now=now)


def _proof(row: Row, stone: TaskMilestone) -> Proof:
    name = f"{row.title}进展.txt"
    return Proof(take_in(file=io.BytesIO(f"{row.title}\n{stone.what}\n{stone.day}\n".encode()), name=name).id, name)


def _propose(cast: Cast, slow: list[Task]) -> None:
    """One reminder waits for the leader in charge. Early in the year nothing is slow yet."""
    if cast.today.month < 7:
        return
    now = cast.at(7, 6)
    note = "上半年节点未完成，建议由分管领导约见牵头单位主要负责人。"
    propose(task_id=slow[0].pk, kind="talk", note=note, by=cast.who("office"), today=now.date(), now=now)
