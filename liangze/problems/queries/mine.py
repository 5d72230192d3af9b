"""What waits for a person in this room, in the shape of my work: measures to set, deadlines, reviews, extensions, signatures."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import BigIntegerField, Case, DateField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from liangze.core.listed import ListingState
from liangze.core.problem import ProblemState
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.ways import by_each_way
from liangze.problems.models import Listing, Problem
from liangze.problems.queries.reach import reviewable

SOON = timedelta(days=7)


def for_the_unit(by: Acting, today: date) -> QuerySet | None:
    """Problems on which the person's unit, or a seat they hold, is to act."""
    if by.account_id is None:
        return None
    to_plan = Q(standing__in=(ProblemState.TO_PLAN, ProblemState.REOPENED))
    near = Q(standing__in=(ProblemState.RUNNING, ProblemState.PLANNED), due__lte=today + SOON)
    ways = (visible(by, Permission.PROBLEM_ANSWER, "unit__path"), Q(post__in=by.posts))  # queries.reach.answerable, way by way
    rows = by_each_way(Problem.objects.all(), *ways).filter(to_plan | near | Q(standing=ProblemState.RETURNED))
    what = Case(
        When(standing=ProblemState.TO_PLAN, then=Value("problem_plan")), When(standing=ProblemState.REOPENED, then=Value("problem_again")),
        When(standing=ProblemState.RETURNED, then=Value("problem_returned")), default=Value("problem_due"), output_field=TextField(),
    )
    return _shaped(rows, what, "problem", F("finder__name"), F("due"))


def for_the_finder(by: Acting, today: date) -> QuerySet | None:
    """Problems that the person's own unit found and now has to judge; not all those that a level far above could."""
    if by.account_id is None or not by.grants:
        return None
    waits = Q(standing__in=(ProblemState.PLANNED, ProblemState.REPORTED)) | Q(asked_due__isnull=False)
    found = Problem.objects.filter(reviewable(by)).filter(waits, finder__in={held.unit_id for held in by.grants})
    what = Case(
        When(asked_due__isnull=False, then=Value("problem_extension")), When(standing=ProblemState.REPORTED, then=Value("problem_review")),
        default=Value("problem_agree"), output_field=TextField(),
    )
    return _shaped(found, what, "problem", F("unit__name"), Cast(Value(None), DateField()))


def listings(by: Acting, today: date) -> QuerySet | None:
    """Listings to sign, to decide about, or of the person's unit and near their limit."""
    if by.account_id is None:
        return None
    homes = {held.unit_id for held in by.grants if held.origin == "grant"}
    sign = Q(standing=ListingState.TO_SIGN, signer__in=by.posts)
    decide = Q(asked_due__isnull=False, issuer__in=homes) & visible(by, Permission.LISTING_ISSUE, "unit__path") & ~Q(unit__in=homes)
    near = Q(standing=ListingState.IN_FORCE, due__lte=today + SOON) & visible(by, Permission.PROBLEM_ANSWER, "unit__path")
    what = Case(
        When(sign, then=Value("listing_sign")), When(decide, then=Value("listing_extension")), default=Value("listing_due"),
        output_field=TextField(),
    )
    return _shaped(Listing.objects.filter(sign | decide | near), what, "listing", F("issuer__name"), F("due"))


def _shaped(rows: QuerySet, what: Case, page: str, about: F, due: F | Cast) -> QuerySet:
    shaped = rows.order_by().annotate(
        waits_what=what, waits_page=Value(page, output_field=TextField()), waits_key=Cast("pk", BigIntegerField()),
        waits_title=Cast("title", TextField()), waits_about=Cast(about, TextField()), waits_due=due,
    )
    return shaped.values_list("waits_what", "waits_page", "waits_key", "waits_title", "waits_about", "waits_due")
