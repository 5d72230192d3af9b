"""The list of talks: what the reader may know of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from liangze.core.talk import AFTER, DISCREET, OVER, TalkKind, TalkProcedure, TalkStage
from liangze.organisation.policy import Acting
from liangze.organisation.words import listed
from liangze.talks.models import Talk, TalkCounterpart
from liangze.talks.queries.page import shows_people, who
from liangze.talks.queries.reach import known_talks, listed_for, may_read, readable_words, stage
from liangze.talks.words import kind_name, stage_name

PAGE = 40


@dataclass(frozen=True, slots=True)
class TalkFilter:
    """What of the talks is shown; empty values filter nothing. mine  only those whose content the reader may read."""

    kind: str = ""
    standing: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One talk. `people` and `stage_name` are empty where the reader may not know them."""

    id: int
    number: str
    kind: str
    kind_name: str
    unit: str
    seat: str
    people: str
    on: date | None
    planned_on: date | None
    stage: str
    stage_name: str
    due: date | None
    late: bool
    reads: bool
    voided: bool


def talk_list(*, by: Acting, wanted: TalkFilter, page: int, today: date) -> tuple[Page[Talk], list[TalkLine]]:
    """The latest first. Two statements."""
    found = Paginator(chosen(by, wanted).order_by("-id"), PAGE).get_page(page)
    return found, [line(row, today) for row in found]


def chosen(by: Acting, wanted: TalkFilter) -> QuerySet[Talk]:
    """The talks under the filter. A search for a person never finds what the reader may not know."""
    people = TalkCounterpart.objects.filter(talk=OuterRef("pk")).order_by("id")
    rows = listed_for(by).annotate(people_rows=ArraySubquery(people.values(
        v=JSONObject(post="post_id", unit="post__unit__name", seat="post__title", person="person__name")
    )))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.mine:
        rows = rows.filter(readable_words(by))
    if wanted.since:
        rows = rows.filter(on__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(on__lte=wanted.until)
    if wanted.text:
        named = Q(counterparts__person__name__icontains=wanted.text) | Q(counterparts__post__unit__name__icontains=wanted.text)
        known = readable_words(by) | ~Q(kind__in=DISCREET)
        held = Q(number__icontains=wanted.text) | Q(unit__name__icontains=wanted.text) | Q(holder__title__icontains=wanted.text)
        ids = known_talks(by).order_by().filter(held | (named & known)).values("pk")
        rows = rows.filter(pk__in=ids)
    if wanted.standing == "void":
        return rows.filter(voided_at__isnull=False)
    if wanted.standing == "planned":
        return rows.filter(on=None, voided_at=None)
    if wanted.standing:  # whether it is over is known of one's own talks only; others count by their day
        over = Q(pk__in=())
        for way, after in AFTER.items():
            minor = way is TalkProcedure.MINOR_MATTER
            kind = TalkKind.SUMMONS if minor else TalkKind(way.value)
            over |= Q(kind=kind, minor_matter=minor, last__in=[step for step, then in after.items() if then in OVER])
        rows = rows.filter(voided_at=None)
        plain = Q(kind__in=(TalkKind.HEART_TO_HEART, TalkKind.PRE_APPOINTMENT))
        return rows.filter(over, readable_words(by) | plain) if wanted.standing == "done" else rows.filter(readable_words(by)).exclude(over)
    return rows


def line(row: Any, today: date) -> TalkLine:
    """A row of `chosen` in words."""
    reads, standing = may_read(row), stage(row)
    due = None if standing in OVER or not reads else (row.planned_on if standing is TalkStage.PLANNED else row.next_due)
    told = reads or standing is TalkStage.VOID
    return TalkLine(
        id=row.pk, number=row.number, kind=row.kind, kind_name=kind_name(row.kind), unit=row.unit.name, seat=row.holder.title,
        people=listed(who(each) for each in row.people_rows) if shows_people(row) else "", on=row.on, planned_on=row.planned_on,
        stage=standing.value if told else "", stage_name=stage_name(standing) if told else "", due=due, late=bool(due and due < today),
        reads=reads, voided=row.voided_at is not None,
    )
