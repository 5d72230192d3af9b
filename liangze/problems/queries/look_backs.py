"""Look-backs: which there are, and one with what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from liangze.core.errors import NotFound
from liangze.core.look_back import rank
from liangze.core.problem import ProblemState
from liangze.organisation.policy import Acting, Permission, visible
from liangze.problems.models import LookBack, LookedAt, Problem
from liangze.problems.queries.of_record import ProblemCard, card
from liangze.problems.queries.reach import readable, reviewable

PAGE = 25


@dataclass(frozen=True, slots=True)
class Found:
    """A problem of the sample, and what was found. may_look  the reader can say now what they found."""

    id: int
    problem: ProblemCard
    rank: str
    kept_up: bool | None
    words: str
    by: str
    on: date | None
    may_look: bool


@dataclass(frozen=True, slots=True)
class LookBackPage:
    """A sample. hidden  how many of its problems the reader may not know."""

    look_back: LookBack
    found: tuple[Found, ...]
    hidden: int

    @property
    def kept(self) -> int:
        return sum(each.kept_up is True for each in self.found)

    @property
    def back(self) -> int:
        return sum(each.kept_up is False for each in self.found)


def look_backs(*, by: Acting, page: int = 1) -> Page[LookBack]:
    """Those drawn over units within reach, the latest first, with how many were looked at. Two statements."""
    rows = LookBack.objects.filter(visible(by, Permission.PROBLEM_READ, "unit__path")).select_related("unit", "drawn_by")
    counted = rows.annotate(
        drawn=Count("problems"), kept=Count("problems", filter=Q(problems__kept_up=True)),
        back=Count("problems", filter=Q(problems__kept_up=False)),
    )
    return Paginator(counted.order_by("-drawn_at", "-pk"), PAGE).get_page(page)


def look_back_page(*, look_back_id: int, by: Acting, today: date) -> LookBackPage:
    """Three statements. Raises NotFound."""
    row = LookBack.objects.filter(visible(by, Permission.PROBLEM_READ, "unit__path"), pk=look_back_id).select_related(
        "unit", "drawn_by"
    ).first()
    if row is None:
        raise NotFound("There is no such sample.", remedy="Look for it in the list of look-backs.")
    looked = LookedAt.objects.filter(readable(by, "problem__"), look_back=row)
    rows = list(looked.select_related("problem__unit", "problem__post", "by").order_by("position"))
    mine = set(
        LookedAt.objects.filter(look_back=row, problem__in=problems_to_look_at(by)).values_list("pk", flat=True)
    )
    return LookBackPage(
        row,
        tuple(
            Found(
                each.pk, card(each.problem, today), rank(row.seed, each.problem_id)[:12], each.kept_up, each.words,
                each.by.name if each.by else "", localtime(each.at).date() if each.at else None,
                each.at is None and each.pk in mine and each.problem.standing == ProblemState.CLOSED,
            )
            for each in rows
        ),
        min(row.size, len(row.drawn_from)) - len(rows),
    )


def problems_to_look_at(by: Acting) -> QuerySet:
    """Closed problems that the person may look at again: those they may review."""
    return Problem.objects.filter(reviewable(by), standing=ProblemState.CLOSED).values("pk")
