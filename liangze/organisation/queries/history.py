"""What changed in a unit, and when: read off the from–to days of everything in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from liangze.organisation.models import Appointment, Coverage, Portfolio, Post, Stationing, Unit, WorkArea
from liangze.organisation.policy import Acting
from liangze.organisation.queries.tree import seen_unit
from liangze.organisation.words import with_detail

PAGE = 50

BETWEEN = "\x1f"  # between a person's name and number until they are shown


@dataclass(frozen=True, slots=True)
class Event:
    """Something began or ended on a day.

    what  unit, post, appointment, portfolio, area, coverage or stationing.  who  the person or unit concerned, or "".
    """

    day: date
    what: str
    begins: bool
    seat: str
    who: str


@dataclass(frozen=True, slots=True)
class History:
    """A page of events of a unit."""

    unit: Unit
    events: tuple[Event, ...]
    page: Page[Any]


def history(*, by: Acting, unit_id: int, around: date | None = None, days: int = 31, page: int | str = 1) -> History:
    """The events of a unit, latest first; only those within `days` of `around` when a day is given. Three statements.

    Raises NotFound outside the person's reach.
    """
    unit = seen_unit(by, unit_id)
    parts = []
    for column, begins in (("since", True), ("until", False)):
        window = Q(**{f"{column}__isnull": False})
        if around is not None:
            window &= Q(**{f"{column}__range": (around - timedelta(days=days), around + timedelta(days=days))})
        parts += [of(source, window, column=column, begins=begins) for source in sources(unit)]
    found = Paginator(parts[0].union(*parts[1:], all=True).order_by("-e_day", "e_kind", "e_seat", "e_who"), PAGE).get_page(page)
    events = tuple(Event(day, what, begins, seat, area_name(what, who)) for day, what, begins, seat, who in found)
    return History(unit, events, found)


def sources(unit: Unit) -> list[tuple[str, QuerySet[Any], Any, Any]]:
    """Where events come from: what they are, the rows, the seat's name and whom they concern."""
    nothing, seat = Value(""), F("post__title")
    name = Cast(Concat("person__name", Value(BETWEEN), "person__number"), CharField())
    return [
        ("unit", Unit.objects.filter(pk=unit.pk), nothing, F("name")),
        ("unit", Unit.objects.filter(parent=unit), nothing, F("name")),
        ("post", Post.objects.filter(unit=unit), F("title"), nothing),
        ("appointment", Appointment.objects.filter(post__unit=unit), seat, name),
        ("portfolio", Portfolio.objects.filter(post__unit=unit, unit__isnull=False), seat, F("unit__name")),
        ("area", Portfolio.objects.filter(post__unit=unit, unit=None), seat, F("area")),
        ("coverage", Coverage.objects.filter(post__unit=unit), seat, F("unit__name")),
        ("stationing", Stationing.objects.filter(unit=unit), nothing, F("group__name")),
        ("stationing", Stationing.objects.filter(group=unit), nothing, F("unit__name")),
    ]


def of(source: tuple[str, QuerySet[Any], Any, Any], window: Q, *, column: str, begins: bool) -> QuerySet[Any]:
    """The rows of a source inside the window, as (day, what, begins, seat, who)."""
    what, rows, seat, who = source
    text = CharField()
    shown = {"day": F(column), "kind": Value(what), "begins": Value(begins), "seat": Cast(seat, text), "who": Cast(who, text)}
    return rows.filter(window).order_by().annotate(**{f"e_{k}": v for k, v in shown.items()}).values_list(*(f"e_{k}" for k in shown))


def area_name(what: str, who: str) -> str:
    """The name of an area of work, a person with the number; everything else has its name already."""
    if what == "appointment":
        return with_detail(*who.split(BETWEEN))
    return str(WorkArea(who).label) if what == "area" else who
