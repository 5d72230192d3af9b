"""The list of problems: filtered, sorted, counted by state, paged, and as a paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import override, pgettext

from liangze.core.problem import ENDED, Outcome, ProblemCategory, ProblemSource, ProblemState
from liangze.documents.paper import Column, Facts, Grid, Paper
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting
from liangze.problems.models import Problem
from liangze.problems.queries.of_record import card, lateness
from liangze.problems.queries.reach import answerable, listed_for, reviewable
from liangze.problems.words import name_of

PAGE, EXPORTED, UNITS_OFFERED = 25, 5000, 200
SORTS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "unit__path"), "title": ("title",), "unit": ("unit__path", "number"), "source": ("source", "due"),
    "category": ("category", "due"), "found": ("found_on", "pk"), "due": ("due", "pk"), "state": ("standing", "due"),
}
EVENTS: Mapping[str, str] = {"found": "found_on", "closed": "closed_on", "due": "due"}  # what can lie in a span of days → its column
PRINTED = "zh-hans"


@dataclass(frozen=True, slots=True)
class ProblemFilter:
    """What is shown; empty values filter nothing. side: "" all, "answer" those the person acts on, "review" those they review.

    overdue  "1": open, and past its deadline.  open  state "open": everything that is not closed or withdrawn.
    event    a word of EVENTS: what lies in the days from since to until; what was raised by mistake was not found. post  the seat named.
    """

    text: str = ""
    state: str = ""
    source: str = ""
    category: str = ""
    unit: int | None = None
    overdue: bool = False
    side: str = ""
    sort: str = "due"
    event: str = ""
    since: date | None = None
    until: date | None = None
    post: int | None = None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One line of the list."""

    id: int
    number: str
    title: str
    unit: str
    finder: str
    seat: str
    source: str
    category: str
    found_on: date
    due: date
    state: str
    state_name: str
    late: int
    came_back: int
    false: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the list. sums: how many stand in each state under the other filters; overdue of them."""

    page: Page[Problem]
    rows: tuple[ProblemRow, ...]
    sums: dict[str, int]
    overdue: int

    @property
    def total(self) -> int:
        return sum(self.sums.values())


def board(*, by: Acting, wanted: ProblemFilter, today: date, page: int = 1) -> Board:
    """Three statements, whatever the number of problems."""
    near = _where(listed_for(by), wanted, by, today)
    late = Count("pk", filter=past_due(today))
    sums = {state.value: 0 for state in ProblemState}
    overdue = 0
    for row in near.order_by().values("standing").annotate(n=Count("pk"), late=late):
        sums[row["standing"]] += row["n"]
        overdue += row["late"]
    rows = _shown(by, wanted, today)
    found = Paginator(rows.order_by(*_order(wanted.sort)), PAGE).get_page(page)
    return Board(found, tuple(_row(each, today) for each in found), sums, overdue)


def units_offered(by: Acting) -> list[tuple[int, str]]:
    """The units that have problems which the person may read. One statement."""
    with_problems = listed_for(by).order_by().values("unit")
    return list(Unit.objects.filter(pk__in=with_problems).order_by("path").values_list("pk", "name")[:UNITS_OFFERED])


def problems_paper(*, by: Acting, wanted: ProblemFilter, today: date) -> Paper:
    """What the filters show, as an official table; it says so where they show more than it holds. One statement."""
    with override(PRINTED):
        rows = list(_shown(by, wanted, today).order_by(*_order(wanted.sort))[: EXPORTED + 1])
        cells = tuple(_cells(n, each, today) for n, each in enumerate(rows[:EXPORTED], 1))
        cut = pgettext("problems paper", "Only the first %(n)s rows are printed; narrow the filters.") % {"n": EXPORTED}
        return Paper(
            title=pgettext("problems paper", "Ledger of problems and rectification"), day=today, wide=True,
            note=cut if len(rows) > EXPORTED else "",
            issuer=by.home.unit_name if by.home else "",
            blocks=(Facts(((pgettext("problems paper", "Problems"), str(len(cells))),)), Grid(_columns(), cells)),
        )


def _shown(by: Acting, wanted: ProblemFilter, today: date) -> QuerySet[Problem]:
    """Under all filters, with their units and seat."""
    return _of_state(_where(listed_for(by).select_related("unit", "finder", "post__unit"), wanted, by, today), wanted, today)


def _where(rows: QuerySet[Problem], wanted: ProblemFilter, by: Acting, today: date) -> QuerySet[Problem]:
    """Every filter but that of the state and of being overdue: those are counted beside each other."""
    if wanted.text:
        rows = rows.filter(Q(title__icontains=wanted.text) | Q(number__startswith=wanted.text) | Q(unit__name__icontains=wanted.text))
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.unit:
        rows = rows.filter(unit=wanted.unit)
    if wanted.post:
        rows = rows.filter(post=wanted.post)
    if wanted.event:
        rows = rows.filter(in_span(wanted.event, wanted.since, wanted.until))
    if wanted.side == "answer":
        rows = rows.filter(answerable(by))
    elif wanted.side == "review":
        rows = rows.filter(reviewable(by))
    return rows


def in_span(event: str, since: date | None, until: date | None) -> Q:
    """Problems of which the event (EVENTS) lies in these days, both included."""
    column, span = EVENTS[event], Q()
    if since:
        span &= Q(**{f"{column}__gte": since})
    if until:
        span &= Q(**{f"{column}__lte": until})
    return span & ~Q(standing=ProblemState.WITHDRAWN) if event == "found" else span


def _of_state(rows: QuerySet[Problem], wanted: ProblemFilter, today: date) -> QuerySet[Problem]:
    if wanted.state == "open":
        rows = rows.exclude(standing__in=ENDED)
    elif wanted.state:
        rows = rows.filter(standing=wanted.state)
    return rows.filter(past_due(today)) if wanted.overdue else rows


def past_due(today: date) -> Q:
    """Open, and not reported put right within the deadline."""
    late = Q(reported_on__isnull=True, due__lt=today) | Q(reported_on__gt=F("due"))
    return late & ~Q(standing__in=ENDED)


def _order(sort: str) -> list[str]:
    columns = SORTS.get(sort.removeprefix("-"), SORTS["due"])
    return [f"-{name}" for name in columns] if sort.startswith("-") else list(columns)


def _row(row: Problem, today: date) -> ProblemRow:
    said = card(row, today)
    return ProblemRow(
        id=row.pk, number=row.number, title=row.title, unit=said.unit, finder=row.finder.name, seat=said.seat, source=said.source,
        category=said.category, found_on=row.found_on, due=row.due, state=said.state, state_name=said.state_name, late=said.late,
        came_back=row.came_back, false=row.false_on is not None, asked=row.asked_due is not None,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("listing paper", "No."), 0.5, "center"), Column(pgettext("problems paper", "Number"), 1.1, "center"),
        Column(pgettext("problems paper", "Problem"), 3), Column(pgettext("problems paper", "Responsible unit and seat"), 1.8),
        Column(pgettext("problems paper", "Found by"), 1.4), Column(pgettext("problems paper", "Source and category"), 1.8),
        Column(pgettext("problems paper", "Deadline"), 1.1, "center"), Column(pgettext("problems paper", "State"), 1.1, "center"),
        Column(pgettext("problems paper", "Remarks"), 1.5),
    )


def _cells(number: int, row: Problem, today: date) -> tuple[str, ...]:
    remarks = []
    if late := lateness(row, today):
        remarks.append(pgettext("problems paper", "%(n)s days late") % {"n": late})
    if row.came_back:
        remarks.append(pgettext("problems paper", "came back %(n)s times") % {"n": row.came_back})
    if row.false_on:
        remarks.append(pgettext("problem cause", "False rectification"))
    if row.outcome and row.standing == ProblemState.CLOSED:
        remarks.append(name_of(Outcome(row.outcome)))
    return (
        str(number), row.number, row.title, f"{row.unit.name} {row.post.title if row.post else ''}".strip(), row.finder.name,
        f"{name_of(ProblemSource(row.source))}／{name_of(ProblemCategory(row.category))}", row.due.isoformat(),
        name_of(ProblemState(row.standing)), "；".join(remarks),
    )
