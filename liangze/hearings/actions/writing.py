"""What the verbs of the room share: the hearing they change, locked; texts that may not be empty or too long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.hearings.models import Hearing, HearingReporter
from liangze.hearings.queries.reach import demand_holding, hearings_for, nothing
from liangze.organisation.policy import Acting


def locked(hearing_id: int, by: Acting, *, holding: bool = True) -> Hearing:
    """The hearing, locked until the transaction ends.

    Raises NotFound; NotAllowed unless the person may hold it (`holding`); Conflict when it is void.
    """
    hearing = hearings_for(by).select_for_update(of=("self",)).filter(pk=hearing_id).first()
    if hearing is None:
        raise nothing()
    if holding:
        demand_holding(by, hearing.unit)
    if hearing.voided_at:
        raise Conflict("This hearing is void: nothing in it changes any more.", remedy="Plan a new one.")
    return hearing


def reporter_in(hearing: Hearing, reporter_id: int | None) -> HearingReporter:
    """The seat that reports in the hearing. Raises NotFound."""
    row = HearingReporter.objects.select_related("post__unit").filter(hearing=hearing, pk=reporter_id).first()
    if row is None:
        raise NotFound("This seat does not report in this hearing.", remedy="Choose one of those who report.")
    return row


def texts(given: Mapping[str, tuple[str, int, bool]]) -> dict[str, str]:
    """The texts by field, without blanks around them. given: field → (text, limit, required). Raises Refusals with all that is wrong."""
    wrong = []
    for field, (text, limit, required) in given.items():
        if required and not text.strip():
            wrong.append(Refusal("This must be filled in.", remedy="Write it in a few words.", field=field))
        elif len(text.strip()) > limit:
            wrong.append(Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": limit}))
    if wrong:
        raise Refusals(wrong)
    return {field: text.strip() for field, (text, _limit, _required) in given.items()}


def past(day: date | None, today: date, *, field: str) -> date:
    """The day. Raises Refusal when it is missing or has not come yet."""
    if day is None:
        raise Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field=field)
    if day > today:
        raise Refusal("%(on)s has not come yet.", remedy="Put the day on which it was really done.", field=field, params={"on": day})
    return day
