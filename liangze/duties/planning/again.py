"""Planning a set again: what is owed now against what was planned, as sets. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from liangze.core.windows import days_needed
from liangze.core.words import Towards
from liangze.duties.planning.again_sql import (
    COUNT_SHIFTS,
    HAND_OVER,
    INSERT_NEW,
    KEEP,
    TABLES,
    TARGETS,
    WITHDRAW,
)
from liangze.duties.planning.sets import DutySet
from liangze.duties.planning.targets import parameters, target


@dataclass(frozen=True, slots=True)
class Outcome:
    """Numbers of obligations of one set. `withdrawn` by reason; `restored` had been withdrawn and is owed again."""

    new: int = 0
    same: int = 0
    moved: int = 0
    restored: int = 0
    handed_over: int = 0
    withdrawn: Mapping[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.new or self.moved or self.restored or self.handed_over or self.withdrawn)


def plan_again(each: DutySet, *, year: int) -> Outcome:
    """Bring a set in line with what is owed now; for `each.only` units' holders or for all."""
    with connection.cursor() as cursor:
        for statement in TABLES:
            cursor.execute(statement)
        for bound in each.bound:
            asked = target(each.duty)
            values = parameters(
                each.duty, bound.windows, scope_id=bound.unit_id, scope_path=bound.path, today=bound.today, only=each.only
            )
            cursor.execute(TARGETS.format(common=asked.common, select=asked.select), values)
        values = _values(each, year)
        owed = _one(cursor, "SELECT count(*) FROM plan_target")
        handed_over = _one(cursor, HAND_OVER, values) if each.duty.towards is Towards.PORTFOLIO_UNITS else 0
        restored, moved = _row(cursor, KEEP, values)
        new = _one(cursor, INSERT_NEW, values)
        cursor.execute(WITHDRAW, values)
        withdrawn = dict(cursor.fetchall())
        cursor.execute(COUNT_SHIFTS, values)
    same = owed - new - restored - moved
    return Outcome(new, same, moved, restored, handed_over, withdrawn)


def _values(each: DutySet, year: int) -> dict[str, Any]:
    asked = {window.period: window for bound in each.bound for window in bound.windows}
    today = each.today
    return {
        "duty": each.row.pk, "year": year, "times": each.duty.times, "version": each.row.version_id, "kind": each.row.kind,
        "today": today, "only": None if each.only is None else list(each.only),
        "role": each.seat_role, "kinds": each.row.unit_kinds, "levels": each.row.unit_levels,
        "starts": [period.start for period in asked], "ends": [period.end for period in asked],
        "needed": [days_needed(each.duty.presence, period) for period in asked],
    }  # fmt: skip


def _one(cursor: Any, statement: str, values: Mapping[str, Any] | None = None) -> int:
    return int(_row(cursor, statement, values)[0])


def _row(cursor: Any, statement: str, values: Mapping[str, Any] | None = None) -> tuple[int, ...]:
    cursor.execute(statement, values)
    found: tuple[int, ...] = cursor.fetchone()
    return found
