"""The tasks of the access matrix: the city breaks its year down, unit A leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from liangze.breakdown.actions import accept, add_task, issue, propose, report, start
from liangze.breakdown.models import Task, TaskPart
from liangze.core.task import PartRole
from liangze.core.task_terms import AskedMilestone, AskedPart, Terms
from liangze.organisation.models import Account
from liangze.organisation.policy import acting_for
from tests.rooms import factory as f

BEGUN = date(2026, 1, 20)


def break_down(targets: Mapping[str, Any], accounts: Mapping[str, Account], day: date) -> dict[str, int]:
    """One task waiting for unit A, one it has fallen behind with, one it reports done; their ids, and those of what hangs on them."""
    office, liaison = (acting_for(accounts[name], today=day) for name in ("city-office", "liaison-a"))
    then, now = {"today": BEGUN, "now": f.at(BEGUN)}, {"today": day, "now": f.at(day)}
    breakdown = start(unit_id=targets["unit_city"], year=day.year, title="云川市责任分解", by=office, now=f.at(BEGUN))
    waiting, going, done = (
        add_task(breakdown_id=breakdown.pk, terms=_terms(targets, title), by=office, **then) for title in ("待签收", "办理中", "报完成")
    )
    breakdown.refresh_from_db()
    issue(breakdown_id=breakdown.pk, seen=breakdown.edition, by=office, **then)
    for task in (going, done):
        accept(part_id=_part(task).pk, by=liaison, **now)
    told = report(task_id=going.pk, unit_id=targets["unit_a"], on=day, text="已开展。", by=liaison, **now)
    stone = done.milestones.get().pk
    report(task_id=done.pk, unit_id=targets["unit_a"], on=day, text="已完成。", reached=[stone], done=True, by=liaison, **now)
    proposal = propose(task_id=going.pk, kind="reminder", by=office, **now)
    slow = add_task(breakdown_id=breakdown.pk, terms=_terms(targets, "滞后"), by=office, **then)
    breakdown.refresh_from_db()
    issue(breakdown_id=breakdown.pk, seen=breakdown.edition, by=office, **then)
    accept(part_id=_part(slow).pk, by=liaison, **now)
    drafted = add_task(breakdown_id=breakdown.pk, terms=_terms(targets, "待下达"), by=office, **then)
    breakdown.refresh_from_db()
    other = start(unit_id=targets["unit_city"], year=day.year + 1, title="云川市来年责任分解", by=office, now=f.at(BEGUN))
    next_year = _terms(targets, "来年任务", day.year + 1)
    add_task(breakdown_id=other.pk, terms=next_year, by=office, **then)
    issue(breakdown_id=other.pk, seen=1, by=office, **then)
    return {
        "breakdown_whole": other.pk,
        "breakdown": breakdown.pk, "edition": breakdown.edition, "task_waiting": waiting.pk, "task_going": going.pk, "task_done": done.pk,
        "task_slow": slow.pk, "task_drafted": drafted.pk, "part_waiting": _part(waiting).pk, "progress": told.pk,
        "proposal": proposal.pk,
    }


def _part(task: Task) -> TaskPart:
    return task.parts.get(role=PartRole.LEAD)


def _terms(targets: Mapping[str, Any], title: str, year: int = BEGUN.year) -> Terms:
    return Terms(
        title=title, target="覆盖全部干部", leader=targets["post_city_principal"], starts=date(year, 1, 20), due=date(year, 12, 20),
        basis="市委常委会", parts=(AskedPart(targets["unit_a"], PartRole.LEAD),),
        milestones=(AskedMilestone(date(year, 3, 31), "第一步", 100),),
    )
