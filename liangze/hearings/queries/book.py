"""The list of hearings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from liangze.hearings.models import Ballot, Hearing, HearingReporter
from liangze.hearings.queries.reach import listed_for
from liangze.organisation.policy import Acting

SIZE = 30


@dataclass(frozen=True, slots=True)
class HearingFilter:
    """What to show: words of the title or of the unit, a year, a stage ("planned", "held", "void")."""

    text: str = ""
    year: int | None = None
    stage: str = ""


def book(*, by: Acting, wanted: HearingFilter, page: int) -> Page[Hearing]:
    """Hearings, the latest first, with `reporting` (how many report), `voting` and `voted` (ballots open, closed). Two statements."""
    rows = listed_for(by)
    if wanted.text:
        rows = rows.filter(Q(title__icontains=wanted.text) | Q(unit__name__icontains=wanted.text))
    if wanted.year:
        rows = rows.filter(held_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.stage == "void":
        rows = rows.filter(voided_at__isnull=False)
    elif wanted.stage:
        rows = rows.filter(voided_at=None, held_at__isnull=wanted.stage == "planned")
    ballots = Ballot.objects.filter(hearing=OuterRef("pk"))
    rows = rows.annotate(
        reporting=_number(HearingReporter.objects.filter(hearing=OuterRef("pk"))),
        voting=_number(ballots.filter(opened_at__isnull=False, closed_at=None)), voted=_number(ballots.filter(closed_at__isnull=False)),
    )
    return Paginator(rows.order_by("-held_on", "-id"), SIZE).get_page(page)


def _number(rows: QuerySet) -> Coalesce:
    """How many of a hearing, counted for the hearings that are shown alone."""
    counted = rows.order_by().values("hearing").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def stage_of(hearing: Hearing) -> str:
    """ "planned", "held" or "void"."""
    return "void" if hearing.voided_at else "held" if hearing.held_at else "planned"


