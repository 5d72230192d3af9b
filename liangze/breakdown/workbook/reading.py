"""The rows of a workbook of tasks, each task with its participating units and milestones."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from liangze.breakdown.workbook.layout import BOOK, PARTS, STONES, TASKS
from liangze.organisation.workbook.findings import Finding, Findings
from liangze.organisation.workbook.guard import SMALL
from liangze.organisation.workbook.layout import Sheet
from liangze.organisation.workbook.reading import Workbook, opened


@dataclass(frozen=True, slots=True)
class PartRow:
    """A unit that takes part, as written."""

    row: int
    unit: str | None
    share: str


@dataclass(frozen=True, slots=True)
class StoneRow:
    """A milestone, as written."""

    row: int
    day: date | None
    what: str | None
    share: int | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as written; None where a cell is empty or cannot be taken. parts, stones: None when their sheet was taken out.

    wrong  the columns (keys) in which something was found already.
    """

    row: int
    number: int | None
    title: str | None
    texts: dict[str, str]  # target, item, basis, leader, lead, lead_share, supervising, measures, proof
    starts: date | None
    due: date | None
    parts: tuple[PartRow, ...] | None
    stones: tuple[StoneRow, ...] | None
    wrong: frozenset[str]


TEXTS = ("target", "item", "basis", "leader", "lead", "lead_share", "supervising", "measures", "proof")


def read(source: BinaryIO, findings: Findings) -> list[TaskRow]:
    """All tasks in the order of the sheet; what is wrong goes to `findings`. Raises Refusal for what is no such workbook."""
    with opened(source, BOOK, SMALL) as book:
        book.check_sheets(findings)
        tasks = [(row, wrong) for row, wrong in _rows(book, TASKS, findings)]
        parts, stones = ([row for row, _ in _rows(book, sheet, findings)] for sheet in (PARTS, STONES))
        has_parts, has_stones = (sheet.title in book.titles for sheet in (PARTS, STONES))
    names = [row["title"] for row, _ in tasks if row["title"]]
    _check_names(tasks, names, findings)
    _check_owners(PARTS, parts, names, findings)
    _check_owners(STONES, stones, names, findings)
    part_rows, stone_rows = defaultdict[Any, list[PartRow]](list), defaultdict[Any, list[StoneRow]](list)
    for part in parts:
        part_rows[part["title"]].append(PartRow(part["row"], part["unit"], part["share"] or ""))
    for stone in stones:
        stone_rows[stone["title"]].append(StoneRow(stone["row"], stone["day"], stone["what"], stone["share"]))
    return [
        TaskRow(
            row["row"], row["number"], row["title"], {key: row[key] or "" for key in TEXTS}, row["starts"], row["due"],
            tuple(part_rows[row["title"]]) if has_parts else None, tuple(stone_rows[row["title"]]) if has_stones else None, wrong,
        )
        for row, wrong in tasks
    ]


def _rows(book: Workbook, sheet: Sheet, findings: Findings) -> list[tuple[dict[str, Any], frozenset[str]]]:
    """(values by the key of the column, with the number of the row; the columns that are wrong in it)."""
    keys, found = ("row", *(column.key for column in sheet.read)), []
    by_heading = {column.heading: column.key for column in sheet.read}
    mine = Findings()
    for values in book.rows(sheet, mine):
        row = dict(zip(keys, values, strict=True))
        found.append((row, frozenset(by_heading[each.column] for each in mine.kept if each.row == row["row"])))
        for each in mine.kept:
            findings.add(each)
        mine.kept.clear()
    for each in mine.kept:
        findings.add(each)
    return found


def _check_names(tasks: list[tuple[dict[str, Any], frozenset[str]]], names: list[str], findings: Findings) -> None:
    seen: set[str] = set()
    for row, _wrong in tasks:
        if row["title"] in seen:
            what, remedy = "The task “%(title)s” stands there twice.", "Leave one of the rows out, or give each task a name of its own."
            findings.add(Finding(TASKS.title, row["row"], "任务名称", what, remedy, {"title": row["title"]}))
        elif row["title"]:
            seen.add(row["title"])


def _check_owners(sheet: Sheet, rows: list[dict[str, Any]], names: list[str], findings: Findings) -> None:
    known = set(names)
    for row in rows:
        if row["title"] and row["title"] not in known:
            what, remedy = "There is no task “%(title)s” on the sheet of tasks.", "Write the name as it stands there, or add the task."
            findings.add(Finding(sheet.title, row["row"], "任务名称", what, remedy, {"title": row["title"]}))
