"""Rehearsal: what a new version of a regulation would change, counted before anybody adopts it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db import connection

from liangze.core.duty import Duty
from liangze.core.windows import Window, binds, windows
from liangze.duties.planning.shapes import adoption_value, duty_value
from liangze.duties.planning.targets import parameters, target
from liangze.duties.queries.rehearsal_sql import COMPARE, SAMPLE, SIDE
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.regulations import models

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"
SAMPLES = 10


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field of liangze.core.duty.Duty, as plain text before and after; "" where there is none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Obligations of a level of units. `units` counts those for whom something changes."""

    level: str
    units: int
    new: int
    withdrawn: int
    moved: int
    same: int


@dataclass(frozen=True, slots=True)
class Example:
    """One obligation that would change: `before` and `after` are its due days, None where it is not owed."""

    unit: str
    seat: str
    counterpart: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class DutyChange:
    """One duty, by its key in the pack. `change` is added, removed, changed or same."""

    key: str
    title: str
    clause: tuple[str, ...]
    change: str
    differences: tuple[FieldDifference, ...]
    levels: tuple[LevelCount, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would be owed on due days from `since` up to but not including `until`, a year later, against what is owed now."""

    since: date
    until: date
    duties: tuple[DutyChange, ...]

    def total(self, name: str) -> int:
        """Sum over duties and levels of new, withdrawn, moved or same."""
        return sum(getattr(level, name) for duty in self.duties for level in duty.levels)


@dataclass(frozen=True, slots=True)
class _Side:
    """A duty with the windows of the year ahead that it is asked for."""

    duty: Duty
    windows: tuple[Window, ...]


def rehearse(
    *, duties: Iterable[Duty], replaces: models.RegulationVersion | None, unit: Unit, since: date, by: Acting, today: date
) -> Rehearsal:
    """Count what adopting these duties in `unit` from `since` on would change within a year.

    duties    of the new version; their ids are the keys of the pack (liangze.packs: `duty_of(entry)`).
    replaces  the version whose adoption in `unit` would end on `since`; None where nothing is in force yet.
    Duties of both versions are the same when their keys are. Neither writes nor locks. Raises NotAllowed.
    """
    demand(by, Permission.REGULATION_READ, unit)
    until = since.replace(year=since.year + 1) if (since.month, since.day) != (2, 29) else date(since.year + 1, 3, 1)
    after = {duty.id: _Side(duty, _ahead(duty, since, until, since, None)) for duty in duties}
    before = _in_force(replaces, unit, since, until)
    keys = [*after, *(key for key in before if key not in after)]
    pairs = [(key, before.get(key), after.get(key)) for key in keys]
    return Rehearsal(since, until, _changes(pairs, unit, today) if pairs else ())


def _in_force(version: models.RegulationVersion | None, unit: Unit, since: date, until: date) -> dict[str, _Side]:
    if version is None:
        return {}
    adoptions = models.Adoption.objects.filter(version=version, unit=unit).select_related("version")
    spans = [value.span for row in adoptions if (value := adoption_value(row))]
    found = {}
    for row in models.Duty.objects.filter(version=version).select_related("clause").order_by("position"):
        duty = replace(duty_value(row), id=row.key)
        asked = {window for span in spans for window in _ahead(duty, since, until, span.since, span.until)}
        found[row.key] = _Side(duty, tuple(sorted(asked)))
    return found


def _ahead(duty: Duty, since: date, until: date, first: date, last: date | None) -> tuple[Window, ...]:
    years = range(since.year, until.year + 1)
    candidates = [window for year in years for window in windows(duty, year)]
    return tuple(w for w in candidates if since <= w.written < until and binds(w, first, last))


def _changes(pairs: Sequence[tuple[str, _Side | None, _Side | None]], unit: Unit, today: date) -> tuple[DutyChange, ...]:
    """Every duty of both versions compared: two statements in all, however many duties there are."""
    both, values = [], {}
    for number, (_, before, after) in enumerate(pairs):
        sql, own = _both(before, after, unit, today, prefix=f"d{number}")
        both.append(sql)
        values |= own
    levels = _ask(COMPARE, both, values)
    differing = {number for number, rows in levels.items() if any(row[1] for row in rows)}
    examples = _ask(SAMPLE, both, values | {"samples": SAMPLES}, only=differing)
    return tuple(
        _change(key, before, after, levels.get(number, []), examples.get(number, []))
        for number, (key, before, after) in enumerate(pairs)
    )


def _ask(statement: str, both: Sequence[str], values: dict[str, Any], only: set[int] | None = None) -> dict[int, list[tuple[Any, ...]]]:
    """The statement for each pair, as one; rows by the number of the pair."""
    asked = [(n, sql) for n, sql in enumerate(both) if only is None or n in only]
    if not asked:
        return {}
    whole = " UNION ALL ".join(f"({statement.format(both=sql, number=n)})" for n, sql in asked)
    found: dict[int, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(whole, values)
        for number, *row in cursor.fetchall():
            found.setdefault(number, []).append(tuple(row))
    return found


def _change(
    key: str, before: _Side | None, after: _Side | None, levels: Sequence[tuple[Any, ...]], examples: Sequence[tuple[Any, ...]]
) -> DutyChange:
    shown = after or before
    if shown is None:
        raise ValueError("a duty of neither version")
    differences = differences_of(before.duty if before else None, after.duty if after else None)
    change = ADDED if before is None else REMOVED if after is None else CHANGED if differences else SAME
    counted = tuple(LevelCount(*row) for row in levels)
    return DutyChange(key, shown.duty.title, shown.duty.clause, change, differences, counted, tuple(Example(*row) for row in examples))


def _both(before: _Side | None, after: _Side | None, unit: Unit, today: date, *, prefix: str) -> tuple[str, dict[str, Any]]:
    """Both sides side by side, each with parameters of its own."""
    parts, values = [], {}
    for name, side in (("before", before), ("after", after)):
        duty, asked = (side.duty, side.windows) if side else ((after or before).duty, ())
        pieces = target(duty)
        statement = f"WITH {pieces.common} {pieces.select}"
        parts.append(SIDE.format(name=name, statement=statement.replace("%(", f"%({prefix}_{name}_")))
        own = parameters(duty, asked, scope_id=unit.pk, scope_path=unit.path, today=today)
        values |= {f"{prefix}_{name}_{key}": value for key, value in own.items()}
    return ", ".join(parts), values


def differences_of(before: Duty | None, after: Duty | None) -> tuple[FieldDifference, ...]:
    """Fields in which two versions of a duty differ; none when there is only one of them. The clause may move freely."""
    if before is None or after is None:
        return ()
    old, new = _plain(before), _plain(after)
    return tuple(FieldDifference(name, old[name], new[name]) for name in old if old[name] != new[name])


def _plain(duty: Duty) -> dict[str, str]:
    units = duty.holder.units
    found: dict[str, object] = {
        "title": duty.title, "role": duty.holder.role, "kinds": units.kinds, "levels": units.levels, "within": units.within,
        "kind": duty.act.kind, "topics": duty.act.topics, "due": f"{duty.due.month}-{duty.due.day}" if duty.due else None,
    }  # fmt: skip
    skipped = {"id", "clause", "title", "holder", "act", "due"}
    found |= {field.name: getattr(duty, field.name) for field in fields(duty) if field.name not in skipped}
    return {name: _text(value) for name, value in found.items()}


def _text(value: object) -> str:
    if isinstance(value, (frozenset, Sequence)) and not isinstance(value, str):
        return ", ".join(sorted(map(str, value)))
    return "" if value is None else str(value)
