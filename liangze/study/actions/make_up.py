"""An absence made up for: the person read or saw it later."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.organisation.policy import Acting, Permission, may
from liangze.study.models import Attendee, MakeUp
from liangze.study.queries.reading import is_person, readable
from liangze.trust.actions import append

HOW_LIMIT = 200


def make_up(*, attendee_id: int, on: date | None, how: str, by: Acting, today: date, now: datetime) -> MakeUp:
    """Record on which day and how. Open to who records for the unit, and to the absent person.

    Raises NotFound; NotAllowed; Conflict when it is made up already, the session is void, or the person was there; Refusals.
    """
    with transaction.atomic():
        rows = Attendee.objects.filter(session__in=readable(by), pk=attendee_id).select_related("session__unit")
        found = rows.select_for_update(of=("self",)).first()
        if found is None:
            raise NotFound("There is no such absence among those that you may read.", remedy="Open the session and look at who was there.")
        session = found.session
        if not may(by, Permission.STUDY_RECORD, session.unit) and not is_person(by, found.person_id):
            raise NotAllowed(
                "Only who was absent, or who records for the unit, makes it up.", remedy="Ask the liaison of the unit to record it."
            )
        if session.voided_at or found.present is not False or session.on is None:
            raise Conflict("There is nothing to make up for here.", remedy="Open the session and look at who was there.")
        if MakeUp.objects.filter(attendee=found).exists():
            raise Conflict("This absence has been made up for already.", remedy="Nothing needs to be done.")
        if wrong := _wrong(on, how, session.on, today):
            raise Refusals(wrong)
        made = MakeUp.objects.create(
            attendee=found, on=on or today, how=how.strip(), entered_by_id=by.account_id, entered_at=now  # a missing day was refused above
        )
        append(
            by=by, action="study.session.make_up", thing=session, unit_id=session.unit_id,
            after={"seat": found.post_id, "on": made.on, "how": made.how},
        )
    return made


def _wrong(on: date | None, how: str, held: date, today: date) -> list[Refusal]:
    wrong = []
    if on is None:
        wrong.append(Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="on"))
    elif on < held:
        wrong.append(
            Refusal(
                "The session was held on %(held)s only: it cannot be made up before.", remedy="Put the day on which it was made up.",
                field="on", params={"held": held},
            )
        )
    elif on > today:
        wrong.append(
            Refusal(
                "Today is %(today)s: %(on)s has not come yet.", remedy="Record it on the day, or afterwards.", field="on",
                params={"today": today, "on": on},
            )
        )
    if not how.strip():
        wrong.append(Refusal("How it was made up is missing.", remedy="Write in a few words what was read or seen.", field="how"))
    elif len(how.strip()) > HOW_LIMIT:
        wrong.append(
            Refusal(
                "The text has more than %(limit)s characters.", remedy="Say it more briefly.", field="how", params={"limit": HOW_LIMIT}
            )
        )
    return wrong
