"""The page of one problem: what is asked, how far it is, what everybody did and why, and what the reader may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from liangze.core.listed import ListingState
from liangze.core.problem import (
    ENDED,
    Cause,
    Nearness,
    Outcome,
    ProblemCategory,
    ProblemSource,
    ProblemState,
    ProblemStep,
    may_follow,
    why_not_review,
)
from liangze.organisation.policy import Acting, Permission, may
from liangze.problems.models import Listing, Measure, Problem, StepTaken
from liangze.problems.queries.listing_paper import number_of
from liangze.problems.queries.of_record import ProblemCard, card, lateness
from liangze.problems.queries.reach import DOING, is_own, may_answer, near_without_steps, nothing, problems_for, readable
from liangze.problems.record import STEP
from liangze.problems.words import CRITERIA, name_of
from liangze.trust.attachments import Used, uses_of


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the history."""

    id: int
    kind: str
    name: str
    at: datetime
    by: str
    words: str
    due: date | None
    outcome: str
    cause: str
    other: tuple[int, str] | None
    seat: str
    measure: str
    files: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure of the plan in force. done  the day on which work on it was recorded; None while there is none."""

    id: int
    words: str
    due: date
    seat: str
    done: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class May:
    """What the reader can do now. why_not  why somebody of the finder's side may not review, as a msgid."""

    plan: bool
    work: bool
    report: bool
    ask: bool
    judge_plan: bool
    decide: bool
    review: bool
    reopen: bool
    false: bool
    withdraw: bool
    assign: bool
    part: bool
    list: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """Everything the page shows. `problem` comes with unit, finder, post, parent and earlier."""

    problem: Problem
    state: ProblemState
    state_name: str
    source: str
    category: str
    outcome: str
    criterion: str
    late: int
    steps: tuple[StepView, ...]
    measures: tuple[MeasureView, ...]
    parts: tuple[ProblemCard, ...]
    repeats: tuple[ProblemCard, ...]
    listings: tuple[tuple[int, str, date, bool], ...]
    may: May

    @property
    def asked(self) -> StepView | None:
        """The extension that waits to be decided."""
        if self.problem.asked_due is None:
            return None
        return next((step for step in self.steps if step.kind == ProblemStep.EXTENSION_ASKED), None)

    @property
    def listed(self) -> int:
        """How many listings in force it stands on."""
        return sum(in_force for _id, _number, _due, in_force in self.listings)

    @property
    def report(self) -> StepView | None:
        """The report that waits for review."""
        return next((step for step in self.steps if step.kind == ProblemStep.REPORTED), None)

    @property
    def proven(self) -> bool:
        """Whether any proof hangs on the work since it was last opened."""
        for step in self.steps:
            if step.kind in (ProblemStep.RAISED, ProblemStep.REOPENED):
                return False
            if step.files:
                return True
        return False


def problem_page(*, problem_id: int, by: Acting, today: date) -> ProblemPage:
    """Six statements. Raises NotFound."""
    row = problems_for(by).select_related("parent", "earlier", "raised_by").filter(pk=problem_id).first()
    if row is None:
        raise nothing()
    taken = list(StepTaken.objects.filter(problem=row).select_related("by", "other", "post", "measure").order_by("-pk"))
    files = uses_of(STEP, [each.pk for each in taken if each.kind in (ProblemStep.WORKED, ProblemStep.REPORTED)])
    related = list(problems_near(by, row))
    listings = list(Listing.objects.filter(problems=row).order_by("-pk"))
    parts = [each for each in related if each.parent_id == row.pk]
    state = ProblemState(row.standing)
    near = near_without_steps(row, by, did=any(each.by_id == by.account_id and each.kind in DOING for each in taken))
    return ProblemPage(
        problem=row, state=state, state_name=name_of(state), source=name_of(ProblemSource(row.source)),
        category=name_of(ProblemCategory(row.category)), outcome=name_of(Outcome(row.outcome)) if row.outcome else "",
        criterion=str(CRITERIA[Outcome(row.outcome)]) if row.outcome else "", late=lateness(row, today),
        steps=tuple(_step(each, files.get(each.pk, [])) for each in taken), measures=_measures(row, taken, today),
        parts=tuple(card(each, today) for each in parts),
        repeats=tuple(card(each, today) for each in related if each.earlier_id == row.pk),
        listings=tuple((each.pk, number_of(each), each.due, each.standing != ListingState.DELISTED) for each in listings),
        may=_may(row, near, taken, open_parts=sum(each.standing not in ENDED for each in parts), by=by, today=today),
    )


def problems_near(by: Acting, row: Problem) -> QuerySet[Problem]:
    """Its parts and its repeats, those that the reader may know."""
    return problems_for(by).filter(Q(parent=row) | Q(earlier=row)).order_by("pk")


def readable_step(*, step_id: int, by: Acting) -> tuple[str, int]:
    """The step as a record, if its problem may be read: for its files. Raises NotFound."""
    if not StepTaken.objects.filter(readable(by, "problem__"), pk=step_id).exists():
        raise nothing()
    return STEP, step_id


def _may(
    row: Problem, near: Nearness, taken: list[StepTaken], *, open_parts: int, by: Acting, today: date
) -> May:
    does, person, state = may_answer(row, by), by.account_id is not None, ProblemState(row.standing)
    judges = person and not why_not_review(near)
    was_closed = any(each.kind == ProblemStep.CLOSED for each in taken)
    asker = next((each.by_id for each in taken if each.kind == ProblemStep.EXTENSION_ASKED), None)

    def next_(step: ProblemStep) -> bool:
        return may_follow(state, step, open_parts=open_parts)

    waits = state in (ProblemState.PLANNED, ProblemState.REPORTED) or row.asked_due is not None
    return May(
        plan=does and next_(ProblemStep.PLANNED), work=does and next_(ProblemStep.WORKED), report=does and next_(ProblemStep.REPORTED),
        ask=does and next_(ProblemStep.EXTENSION_ASKED) and row.asked_due is None and row.due >= today,
        judge_plan=judges and next_(ProblemStep.AGREED), decide=judges and row.asked_due is not None and asker != by.account_id,
        review=judges and next_(ProblemStep.RETURNED), reopen=judges and next_(ProblemStep.REOPENED),
        false=judges and was_closed and row.false_on is None and state is not ProblemState.WITHDRAWN,
        withdraw=judges and next_(ProblemStep.WITHDRAWN), assign=(does or judges) and next_(ProblemStep.ASSIGNED),
        part=person and state not in ENDED and bool(may(by, Permission.PROBLEM_RAISE, row.unit)),
        list=person and state not in ENDED and not is_own(by, row.unit, row.finder) and bool(may(by, Permission.LISTING_ISSUE, row.unit)),
        why_not=why_not_review(near) if waits and near.finder and not judges else "",
    )


def _step(row: StepTaken, files: list[Used]) -> StepView:
    return StepView(
        id=row.pk, kind=row.kind, name=name_of(ProblemStep(row.kind)), at=timezone.localtime(row.at), by=row.by.name, words=row.words,
        due=row.due, outcome=name_of(Outcome(row.outcome)) if row.outcome else "", cause=name_of(Cause(row.cause)) if row.cause else "",
        other=(row.other.pk, str(row.other)) if row.other else None, seat=row.post.title if row.post else "",
        measure=row.measure.words if row.measure else "", files=tuple(files),
    )


def _measures(row: Problem, taken: list[StepTaken], today: date) -> tuple[MeasureView, ...]:
    if not row.plan:
        return ()
    done = {each.measure_id: each.on for each in taken if each.measure_id}
    found = Measure.objects.filter(problem=row, plan=row.plan).select_related("post").order_by("position")
    return tuple(
        MeasureView(
            each.pk, each.words, each.due, each.post.title if each.post else "", done.get(each.pk),
            (done.get(each.pk) or row.reported_on or today) > each.due,
        )
        for each in found
    )
