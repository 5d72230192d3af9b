"""The task table (任务明细表) as an official paper. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override, pgettext

from liangze.breakdown.queries.breakdowns import BreakdownPage
from liangze.breakdown.queries.tasks import TaskView
from liangze.documents.paper import Column, Grid, Paper, Paragraph, SignatureBox

PRINTED = "zh-hans"


def tasks_paper(page: BreakdownPage, tasks: Sequence[TaskView], day: date, *, part: bool = False, sign: str = "") -> Paper:
    """The table of these tasks as of a day. part: they are not all. sign: the seat that signs it, as words; empty for none."""
    with override(PRINTED):
        names = {"unit": page.unit, "year": page.year, "day": f"{day.year}年{day.month}月{day.day}日", "n": len(tasks)}
        note = pgettext("paper", "As of %(day)s, %(n)s tasks chosen.") if part else pgettext("paper", "As of %(day)s, %(n)s tasks.")
        return Paper(
            title=pgettext("paper", "%(unit)s: task table for %(year)s") % names, subtitle=f"（{page.title}）", issuer=page.unit,
            day=page.issued_on or day, wide=True, note=note % names,
            blocks=(grid(tasks, state=not sign),) if tasks else (Paragraph(pgettext("paper", "No task.")),),
            signatures=(SignatureBox("principal", pgettext("paper", "Principal"), sign),) if sign else (),
        )


def grid(tasks: Sequence[TaskView], *, state: bool = True) -> Grid:
    """Ten columns: what, for what, who, how, by when; and how far, where the state of a day is wanted."""
    columns = (
        Column(pgettext("paper", "No."), 0.5, "center"), Column(pgettext("paper", "Task and target"), 3.4),
        Column(pgettext("paper", "Basis"), 2), Column(pgettext("paper", "Leader in charge"), 1.1),
        Column(pgettext("paper", "Lead unit"), 1.3), Column(pgettext("paper", "Participating units"), 1.5),
        Column(pgettext("paper", "Supervising unit"), 1.2), Column(pgettext("paper", "Measures"), 2.4),
        Column(pgettext("paper", "Milestones"), 2.4), Column(pgettext("paper", "Due day"), 1.1), Column(pgettext("paper", "State"), 1.2),
    )
    count = len(columns) if state else len(columns) - 1
    return Grid(columns[:count], tuple(_row(task)[:count] for task in tasks))


def _row(task: TaskView) -> tuple[str, ...]:
    stones = "\n".join(f"{each.day.month}月{each.day.day}日 {each.what}（{each.share}%）" for each in task.milestones)
    doing = "、".join(part.unit for part in task.participating)
    return (
        str(task.number), f"{task.title}\n{task.target}", task.basis_said, task.leader, task.lead.unit if task.lead else "", doing,
        "、".join(part.unit for part in task.supervising), task.measures, stones, f"{task.due.month}月{task.due.day}日", task.state_name,
    )
