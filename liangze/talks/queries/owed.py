"""Who is still to be talked to: the talks that a seat owes in a year, counterpart by counterpart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from liangze.core.errors import NotFound
from liangze.core.obligation import state_on
from liangze.core.words import BODIES, ActKind, State
from liangze.duties.models import Count, Obligation
from liangze.duties.queries.words import ClauseRef, period_name
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force

SEATS = 200
LEFT = (State.OVERDUE, State.DUE_SOON, State.OPEN)


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation to talk. days  on which talks count for it."""

    id: int
    title: str
    period: str
    clause: ClauseRef
    state: str
    due: date
    times: int
    done: int
    days: tuple[date, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Towards:
    """One person to be talked with, and all that is owed towards them. left  how many talks, at least, settle what runs now."""

    post_id: int | None
    seat: str
    person: str
    owed: tuple[Owed, ...]
    left: int
    ids: str
    first_due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class OwedPage:
    """A holder seat and year. holds  whether the reader may record a talk for it."""

    post_id: int
    seat: str
    unit_id: int
    unit: str
    person: str
    year: int
    seats: tuple[tuple[int, str], ...]
    towards: tuple[Towards, ...]
    done: int
    total: int
    holds: bool


def owed_page(*, by: Acting, post_id: int | None, year: int, today: date) -> OwedPage | None:
    """At most three statements. post_id None: one's own seat that owes talks, else the first in reach; None when there is none.

    Raises NotFound for a seat whose talks the reader may not know of.
    """
    seats = list(_seats(by, year))
    chosen = next((seat for seat in seats if seat.pk == post_id), None)
    if post_id is None and seats:
        chosen = next((seat for seat in seats if seat.pk in by.posts), seats[0])
    if chosen is None:
        if post_id is not None:
            raise NotFound("There is no such seat, or it owes no talk in this year.", remedy="Choose a seat from the list.")
        return None
    towards = _towards(_rows(chosen, year), today)
    return OwedPage(
        post_id=chosen.pk, seat=chosen.title, unit_id=chosen.unit_id, unit=chosen.unit.name, person=chosen.person or "",  # type: ignore[attr-defined]
        year=year, seats=tuple((seat.pk, f"{seat.unit.name} {seat.title}") for seat in seats), towards=towards,
        done=sum(not each.left for each in towards), total=len(towards),
        holds=chosen.pk in by.posts or (not by.is_console and bool(may(by, Permission.TALK_HOLD, chosen.unit))),
    )


def _seats(by: Acting, year: int) -> QuerySet[Post]:
    """Seats that owe talks in the year: those in reach, and one's own."""
    owes = Obligation.objects.filter(year=year, duty__kind=ActKind.TALK, withdrawn_on=None)
    reach = visible(by, Permission.TALK_READ, "unit__path") | Q(pk__in=by.posts)
    name = Appointment.objects.filter(in_force(date(year, 12, 31)), post=OuterRef("pk")).values("person__name")[:1]
    rows = Post.objects.filter(reach, pk__in=owes.filter(counterpart__isnull=False).values("holder")).exclude(role__in=BODIES)
    return rows.annotate(person=Subquery(name)).select_related("unit").order_by("unit__path", "position", "code")[:SEATS]


def _rows(seat: Post, year: int) -> QuerySet[Obligation]:
    counted = Count.objects.filter(obligation=OuterRef("pk"), withdrawn_at=None, returned_at=None).order_by("on", "id")
    today = date(year, 12, 31)
    name = Appointment.objects.filter(in_force(today), post=OuterRef("counterpart")).values("person__name")[:1]
    rows = Obligation.objects.filter(holder=seat, year=year, duty__kind=ActKind.TALK, withdrawn_on=None).annotate(
        person=Subquery(name), counted=ArraySubquery(counted.values(v=JSONObject(on="on")))
    )
    rows = rows.select_related("duty__clause", "duty__version__regulation", "counterpart__unit")
    return rows.order_by("counterpart__unit__path", "counterpart__position", "counterpart_id", "due", "id")


def _towards(rows: Sequence[Any] | QuerySet[Obligation], today: date) -> tuple[Towards, ...]:
    groups: dict[int | None, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.counterpart_id, []).append(row)
    found = []
    for post_id, each in groups.items():
        owed = tuple(_owed(row, today) for row in each)
        open_ones = [one for one in owed if one.state in LEFT]
        seat = each[0].counterpart
        found.append(Towards(
            post_id=post_id, seat=f"{seat.unit.name} {seat.title}" if seat else "", person=each[0].person or "", owed=owed,
            left=max((one.times - one.done for one in open_ones), default=0),
            ids="&".join(f"obligation={one.id}" for one in open_ones), first_due=min((one.due for one in open_ones), default=None),
            late=any(one.state == State.OVERDUE for one in owed),
        ))
    return tuple(sorted(found, key=lambda one: (not one.left, one.first_due or date.max)))


def _owed(row: Any, today: date) -> Owed:
    return Owed(
        id=row.pk, title=row.duty.title, period=period_name(row.duty.every, row.period_start, row.due, today),
        clause=ClauseRef(row.duty.clause_id, row.duty.version.cited, row.duty.clause.label), state=state_on(row.dates, today).value,
        due=row.due, times=row.times, done=min(row.done, row.times), topics=tuple(row.duty.topics),
        days=tuple(date.fromisoformat(each["on"]) for each in row.counted),
    )
