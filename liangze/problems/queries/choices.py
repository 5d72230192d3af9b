"""What the forms of the room offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.listed import ListingState
from liangze.core.problem import ENDED, ProblemState
from liangze.core.words import BODIES
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.policy.acting import in_force
from liangze.problems.models import Listing, Problem
from liangze.problems.queries.listing_reach import issuers, signers
from liangze.problems.queries.reach import problems_for
from liangze.problems.rules import LISTED

OFFERED = 100
LOOKED_BACK = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class RaiseChoices:
    """For a problem at the unit: its seats, the open problems that it can be a part of, the closed ones that it can repeat."""

    unit: Unit
    seats: tuple[tuple[int, str], ...]
    wholes: tuple[tuple[int, str], ...]
    earlier: tuple[tuple[int, str, str, date], ...]


def raise_choices(*, unit_id: int, by: Acting, today: date) -> RaiseChoices:
    """Four statements. Raises NotFound, NotAllowed."""
    unit = Unit.objects.filter(visible(by, Permission.PROBLEM_RAISE), pk=unit_id).first()
    if unit is None:
        demand(by, Permission.PROBLEM_RAISE, None)
        raise NotFound("There is no such unit among those at which you may raise a problem.", remedy="Choose the unit again.")
    wholes = problems_for(by).filter(unit_id__in=unit.ancestor_ids).exclude(standing__in=ENDED).order_by("-pk")[:OFFERED]
    earlier = problems_for(by).filter(unit=unit, standing=ProblemState.CLOSED, closed_on__gte=today - LOOKED_BACK).order_by("-closed_on")
    return RaiseChoices(
        unit, seats_of(unit.pk, today), tuple((each.pk, f"{each.number} {each.title}（{each.unit.name}）") for each in wholes),
        tuple((each.pk, str(each), each.category, each.closed_on) for each in earlier[:OFFERED] if each.closed_on),
    )


def seats_of(unit_id: int, today: date) -> tuple[tuple[int, str], ...]:
    """The seats of the unit with who holds them; persons before bodies. One statement."""
    name = Appointment.objects.filter(in_force(today), post=OuterRef("pk")).values("person__name")[:1]
    posts = Post.objects.filter(in_force(today), unit=unit_id).annotate(holder=Subquery(name)).order_by("position", "code")
    ordered = sorted(posts, key=lambda each: each.role in BODIES)
    return tuple((each.pk, f"{each.title} {each.holder or ''}".strip()) for each in ordered)


@dataclass(frozen=True, slots=True)
class ListingChoices:
    """For a listing over the unit: who may issue it, what it can be about, who can sign its end, the mark used last."""

    unit: Unit
    issuers: tuple[tuple[int, str], ...]
    signers: tuple[tuple[int, str], ...]
    problems: tuple[tuple[int, str, date], ...]
    mark: str


def listing_choices(*, unit_id: int, by: Acting) -> ListingChoices:
    """Five statements. Raises NotFound, NotAllowed."""
    unit = Unit.objects.filter(visible(by, Permission.LISTING_ISSUE), pk=unit_id).first()
    if unit is None:
        demand(by, Permission.LISTING_ISSUE, None)
        raise NotFound("There is no such unit among those that you may put under listed supervision.", remedy="Choose the unit again.")
    found = issuers(by, unit)
    if not found:
        raise NotAllowed(
            "You may not put %(unit)s under listed supervision.", params={"unit": unit.name},
            remedy="The office or discipline organ of the level above does, never the unit itself.", clause=LISTED,
        )
    names = tuple(Unit.objects.filter(pk__in=found).order_by("path").values_list("pk", "name"))
    seats = tuple((each.pk, f"{each.unit.name} {each.title}") for each in signers(found))
    listed = Listing.objects.exclude(standing=ListingState.DELISTED).values("problems")
    rows: list[Problem] = list(
        problems_for(by).filter(unit__path__startswith=unit.path).exclude(standing__in=ENDED).exclude(pk__in=listed.filter(
            problems__isnull=False)).order_by("due", "pk")[:OFFERED]
    )
    last = Listing.objects.filter(issuer__in=found).order_by("-year", "-number").values_list("mark", flat=True).first()
    return ListingChoices(unit, names, seats, tuple((each.pk, str(each), each.due) for each in rows), last or "")
