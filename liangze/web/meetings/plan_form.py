"""The form of a plan: what a person has filled in so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from django.http import HttpRequest

from liangze.core.errors import Refusal
from liangze.core.meeting import TOPICS, MeetingKind
from liangze.meetings.queries.forms import Offered
from liangze.meetings.record import AgendaRow, NewMeeting
from liangze.web.ledger.asked import number
from liangze.web.meetings.asked import clock, day, together

EMPTY, MORE = 3, 3  # empty lines of the agenda that a form begins with, and that a button adds


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the agenda as filled in."""

    title: str = ""
    reporter: int | None = None
    length: str = ""

    def __bool__(self) -> bool:
        return bool(self.title.strip() or self.reporter or self.length.strip())


@dataclass(frozen=True, slots=True)
class Plan:
    """The fields as texts and ids; nothing is checked yet. `seen`: the sequence that the form was made for."""

    unit: int
    kind: str = MeetingKind.SPECIAL.value
    title: str = ""
    holder: int | None = None
    chair: int | None = None
    on: str = ""
    at: str = "09:00"
    place: str = ""
    topics: tuple[str, ...] = ()
    counterparts: tuple[int, ...] = ()
    agenda: tuple[Line, ...] = field(default=(Line(),) * EMPTY)
    seen: int = 0

    def meeting(self, today: date) -> tuple[NewMeeting, list[Refusal]]:
        """As the room takes it, with what cannot be read. A day that cannot be read stands as today, to be refused."""
        wrong: list[Refusal] = []
        on, at = day(self.on), clock(self.at)
        if on is None:
            wrong.append(Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="on"))
        if at is None:
            wrong.append(Refusal("The time is missing or is no time.", remedy="Write it as 09:30.", field="at"))
        rows = []
        for place, row in enumerate((row for row in self.agenda if row), 1):
            length = number(row.length.strip())
            if row.length.strip() and length is None:
                wrong.append(Refusal(
                    "Item %(n)s of the agenda takes no such time.", remedy="Write the minutes as a number up to %(limit)s.", field="agenda",
                    params={"n": place, "limit": 600},
                ))
            rows.append(AgendaRow(row.title, row.reporter, length))
        return NewMeeting(
            unit_id=self.unit, kind=self.kind, title=self.title, holder_id=self.holder or 0, chair_id=self.chair or 0,
            on=on or today, starts_at=at or time(9), place=self.place, topics=frozenset(self.topics),
            agenda=tuple(rows), counterparts=self.counterparts,
        ), wrong


def begun(unit: int, kind: str, offered: Offered, on: str) -> Plan:
    """A new plan: body, chair and topics as they usually are for the kind."""
    known = {key for key, _name in offered.topics}
    holder = offered.body_for(kind)
    topics = tuple(key for key in TOPICS.get(MeetingKind(kind), ()) if key in known)
    return Plan(unit=unit, kind=kind, holder=holder, chair=offered.chair_for(holder), on=on, topics=topics)


def posted(request: HttpRequest, unit: int) -> Plan:
    """From the form; a button may ask for more lines."""
    form = request.POST
    kind = kind_of(form.get("kind", ""))
    rows = [Line(title, number(who), length) for title, who, length in together(form, "a_title", "a_who", "a_length")]
    more = (Line(),) * (MORE if form.get("do") == "more" else 0)
    return Plan(
        unit=unit, kind=kind, title=form.get("title", ""), holder=number(form.get("holder")), chair=number(form.get("chair")),
        on=form.get("on", ""), at=form.get("at", ""), place=form.get("place", ""), topics=tuple(dict.fromkeys(form.getlist("topics"))),
        counterparts=tuple(n for n in map(number, form.getlist("counterparts")) if n), agenda=(*rows, *more) or (Line(),) * EMPTY,
        seen=number(form.get("seen")) or 0,
    )


def kind_of(text: str) -> str:
    """A known kind of meeting."""
    return text if text in set(MeetingKind) else MeetingKind.SPECIAL.value
