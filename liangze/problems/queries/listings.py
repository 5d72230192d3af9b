"""Listed supervision: the list, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone

from liangze.core.listed import ListingScope, ListingState, ListingStep, may_follow
from liangze.core.problem import ProblemState
from liangze.organisation.policy import Acting
from liangze.problems.models import Listing, ListingStepTaken, Problem
from liangze.problems.queries.listing_paper import number_of
from liangze.problems.queries.listing_reach import answers, listings_for, supervises, the_listing
from liangze.problems.queries.of_record import ProblemCard, card
from liangze.problems.queries.reach import readable
from liangze.problems.record import LISTING
from liangze.problems.words import name_of
from liangze.trust.endorsements import Sheet, sheet_of

PAGE = 25


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One line of the list. late  days past the limit while it is in force."""

    id: int
    number: str
    title: str
    unit: str
    issuer: str
    due: date
    state: str
    state_name: str
    late: int
    problems: int
    closed: int


@dataclass(frozen=True, slots=True)
class ListingStepView:
    """One line of the history."""

    kind: str
    name: str
    at: datetime
    by: str
    words: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ListingPage:
    """Everything the page shows."""

    listing: Listing
    number: str
    state: str
    state_name: str
    scope: str
    late: int
    problems: tuple[tuple[ProblemCard, bool], ...]
    steps: tuple[ListingStepView, ...]
    sheet: Sheet | None
    answers: bool
    supervises: bool
    may_sign: bool
    resolved: bool

    @property
    def asked(self) -> ListingStepView | None:
        if self.listing.asked_due is None:
            return None
        return next((step for step in self.steps if step.kind == ListingStep.EXTENSION_ASKED), None)


def listing_list(
    *, by: Acting, today: date, state: str = "", text: str = "", overdue: bool = False, unit: int | None = None, since: date | None = None,
    until: date | None = None, page: int = 1
) -> tuple[Page[Listing], tuple[ListingRow, ...]]:
    """The latest first; since, until: issued in these days. Two statements."""
    closed = Q(problems__standing__in=(ProblemState.CLOSED, ProblemState.WITHDRAWN))
    rows = listings_for(by).annotate(all_problems=Count("problems"), closed_problems=Count("problems", filter=closed))
    if state:
        rows = rows.filter(standing=state)
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(unit__name__icontains=text) | Q(mark__icontains=text))
    if unit:
        rows = rows.filter(unit=unit)
    if since:
        rows = rows.filter(issued_on__gte=since)
    if until:
        rows = rows.filter(issued_on__lte=until)
    if overdue:
        rows = rows.filter(due__lt=today).exclude(standing=ListingState.DELISTED)
    found = Paginator(rows.order_by("-issued_on", "-pk"), PAGE).get_page(page)
    return found, tuple(
        ListingRow(
            each.pk, number_of(each), each.title, each.unit.name, each.issuer.name, each.due, each.standing,
            name_of(ListingState(each.standing)), late_by(each, today), each.all_problems, each.closed_problems,  # type: ignore[attr-defined]
        )
        for each in found
    )


def listing_page(*, listing_id: int, by: Acting, today: date) -> ListingPage:
    """Six statements at most. Raises NotFound."""
    row = the_listing(listing_id, by)
    problems = list(row.problems.select_related("unit", "post").order_by("pk"))
    known = set(Problem.objects.filter(readable(by), pk__in=[each.pk for each in problems]).values_list("pk", flat=True))
    steps = ListingStepTaken.objects.filter(listing=row).select_related("by").order_by("-pk")
    sheet = sheet_of((LISTING, row.pk))
    state = ListingState(row.standing)
    return ListingPage(
        listing=row, number=number_of(row), state=state.value, state_name=name_of(state), scope=name_of(ListingScope(row.scope)),
        late=late_by(row, today), problems=tuple((card(each, today), each.pk in known) for each in problems),
        steps=tuple(
            ListingStepView(each.kind, name_of(ListingStep(each.kind)), timezone.localtime(each.at), each.by.name, each.words, each.due)
            for each in steps
        ),
        sheet=sheet, answers=state is ListingState.IN_FORCE and answers(row, by), supervises=supervises(row, by),
        may_sign=state is ListingState.TO_SIGN and by.account_id is not None and row.signer_id in by.posts,
        resolved=may_follow(state, ListingStep.PROPOSED, [ProblemState(each.standing) for each in problems]),
    )


def late_by(row: Listing, today: date) -> int:
    """Days past the limit: up to its end, or to today."""
    return max(0, ((row.ended_on or today) - row.due).days)
