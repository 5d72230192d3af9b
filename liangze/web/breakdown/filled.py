"""The form of a task: what a person has filled in so far, and what is wrong with its days and numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from liangze.breakdown.queries.choices import Choices, ItemChoice
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.errors import Refusal
from liangze.core.task import PartRole, even_shares
from liangze.core.task_terms import AskedMilestone, AskedPart, Terms
from liangze.web.ledger.asked import number

ROWS = 3  # empty rows that a form begins with
MORE = 3  # rows that a button adds


@dataclass(frozen=True, slots=True)
class PartRow:
    """A participating unit as filled in."""

    unit: int | None = None
    share: str = ""

    def __bool__(self) -> bool:
        return bool(self.unit or self.share.strip())


@dataclass(frozen=True, slots=True)
class StoneRow:
    """A milestone as filled in. `reached`: it stands and cannot be changed."""

    day: str = ""
    what: str = ""
    share: str = ""
    reached: bool = False

    def __bool__(self) -> bool:
        return bool(self.day.strip() or self.what.strip() or self.share.strip())


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as texts and ids; nothing is checked yet. `seen`: the revision that the form was made for."""

    title: str = ""
    target: str = ""
    item: int | None = None
    clause: int | None = None
    basis: str = ""
    leader: int | None = None
    measures: str = ""
    proof: str = ""
    starts: str = ""
    due: str = ""
    lead: int | None = None
    lead_share: str = ""
    parts: tuple[PartRow, ...] = field(default=(PartRow(),) * ROWS)
    supervising: tuple[int, ...] = ()
    stones: tuple[StoneRow, ...] = field(default=(StoneRow(),) * ROWS)
    reason: str = ""
    seen: int = 0

    def terms(self, offered: Choices, clause: int | None) -> tuple[Terms, list[Refusal]]:
        """As the room takes it, with what cannot be read as a day or number. What is missing stands as nothing, to be refused."""
        wrong: list[Refusal] = []
        year = offered.breakdown.year
        starts = self._day("starts", wrong) or date(year, 1, 1)
        due = self._day("due", wrong) or max(starts, date(year, 12, 31))
        units = {post: unit for post, unit, _name in offered.supervisors}
        parts = [
            *([AskedPart(self.lead, PartRole.LEAD, self.lead_share.strip())] if self.lead else []),
            *(AskedPart(row.unit, PartRole.PARTICIPATING, row.share.strip()) for row in self.parts if row.unit),
            *(AskedPart(units[post], PartRole.SUPERVISING, post=post) for post in self.supervising if post in units),
        ]
        if any(row and not row.unit for row in self.parts):
            wrong.append(Refusal(
                "It says what a unit is to do, but not which.", remedy="Choose the unit, or empty the line.", field="participating"
            ))
        terms = Terms(
            title=self.title.strip(), target=self.target.strip(), leader=self.leader or 0, starts=starts, due=due, parts=tuple(parts),
            milestones=self._milestones(wrong), item=self.item, clause=clause, basis=self.basis.strip(), measures=self.measures.strip(),
            proof=self.proof.strip(),
        )
        return terms, wrong

    def _day(self, name: str, wrong: list[Refusal]) -> date | None:
        try:
            return date.fromisoformat(getattr(self, name))
        except ValueError:
            wrong.append(Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field=name))
            return None

    def _milestones(self, wrong: list[Refusal]) -> tuple[AskedMilestone, ...]:
        rows = [row for row in self.stones if row]
        even = even_shares(len(rows)) if all(not row.share.strip() for row in rows) else None
        found = []
        for index, row in enumerate(rows):
            try:
                day = date.fromisoformat(row.day)
            except ValueError:
                wrong.append(Refusal("A milestone has no day.", remedy="Write its day as 2026-06-16.", field="milestones"))
                continue
            share = even[index] if even else number(row.share.strip()) or 0
            found.append(AskedMilestone(day, row.what.strip(), share))
        return tuple(found)


def empty(offered: Choices) -> Filled:
    """A new task of the year."""
    year = offered.breakdown.year
    return Filled(starts=f"{year}-01-01", due=f"{year}-12-31")


def of_item(offered: Choices, item: ItemChoice) -> Filled:
    """A new task under a list item: what the item says is taken over, what the year asks is left to be filled in."""
    blank = empty(offered)
    return Filled(
        title=item.title[:120], item=item.id, clause=item.clause_id, basis=item.basis, measures=item.measures, proof=item.proof,
        starts=blank.starts, due=blank.due,
    )


def of_task(task: TaskView) -> Filled:
    """The terms in force."""
    parts = tuple(PartRow(part.unit_id, part.share) for part in task.participating)
    stones = tuple(StoneRow(each.day.isoformat(), each.what, str(each.share), bool(each.reached)) for each in task.milestones)
    return Filled(
        title=task.title, target=task.target, item=task.item_id, clause=task.clause.id if task.clause else None, basis=task.basis,
        leader=task.leader_id, measures=task.measures, proof=task.proof, starts=task.starts.isoformat(), due=task.due.isoformat(),
        lead=task.lead.unit_id if task.lead else None, lead_share=task.lead.share if task.lead else "",
        parts=(*parts, PartRow()), supervising=tuple(part.post_id for part in task.supervising if part.post_id),
        stones=(*stones, *((StoneRow(),) * max(1, ROWS - len(stones)))), seen=task.revision,
    )


def posted(request: HttpRequest) -> Filled:
    """From the form; a button may ask for more rows."""
    form = request.POST
    do = form.get("do", "")
    parts = [PartRow(number(unit), share) for unit, share in _together(form, "part_unit", "part_share")]
    stones = [StoneRow(*row[:3], reached=row[3] == "1") for row in _together(form, "m_day", "m_what", "m_share", "m_reached")]
    texts = ("title", "target", "basis", "measures", "proof", "starts", "due", "reason")
    given: dict[str, Any] = {name: form.get(name, "") for name in texts}
    return Filled(
        **given, item=number(form.get("item")), clause=number(form.get("clause")), leader=number(form.get("leader")),
        lead=number(form.get("lead")), lead_share=form.get("lead_share", ""),
        parts=(*parts, *((PartRow(),) * (MORE if do == "more-parts" else 0))) or (PartRow(),),
        supervising=tuple(key for text in form.getlist("supervising") if (key := number(text))),
        stones=(*stones, *((StoneRow(),) * (MORE if do == "more-milestones" else 0))) or (StoneRow(),), seen=number(form.get("seen")) or 0,
    )


def _together(form: QueryDict, *names: str) -> list[tuple[str, ...]]:
    """Columns of the form's rows, side by side; a column that is too short is filled up."""
    columns = [form.getlist(name) for name in names]
    count = min(max(map(len, columns), default=0), 100)
    return [tuple(column[index] if index < len(column) else "" for column in columns) for index in range(count)]
