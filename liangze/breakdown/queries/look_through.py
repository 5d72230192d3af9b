"""A workbook of tasks looked through: what it would add and change, and everything that is wrong in it. Nothing is written.

Long because one row meets everything that a task asks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, BinaryIO, TypeVar

from liangze.breakdown.checks import known_each, objections
from liangze.breakdown.models import TaskTerms
from liangze.breakdown.queries.choices import Choices, choices
from liangze.breakdown.queries.names import Names, names, one_item, one_of, plain, several
from liangze.breakdown.queries.tasks import TaskView, in_force, views
from liangze.breakdown.queries.terms import terms_of
from liangze.breakdown.workbook.layout import PARTS, STONES, TASKS
from liangze.breakdown.workbook.reading import TaskRow, read
from liangze.core.errors import Conflict, Refusal
from liangze.core.task import PartRole, even_shares
from liangze.core.task_terms import AskedMilestone, AskedPart, Terms
from liangze.organisation.policy import Acting
from liangze.organisation.workbook.findings import Finding, Findings
from liangze.organisation.workbook.layout import Column, Sheet
from liangze.organisation.workbook.values import BadCellError, value_of

T = TypeVar("T")
HEADINGS = {column.key: column.heading for column in TASKS.columns}
COLUMNS = {column.key: column for column in TASKS.columns}
#: Where a refusal of a task's field stands in the workbook.
PLACES: dict[str, tuple[Sheet, str]] = {
    **{key: (TASKS, heading) for key, heading in HEADINGS.items()}, PartRole.LEAD.value: (TASKS, HEADINGS["lead"]),
    PartRole.SUPERVISING.value: (TASKS, HEADINGS["supervising"]), PartRole.PARTICIPATING.value: (PARTS, "参与单位"),
    "milestones": (STONES, "日期"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one row: `was` new, changed or same; `task` the one it is about, None for a new one."""

    row: int
    was: str
    terms: Terms
    task: TaskView | None
    lead: str
    leader: str


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """edition: of the breakdown, as it was looked through. planned: empty when something was found."""

    breakdown_id: int
    edition: int
    planned: tuple[Planned, ...]
    findings: Findings

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(each.was for each in self.planned)
        return {was: counted[was] for was in ("new", "changed", "same")}

    @property
    def changes(self) -> bool:
        return any(each.was != "same" for each in self.planned)


def look_through(*, breakdown_id: int, source: BinaryIO, by: Acting, today: date) -> LookedThrough:
    """At most thirteen statements, however many rows. Raises NotFound, NotAllowed, Conflict for a withdrawn breakdown, Refusal for what
    is no workbook of tasks; wrong rows are in `findings`."""
    offered = choices(by=by, breakdown_id=breakdown_id, today=today)
    if offered.breakdown.withdrawn_at:
        raise Conflict("This breakdown has been withdrawn.", remedy="Open the one that stands in its place.")
    findings = Findings()
    rows = read(source, findings)
    if not rows and not findings.found:
        raise Refusal("The workbook has no task.", remedy="Fill in the sheet of tasks, one row for each.", field="file")
    there = views(in_force(TaskTerms.objects.filter(task__breakdown_id=breakdown_id)), today)
    known = names(offered, rows, today)
    of = _recognised(rows, there, findings)
    drafts = [Draft(row, of.get(row.row), offered, known, findings) for row in rows]
    asked = [draft.terms() for draft in drafts]
    for draft, terms, facts in zip(drafts, asked, known_each(asked, offered.breakdown), strict=True):
        draft.judge(terms, objections(terms, facts))
    planned = () if findings.found else tuple(draft.planned(terms) for draft, terms in zip(drafts, asked, strict=True))
    return LookedThrough(breakdown_id, offered.breakdown.edition, planned, findings)


def _recognised(rows: Sequence[TaskRow], there: Sequence[TaskView], findings: Findings) -> dict[int, TaskView]:
    """The task that each row is about: by its number, without one by its name."""
    by_number = {task.number: task for task in there}
    by_title: defaultdict[str, list[TaskView]] = defaultdict(list)
    for task in there:
        by_title[plain(task.title)].append(task)
    found: dict[int, TaskView] = {}
    for row in rows:
        same = by_title[row.title or ""]
        if row.number is not None and row.number not in by_number:
            what, remedy = "This breakdown has no task No. %(number)s.", "Leave the number empty for a new task."
            findings.add(Finding(TASKS.title, row.row, HEADINGS["number"], what, remedy, {"number": row.number}))
        elif row.number is None and len(same) > 1:
            what, remedy = "Several tasks are called “%(name)s”.", "Write the number of the one that is meant: %(numbers)s."
            told = {"name": row.title, "numbers": "、".join(str(task.number) for task in same)}
            findings.add(Finding(TASKS.title, row.row, HEADINGS["number"], what, remedy, told))
        elif task := by_number[row.number] if row.number is not None else next(iter(same), None):
            if any(task.id == each.id for each in found.values()):
                what, remedy = "Another row is about task No. %(number)s already.", "Leave one of them out."
                findings.add(Finding(TASKS.title, row.row, HEADINGS["title"], what, remedy, {"number": task.number}))
            found[row.row] = task
    return found


class Draft:
    """One row on its way to terms; what is wrong goes to the findings, once for each column."""

    def __init__(self, row: TaskRow, task: TaskView | None, offered: Choices, known: Names, findings: Findings) -> None:
        self.row, self.task, self.offered, self.known, self.findings = row, task, offered, known, findings
        self.wrong = set(row.wrong)
        self.old = terms_of(task) if task else None

    def terms(self) -> Terms:
        """What the row asks. What cannot be understood stands as nothing, and is found here or is refused by the checks."""
        row, task, old, texts = self.row, self.task, self.old, self.row.texts
        item, clause = self._item(texts["item"])
        starts = row.starts or (old.starts if old else date(self.offered.breakdown.year, 1, 1))
        return Terms(
            title=self._kept("title", row.title or ""), target=self._kept("target", texts["target"]), leader=self._leader(texts["leader"]),
            starts=starts, due=row.due or max(starts, date(self.offered.breakdown.year, 12, 31)), item=item, clause=clause,
            basis=self._kept("basis", texts["basis"]), measures=self._kept("measures", texts["measures"]),
            proof=self._kept("proof", texts["proof"]),
            parts=(*self._lead(texts), *self._participating(task, old), *self._supervising(task, texts["supervising"])),
            milestones=self._milestones(old),
        )

    def judge(self, terms: Terms, refusals: Sequence[Refusal]) -> None:
        """Tell what the checks refuse, each at its place, and what an import does not change."""
        for refusal in refusals:
            field = refusal.field or "title"
            if field in self.wrong or (field == "milestones" and any(s.day is None or not s.what for s in self.row.stones or ())):
                continue
            sheet, heading = PLACES.get(field, (TASKS, HEADINGS["title"]))
            heading = "占比（%）" if field == "milestones" and "total" in refusal.params else heading
            row = self.row.row if sheet is TASKS else self._row_of(sheet, refusal)
            self.findings.add(Finding(sheet.title, row, heading, refusal.what, refusal.remedy, refusal.params))
        task, old = self.task, self.old
        if task and old and not self.wrong and not old.same(terms) and (task.issued or task.ended):
            what = "Task No. %(number)s has been issued, and here something else is asked: %(fields)s."
            remedy = "Change it on its page, where the reason stays on record; or put the row back as it was exported."
            if task.ended:
                what = "With task No. %(number)s it is over, and here something else is asked: %(fields)s."
                remedy = "Give a new task a name of its own and no number; or put the row back as it was exported."
            told = {"number": task.number, "fields": "、".join(_different(old, terms))}
            self.findings.add(Finding(TASKS.title, self.row.row, HEADINGS["title"], what, remedy, told))

    def planned(self, terms: Terms) -> Planned:
        was = "new" if self.old is None else "same" if self.old.same(terms) else "changed"
        return Planned(self.row.row, was, terms, self.task, self.row.texts["lead"], self.row.texts["leader"])

    def _kept(self, key: str, new: str) -> str:
        """What stands already where the cell reads the same: an export shows some blanks as one."""
        return _as_stands(COLUMNS[key], new, getattr(self.old, key)) if self.old else new

    def _item(self, text: str) -> tuple[int | None, int | None]:
        old = self.old
        if not text:
            return None, old.clause if old and old.item is None else None
        if self.task and self.task.item_id and old and text == plain(self.task.item):
            return self.task.item_id, old.clause
        item = self._told("item", lambda: one_item(text, self.known.items))
        return (item.id, item.clause_id) if item else (None, None)

    def _leader(self, text: str) -> int:
        if self.task and text == plain(self.task.leader):
            return self.task.leader_id
        return self._told("leader", lambda: one_of(text, self.known.leaders, self.known.codes)) or 0 if text else 0

    def _lead(self, texts: dict[str, str]) -> list[AskedPart]:
        lead = self.task.lead if self.task else None
        share = _as_stands(COLUMNS["lead_share"], texts["lead_share"], lead.share) if lead else texts["lead_share"]
        if lead and texts["lead"] == plain(lead.unit_name):
            return [AskedPart(lead.unit_id, PartRole.LEAD, share, lead.post_id)]
        unit = self._told("lead", lambda: one_of(texts["lead"], self.known.units, self.known.codes)) if texts["lead"] else None
        return [AskedPart(unit, PartRole.LEAD, share)] if unit else []

    def _participating(self, task: TaskView | None, old: Terms | None) -> list[AskedPart]:
        if self.row.parts is None:
            return [part for part in old.parts if part.role == PartRole.PARTICIPATING] if old else []
        stand = {plain(part.unit_name): part for part in (task.participating if task else ())}
        found: list[AskedPart] = []
        for row in self.row.parts:
            there = stand.get(row.unit or "")
            share = _as_stands(PARTS.columns[2], row.share, there.share) if there else row.share
            unit = there.unit_id if there else self._part(row.row, row.unit)
            if unit and any(unit == each.unit for each in found):
                self._find(PARTS, row.row, "参与单位", "A unit is named twice.", "Name each unit once, in its main part.")
            elif unit:
                found.append(AskedPart(unit, PartRole.PARTICIPATING, share))
        return found

    def _part(self, row: int, name: str | None) -> int | None:
        if not name:
            return None
        try:
            return one_of(name, self.known.units, self.known.codes)
        except Refusal as refused:
            self._find(PARTS, row, "参与单位", refused.what, refused.remedy, **refused.params)
            return None

    def _supervising(self, task: TaskView | None, text: str) -> list[AskedPart]:
        stand = {plain(part.unit): part for part in (task.supervising if task else ())}
        found = []
        for name in several(text):
            if there := stand.get(name):
                found.append(AskedPart(there.unit_id, PartRole.SUPERVISING, there.share, there.post_id))
            elif post := self._told("supervising", lambda name=name: one_of(name, self.known.supervisors, self.known.codes)):  # type: ignore[misc]
                found.append(AskedPart(self.known.seats[post], PartRole.SUPERVISING, post=post))
        return found

    def _milestones(self, old: Terms | None) -> tuple[AskedMilestone, ...]:
        if self.row.stones is None:
            return old.milestones if old else ()
        rows = [each for each in self.row.stones if each.day and each.what]
        even = even_shares(len(rows)) if all(each.share is None for each in rows) else None
        stand = {(each.day, plain(each.what)): each.what for each in (old.milestones if old else ())}
        return tuple(
            AskedMilestone(each.day, stand.get((each.day, each.what), each.what), even[place] if even else each.share or 0)
            for place, each in enumerate(rows)
            if each.day and each.what
        )

    def _row_of(self, sheet: Sheet, refusal: Refusal) -> int:
        """The row that a refusal of milestones or participating units is about: that of its day, else the task's first."""
        if sheet is PARTS:
            return next((each.row for each in self.row.parts or ()), self.row.row)
        days = {each.day.isoformat(): each.row for each in self.row.stones or () if each.day}
        return days.get(str(refusal.params.get("day")), next(iter(days.values()), self.row.row))

    def _told(self, key: str, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except Refusal as refused:
            self.wrong.add(key)
            self.findings.add(Finding(TASKS.title, self.row.row, HEADINGS[key], refused.what, refused.remedy, refused.params))
            return None

    def _find(self, sheet: Sheet, row: int, heading: str, what: str, remedy: str, **params: Any) -> None:
        self.wrong.add(PartRole.PARTICIPATING.value)
        self.findings.add(Finding(sheet.title, row, heading, what, remedy, params))


def _as_stands(column: Column, new: str, old: str) -> str:
    try:
        return old if (value_of(column, old) or "") == new else new
    except BadCellError:
        return new


def _different(old: Terms, new: Terms) -> list[str]:
    """The columns and sheets in which two terms differ."""
    told = {"parts": "牵头、参与或监督单位", "milestones": STONES.title, "clause": HEADINGS["item"]}
    differ = [field.name for field in fields(Terms) if getattr(old, field.name) != getattr(new, field.name)]
    if "parts" in differ and frozenset(old.parts) == frozenset(new.parts):
        differ.remove("parts")
    if "milestones" in differ and frozenset(old.milestones) == frozenset(new.milestones):
        differ.remove("milestones")
    return list(dict.fromkeys(told.get(name) or HEADINGS[name] for name in differ))
