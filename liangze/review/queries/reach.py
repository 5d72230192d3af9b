"""Whose year a person may review, and which reviews they may read. The one place that decides it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.words import Role
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting, Held, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.policy.doors import rights
from liangze.review.models import Review
from liangze.trust import clock

#: Seats that may take the chair.
CHAIRS = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)

HELP = "The level above, or the discipline organ that supervises the unit, holds it."


def may_hold(by: Acting, unit: Unit) -> bool:
    """Whether the person may hold the review of the unit: by a right from elsewhere, never by one in the unit itself.

    A stationing is a right from elsewhere: the group is another unit. The operator at the machine holds none.
    """
    return any(may(replace(by, grants=(held,)), Permission.REVIEW_HOLD, unit) for held in by.grants if not _own(held, unit.pk))


def demand_holder(by: Acting, unit: Unit) -> None:
    """Raise NotAllowed unless the person may hold the unit's review."""
    if may_hold(by, unit):
        return
    if any(_own(held, unit.pk) and Permission.REVIEW_HOLD in rights(held) for held in by.grants):
        raise NotAllowed("Nobody reviews the year of their own unit.", remedy=HELP)
    raise NotAllowed("You may not hold the year-end review of %(unit)s.", params={"unit": unit.name}, remedy=HELP)


def holdable(by: Acting, path: str = "path") -> Q:
    """The units whose review the person may hold, as a condition; `path` as for `visible`."""
    key = path.removesuffix("path") + "pk"
    found = Q(pk__in=())
    for held in by.grants:
        within = visible(replace(by, grants=(held,)), Permission.REVIEW_HOLD, path)
        found |= within & ~Q(**{key: held.unit_id}) if held.origin == "grant" else within
    return found


def reviews_for(by: Acting) -> QuerySet[Review]:
    """Reviews that the person may read: those they may hold or chair; concluded ones also for whoever reads the unit's ledger.

    With unit, chair, `chair_name`, who opened and concluded it, and `others`: {"id", "number"} of the other reviews of unit and year.
    """
    seen = holdable(by, "unit__path") | Q(chair__in=by.posts)
    seen |= visible(by, Permission.LEDGER_READ, "unit__path") & Q(concluded_at__isnull=False)
    held = Appointment.objects.filter(in_force(clock.today()), post=OuterRef("chair")).values("person__name")[:1]
    same = Review.objects.filter(unit=OuterRef("unit"), year=OuterRef("year")).exclude(pk=OuterRef("pk")).order_by("-number")
    rows = Review.objects.filter(seen).annotate(
        chair_name=Subquery(held), others=ArraySubquery(same.values(v=JSONObject(id="pk", number="number")))
    )
    return rows.select_related("unit", "chair__unit", "opened_by", "concluded_by", "reopened_by")


def the_review(number: int, by: Acting) -> Review:
    """The review. Raises NotFound when there is none or it may not be known. One statement."""
    row = reviews_for(by).filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound("There is no such review among those that you may read.", remedy="Look for it in the list of year-end reviews.")


def chairs(by: Acting, unit: Unit) -> QuerySet[Post]:
    """Seats that may take the chair: of the units from which the person holds the review, on the day; with `holder_name`."""
    stationed = any(held.origin == "stationing" and may(replace(by, grants=(held,)), Permission.REVIEW_HOLD, unit) for held in by.grants)
    from_units = [
        held.unit_id for held in by.grants
        if held.origin == "grant" and held.unit_id != unit.pk and Permission.REVIEW_HOLD in rights(held)
        and (stationed or unit.path.startswith(held.path))
    ]
    today = clock.today()
    name = Appointment.objects.filter(in_force(today), post=OuterRef("pk")).values("person__name")[:1]
    posts = Post.objects.filter(in_force(today), unit__in=from_units, role__in=CHAIRS).annotate(holder_name=Subquery(name))
    return posts.select_related("unit").order_by("unit__path", "position", "code")


def _own(held: Held, unit_id: int) -> bool:
    return held.origin == "grant" and held.unit_id == unit_id
