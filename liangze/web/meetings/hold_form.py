"""The form of a meeting that was held: attendance, minutes, answers to earlier decisions, new decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from liangze.core.errors import Refusal
from liangze.core.meeting import Presence
from liangze.meetings.queries.decisions import DecisionView
from liangze.meetings.queries.forms import Offered, SeatChoice
from liangze.meetings.record import AttendanceRow, Held, NewAnswer, NewDecision
from liangze.web.entries.filled import Kept
from liangze.web.ledger.asked import number
from liangze.web.meetings.asked import day, together
from liangze.web.meetings.files import proofs
from liangze.web.refusals import Told

EMPTY, MORE = 2, 3  # empty lines of decisions that a form begins with, and that a button adds


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat and how it took part; "" for one that was not expected. met: the meeting is held with it, so that it decides what counts."""

    seat: SeatChoice
    presence: str
    note: str
    wrong: Sequence[Told] = ()
    met: bool = False


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A new decision as filled in. owner: "u12" a unit, "p34" a seat. number: as refusals count it, 0 for an empty line."""

    text: str = ""
    owner: str = ""
    due: str = ""
    number: int = 0
    wrong: Sequence[Told] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.due.strip())


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An earlier decision and what is said about it."""

    view: DecisionView
    answer: str = ""
    words: str = ""
    day: str = ""
    wrong: Sequence[Told] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as texts; nothing is checked yet. `form` is what was posted, empty on a first visit."""

    on: str
    topics: tuple[str, ...]
    form: QueryDict
    kept: list[Kept] = field(default_factory=list)
    makes_up: tuple[int, ...] = ()

    @property
    def day(self) -> date | None:
        return day(self.on)

    def seats(
        self, offered: Offered, role: str, others: Sequence[Mapping[str, Any]], errors: Mapping[str, Sequence[Told]]
    ) -> tuple[SeatRow, ...]:
        """All seats of persons on the day and those with whom it is held: these and the members of the body are present unless somebody
        says otherwise. others  those with whom it is held."""
        met = {each["id"] for each in others}
        expected, own = offered.members_of(role) | met, {seat.id for seat in offered.persons}
        guests = [SeatChoice(each["id"], f"{each['unit']} {each['title']}", each["role"], "") for each in others if each["id"] not in own]
        return tuple(
            SeatRow(
                seat, self.form.get(f"att-{seat.id}", Presence.PRESENT.value if seat.id in expected and not self.form else ""),
                self.form.get(f"note-{seat.id}", ""), errors.get(f"attendance-{seat.id}", ()), seat.id in met,
            )
            for seat in (*offered.persons, *guests)
        )

    def attendance(self, offered: Offered, others: Sequence[Mapping[str, Any]]) -> tuple[AttendanceRow, ...]:
        """Who took part as far as the form says it."""
        rows = self.seats(offered, "", others, {}) if self.form else ()
        return tuple(AttendanceRow(row.seat.id, row.presence, row.note) for row in rows if row.presence)

    def decisions(self, errors: Mapping[str, Sequence[Told]]) -> tuple[DecisionRow, ...]:
        """Lines as filled in, and empty ones after them."""
        rows, counted = [], 0
        for text, owner, due in together(self.form, "d_text", "d_owner", "d_due"):
            row = DecisionRow(text, owner, due)
            counted += bool(row)
            place = counted if row else 0
            rows.append(DecisionRow(text, owner, due, place, errors.get(f"decision-{place}", ()) if place else ()))
        more = EMPTY if not rows else MORE if self.form.get("do") == "more" else 0
        return (*rows, *((DecisionRow(),) * more))

    def answers(self, asked: Sequence[DecisionView], errors: Mapping[str, Sequence[Told]]) -> tuple[AnswerRow, ...]:
        """The earlier decisions with what is said about them."""
        form = self.form
        return tuple(
            AnswerRow(
                each, form.get(f"answer-{each.id}", ""), form.get(f"words-{each.id}", ""), form.get(f"day-{each.id}", ""),
                errors.get(f"answer-{each.id}", ()),
            )
            for each in asked
        )

    def held(
        self, offered: Offered, others: Sequence[Mapping[str, Any]], asked: Sequence[DecisionView], agenda: Sequence[Any]
    ) -> tuple[Held, list[Refusal]]:
        """As the room takes it, with what cannot be read as a day or an owner."""
        wrong: list[Refusal] = []
        if self.day is None:
            wrong.append(Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="held_on"))
        on = self.day or date(2000, 1, 1)
        answers = [
            NewAnswer(row.view.id, row.answer, row.words, day(row.day))
            for row in self.answers(asked, {})
            if row.answer or row.words.strip()
        ]
        return Held(
            on=on, topics=frozenset(self.topics), attendance=self.attendance(offered, others), guests=self.form.get("guests", ""),
            minutes=tuple((item.id, self.form.get(f"minutes-{item.id}", "")) for item in agenda),
            decisions=tuple(self._decision(row, wrong) for row in self.decisions({}) if row), answers=tuple(answers),
            proofs=proofs(self.kept), makes_up=self.makes_up,
        ), wrong

    def _decision(self, row: DecisionRow, wrong: list[Refusal]) -> NewDecision:
        due = day(row.due)
        if due is None:
            wrong.append(Refusal(
                "Decision %(n)s has no day.", remedy="Put the day by which it is to be done.", field=f"decision-{row.number}",
                params={"n": row.number},
            ))
        unit, post = owner_of(row.owner, number(self.form.get("unit")) or 0)
        return NewDecision(row.text, unit, due or date(9999, 12, 31), post)


def owner_of(text: str, own_unit: int) -> tuple[int, int | None]:
    """(unit, seat) of an owner as the form says it; seats are those of the own unit. (0, None) for nobody."""
    found = number(text[1:]) or 0
    return (own_unit, found) if text.startswith("p") else (found if text.startswith("u") else 0, None)


def posted(request: HttpRequest, kept: list[Kept]) -> Filled:
    """From the form."""
    form = request.POST
    made_up = tuple(n for n in map(number, form.getlist("makes_up")) if n)
    return Filled(
        on=form.get("on_fix") or form.get("held_on", ""), topics=tuple(dict.fromkeys(form.getlist("topics"))), form=form, kept=kept,
        makes_up=made_up,
    )
