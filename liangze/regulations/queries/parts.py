"""Everything that a version says, in one statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import pgettext

from liangze.core.words import ActKind, ClauseType, Instrument, Level, Role, UnitKind
from liangze.packs.words import Against, Grade, ListPart, MeasureKind, TalkKind
from liangze.regulations.drafting.entry import DutyWords
from liangze.regulations.queries import duty_words
from liangze.regulations.words import all_said, said


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """depth: 0 for the outermost.  source: own text, where the version was read from a document."""

    id: int
    path: tuple[str, ...]
    label: str
    type: str
    type_name: str
    gist: str
    source: str

    @property
    def depth(self) -> int:
        return len(self.path) - 1


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A timed duty with its words: who, cadence, units, towards and to whom it goes."""

    id: int
    key: str
    clause_id: int
    title: str
    who: str
    kind: str
    cadence: str
    units: str
    towards: str
    to: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Anything else that cites a clause. `facts`: short words shown beside the title."""

    key: str
    clause_id: int
    clause: str
    title: str
    facts: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A printed responsibility list: its items in order."""

    part: str
    group: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the version says. `lists`: standing duties of printed lists; `standing`: all the others."""

    clauses: tuple[ClauseRow, ...]
    duties: tuple[DutyRow, ...]
    lists: tuple[PrintedList, ...]
    standing: tuple[ItemRow, ...]
    situations: tuple[ItemRow, ...]
    measures: tuple[ItemRow, ...]
    triggers: tuple[ItemRow, ...]
    permits: tuple[ItemRow, ...]


TABLES = ("clause", "duty", "standingduty", "situation", "measure", "trigger", "permit")
ROWS = "(SELECT coalesce(json_agg(t ORDER BY t.position), '[]') FROM regulations_{} t WHERE t.version_id = %(version)s)"
NAMES = "(SELECT coalesce(json_object_agg(key, json_build_array(zh, en)), '{}') FROM regulations_topic)"
SQL = "SELECT " + ", ".join([*map(ROWS.format, TABLES), NAMES])


def parts_of(version_id: int, *, chinese: bool = True) -> Parts:
    """All parts of the version; empty where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"version": version_id})
        clauses, duties, standing, situations, measures, triggers, permits, topics = (
            json.loads(value) if isinstance(value, str) else value for value in cursor.fetchone()
        )
    labels = {row["id"]: row["label"] for row in clauses}
    items = [_item(row, labels, said(Role, row["role"]), number=row["list_number"]) for row in standing]
    lists: dict[tuple[str, str], list[ItemRow]] = {}
    loose = []
    for row, item in zip(standing, items, strict=True):
        if row["list_part"]:
            lists.setdefault((row["list_part"], row["list_group"]), []).append(item)
        else:
            loose.append(item)
    return Parts(
        clauses=tuple(_clause(row) for row in clauses),
        duties=tuple(_duty(row, topics, 0 if chinese else 1) for row in duties),
        lists=tuple(
            PrintedList(said(ListPart, part), said(Role, group), tuple(sorted(rows, key=lambda item: item.number or 0)))
            for (part, group), rows in lists.items()
        ),
        standing=tuple(loose),
        situations=tuple(_item(row, labels, all_said(Against, row["against"])) for row in situations),
        measures=tuple(
            _item(row, labels, said(Grade, row["grade"]), said(Against, row["against"]), all_said(MeasureKind, row["measures"]))
            for row in measures
        ),
        triggers=tuple(
            _item(
                row,
                labels,
                said(TalkKind, row["talk"]) if row["talk"] else said(ActKind, row["act"]),
                said(Role, row["by"]),
                row["towards"],
            )
            for row in triggers
        ),
        permits=tuple(_item(row, labels, said(Instrument, row["instrument"]), _issuers(row), _asked(row)) for row in permits),
    )


def _issuers(row: dict[str, Any]) -> str:
    """Which units may issue it."""
    words = filter(None, (all_said(Level, row["by_levels"]), all_said(UnitKind, row["by_kinds"])))
    return pgettext("permit", "Issued by: %(who)s") % {"who": " ".join(words) or pgettext("permit", "all units")}


def _asked(row: dict[str, Any]) -> str:
    """Who may be asked."""
    words = filter(None, (all_said(Level, row["to_levels"]), all_said(UnitKind, row["to_kinds"]), all_said(Role, row["to_roles"])))
    return pgettext("permit", "Asked of: %(who)s") % {"who": " ".join(words) or pgettext("permit", "all units")}


def _clause(row: dict[str, Any]) -> ClauseRow:
    return ClauseRow(row["id"], tuple(row["path"]), row["label"], row["type"], said(ClauseType, row["type"]), row["gist"], row["source"])


def _item(row: dict[str, Any], labels: dict[int, str], *facts: str, number: int | None = None) -> ItemRow:
    return ItemRow(row["key"], row["clause_id"], labels[row["clause_id"]], row["title"], tuple(filter(None, facts)), number)


def _duty(row: dict[str, Any], topics: dict[str, list[str]], language: int) -> DutyRow:
    words = words_of_row(row)
    return DutyRow(
        id=row["id"],
        key=row["key"],
        clause_id=row["clause_id"],
        title=row["title"],
        who=duty_words.who(words),
        kind=said(ActKind, row["kind"]),
        cadence=duty_words.cadence(words),
        units=duty_words.units(words),
        towards=duty_words.towards(words),
        to=duty_words.receivers(words),
        topics=tuple(topics.get(key, [key, key])[language] for key in row["topics"]),
    )


def words_of_row(row: dict[str, Any]) -> DutyWords:
    """The fields of a form for a stored duty (columns by name)."""

    def day(value: date | str | None) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value

    return DutyWords(
        title=row["title"],
        role=row["role"],
        kind=row["kind"],
        every=row["every"],
        topics=tuple(row["topics"]),
        unit_within=row["unit_within"],
        unit_kinds=tuple(row["unit_kinds"]),
        unit_levels=tuple(row["unit_levels"]),
        times=row["times"],
        about=row["about"],
        due_month=row["due_month"],
        due_day="" if row["due_day"] is None else str(row["due_day"] or "last"),
        opens=day(row["once_opens"]),
        once_due=day(row["once_due"]),
        towards=row["towards"],
        to=tuple(row["to"]),
        accept=row["accept"],
        presence=row["presence"],
        roll=row["roll"],
    )
