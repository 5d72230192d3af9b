"""The list of meetings, and the decisions that are to be followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from liangze.conduct.queries.entries import Latest
from liangze.core.meeting import MeetingKind, MeetingState, meeting_state
from liangze.meetings.models import Meeting, MeetingDecision
from liangze.meetings.queries.decisions import DecisionView, still_open, views, with_answers
from liangze.meetings.queries.reach import decisions_for, meetings_for, owned
from liangze.meetings.words import name_of
from liangze.organisation.policy import Acting, Permission, demand

PAGE = 25


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings are shown; empty values filter nothing. `state` is a word of MeetingState."""

    text: str = ""
    kind: str = ""
    unit: int | None = None
    year: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the list. on: the day it was held, else for which it is planned."""

    id: int
    number: str
    title: str
    kind: str
    unit: str
    holder: str
    on: date
    state: str
    state_name: str
    decisions: int


@dataclass(frozen=True, slots=True)
class FollowFilter:
    """Which decisions are shown: those of meetings of a unit, those to be carried out by a unit, only late ones, only one's own."""

    unit: int | None = None
    owner: int | None = None
    late: bool = False
    mine: bool = False
    ended: bool = False


def meeting_list(*, by: Acting, wanted: MeetingFilter, today: date, page: int = 1) -> tuple[Page, tuple[MeetingRow, ...]]:
    """Meetings of all units that the person may read, the latest first. Two statements. Raises NotAllowed for one who may read none."""
    demand(by, Permission.MEETING_READ, None)
    counted = MeetingDecision.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(n=Count("pk")).values("n")
    rows = meetings_for(by).annotate(day=Coalesce("held_on", "planned_on"), decided=Coalesce(Subquery(counted), 0))
    rows = rows.filter(_where(wanted, today)).order_by("-day", "-id")
    found = Latest(rows, PAGE).get_page(page)
    return found, tuple(_row(row, today) for row in found)


def _where(wanted: MeetingFilter, today: date) -> Q:
    where = Q()
    if wanted.text:
        where &= Q(title__icontains=wanted.text) | Q(unit__name__icontains=wanted.text)
    if wanted.kind:
        where &= Q(kind=wanted.kind)
    if wanted.unit:
        where &= Q(unit=wanted.unit)
    if wanted.year:
        where &= Q(day__year=wanted.year)
    if wanted.state in STATES:
        planned = Q(held_on=None, cancelled_at=None)
        where &= {
            MeetingState.PLANNED: planned & Q(planned_on__gt=today), MeetingState.TO_RECORD: planned & Q(planned_on__lte=today),
            MeetingState.HELD: Q(held_on__isnull=False, voided_at=None), MeetingState.CANCELLED: Q(cancelled_at__isnull=False),
            MeetingState.VOID: Q(voided_at__isnull=False),
        }[MeetingState(wanted.state)]
    return where


STATES = frozenset(state.value for state in MeetingState)


def state_of(row: Meeting, today: date) -> MeetingState:
    """The state of a meeting's row on the day."""
    facts = {"held": row.held_on is not None, "cancelled": row.cancelled_at is not None, "void": row.voided_at is not None}
    return meeting_state(row.planned_on, today, **facts)


def _row(row: Any, today: date) -> MeetingRow:
    state = state_of(row, today)
    return MeetingRow(
        row.pk, number_of(row), row.title, name_of(MeetingKind(row.kind)), row.unit.name, row.holder.title, row.day, state.value,
        name_of(state), row.decided,
    )


def number_of(row: Meeting) -> str:
    """As people cite it: 2026-03."""
    return f"{row.year}-{row.number:02}"


def decision_list(*, by: Acting, wanted: FollowFilter, today: date, page: int = 1) -> tuple[Page, tuple[DecisionView, ...]]:
    """Decisions to be followed up, the earliest day first. Two statements. Raises NotAllowed for one who may read no meeting."""
    demand(by, Permission.MEETING_READ, None)
    rows: QuerySet[MeetingDecision] = decisions_for(by)
    if wanted.ended:
        kept = still_open(MeetingDecision.objects.all()).values("pk")
        rows = rows.filter(meeting__voided_at=None).exclude(pk__in=kept).annotate(now_due=F("due"))
    else:
        rows = still_open(rows)
    if wanted.mine:
        rows = rows.filter(owned(by))
    if wanted.unit:
        rows = rows.filter(meeting__unit=wanted.unit)
    if wanted.owner:
        rows = rows.filter(owner_unit=wanted.owner)
    if wanted.late and not wanted.ended:
        rows = rows.filter(now_due__lt=today)
    order = ("-meeting__held_on", "-pk") if wanted.ended else ("now_due", "pk")
    found = Latest(with_answers(rows).order_by(*order), PAGE).get_page(page)
    return found, views(found, today)
