"""Opening a review."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.duties.actions.plan import FIRST_YEAR
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, visible
from liangze.review.models import Review
from liangze.review.queries.reach import chairs, demand_holder, holdable
from liangze.trust.actions import append


def open_review(*, unit_id: int, year: int, chair_id: int, held_on: date | None, by: Acting, today: date, now: datetime) -> Review:
    """Begin the review of a unit's year. chair_id: the seat that will sign it; held_on: the day of the sitting, past or to come.

    Raises NotFound, NotAllowed (also for one's own unit), Refusals, Conflict when one stands already.
    """
    unit = Unit.objects.filter(holdable(by) | visible(by, Permission.LEDGER_READ), pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those that you may review.", remedy="Choose one from the list of year-end reviews.")
    demand_holder(by, unit)
    if by.account_id is None:
        raise NotAllowed("Only a person can hold a review.", remedy="Sign in with an account.")
    chair = _checked(unit, year, chair_id, held_on, by, today)
    try:
        with transaction.atomic():
            made = Review.objects.create(
                unit=unit, year=year, chair_id=chair, held_on=held_on, opened_by_id=by.account_id, opened_at=now
            )
            append(
                by=by, action="review.review.open", thing=made, unit_id=unit.pk, after={"year": year, "chair": chair, "held_on": held_on}
            )
    except IntegrityError:
        raise Conflict(
            "The review of this unit and year has been opened already.",
            remedy="Go on with it; a concluded one can be reopened with a reason.",
        ) from None
    return made


def _checked(unit: Unit, year: int, chair_id: int, held_on: date | None, by: Acting, today: date) -> int:
    wrong = []
    if not FIRST_YEAR <= year <= today.year:
        wrong.append(Refusal("There is nothing to review in this year.", remedy="Choose this year or an earlier one.", field="year"))
    chair = chairs(by, unit).filter(pk=chair_id).first()
    if chair is None:
        wrong.append(Refusal("No chair is chosen.", remedy="Choose the seat that signs the review.", field="chair"))
    if held_on is None or not date(year, 1, 1) <= held_on <= date(year + 1, 12, 31):
        remedy = "Enter it like 2026-12-20."
        wrong.append(Refusal("The day of the sitting is missing or not near the year.", remedy=remedy, field="held_on"))
    if wrong:
        raise Refusals(wrong)
    return chair_id
