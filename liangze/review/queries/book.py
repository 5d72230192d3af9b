"""The list of reviews: units whose year somebody may review, and how far each review has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from liangze.core.words import UnitKind
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting
from liangze.review.models import Review
from liangze.review.queries.page import RECORD
from liangze.review.queries.reach import holdable, reviews_for
from liangze.trust.models import Endorsement

PAGE = 30
STAGES = ("none", "open", "concluded", "signed")


@dataclass(frozen=True, slots=True)
class Line:
    """A unit and the review of its year that stands. stage: none, open, concluded, signed."""

    unit_id: int
    unit: str
    above: str
    stage: str
    review_id: int | None
    number: int
    held_on: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Book:
    """One page of lines. holds: whether the reader may hold any review."""

    lines: tuple[Line, ...]
    number: int
    pages: int
    total: int
    holds: bool

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.number * PAGE, self.total)


def book(*, by: Acting, year: int, stage: str = "", text: str = "", page: int = 1) -> Book:
    """Units whose review the person may hold or read, in the order of the tree. Three statements."""
    standing = Review.objects.filter(unit=OuterRef("pk"), year=year, reopened_at=None)
    signed = Endorsement.objects.filter(
        sheet__record_type=RECORD, sheet__record_id=OuterRef("pk"), sheet__voided_at=None, key__isnull=False
    )
    mine, hold = reviews_for(by).filter(year=year, reopened_at=None), holdable(by)
    facts = JSONObject(id="pk", number="number", held="held_on", concluded="concluded_at", signed=Subquery(signed.values("pk")[:1]))
    existed = Q(since__lte=date(year, 12, 31)) & (Q(until=None) | Q(until__gt=date(year, 1, 1)))
    rows = Unit.objects.filter(existed, hold | Q(pk__in=mine.values("unit_id"))).exclude(kind=UnitKind.OFFICE)
    rows = rows.annotate(found=Subquery(standing.values(v=facts)[:1]))
    if text:
        rows = rows.filter(name__icontains=text)
    if stage in STAGES:
        rows = rows.filter(_at(stage, year))
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    chosen = list(rows.select_related("parent").order_by("path")[(page - 1) * PAGE : page * PAGE])
    may = set(Unit.objects.filter(hold, pk__in=[unit.pk for unit in chosen]).values_list("pk", flat=True))
    return Book(tuple(_line(unit, unit.pk in may) for unit in chosen), page, pages, total, bool(may))


def _at(stage: str, year: int) -> Q:
    """Units whose review is at the stage. "signed" and "concluded" are told apart by the endorsement."""
    reviews = Review.objects.filter(year=year, reopened_at=None)
    if stage == "none":
        return ~Q(pk__in=reviews.values("unit_id"))
    if stage == "open":
        return Q(pk__in=reviews.filter(concluded_at=None).values("unit_id"))
    signed = Endorsement.objects.filter(sheet__record_type=RECORD, sheet__voided_at=None, key__isnull=False).values("sheet__record_id")
    done = reviews.filter(concluded_at__isnull=False)
    return Q(pk__in=(done.filter(pk__in=signed) if stage == "signed" else done.exclude(pk__in=signed)).values("unit_id"))


def _line(unit: Unit, holds: bool) -> Line:
    found = unit.found or {}  # type: ignore[attr-defined]  # annotated
    stage = "none" if not found else "open" if not found["concluded"] else "signed" if found["signed"] else "concluded"
    if stage == "open" and not holds:
        found, stage = {}, "none"
    return Line(
        unit.pk, unit.name, unit.parent.name if unit.parent else "", stage, found.get("id"), found.get("number", 0),
        date.fromisoformat(found["held"]) if found else None, holds,
    )
