"""People: entering them and putting their name right."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from liangze.core.errors import NotFound, Refusal
from liangze.organisation.actions.steps import EDIT, demand_reason, demand_text, fields_of, written
from liangze.organisation.models import Appointment, Person
from liangze.organisation.policy import Acting, demand, visible


@transaction.atomic
def add_person(*, by: Acting, number: str, name: str) -> Person:
    """A person by the personnel number of the installation, which is unique and lasts."""
    demand(by, EDIT, None)
    number = demand_text(number, field="number", longest=40)
    if Person.objects.filter(number=number).exists():
        raise Refusal(
            "The personnel number %(number)s is taken.",
            remedy="Search for the person by it, or give another number.",
            field="number",
            params={"number": number},
        )
    person = Person.objects.create(number=number, name=demand_text(name, field="name", longest=60))
    written(by=by, action="person.add", thing=person, unit_id=None, after=fields_of(person, "number", "name"))
    return person


@transaction.atomic
def edit_person(*, by: Acting, person_id: int, name: str, reason: str) -> Person:
    """Put a name right. For somebody who holds or held a seat, the right to edit one of those units is needed."""
    demand(by, EDIT, None)
    held = Appointment.objects.filter(person_id=person_id)
    mine = held.filter(visible(by, EDIT, "post__unit__path"))
    person = Person.objects.select_for_update().filter(Q(pk=person_id)).first()
    if person is None or (held.exists() and not mine.exists()):
        raise NotFound("There is no such entry, or it is outside your reach.", remedy="Go back to the list and choose again.")
    reason = demand_reason(reason)
    before = fields_of(person, "name")
    person.name = demand_text(name, field="name", longest=60)
    if person.name != before["name"]:
        person.save(update_fields=["name"])
        after = fields_of(person, "name")
        written(by=by, action="person.edit", thing=person, unit_id=None, before=before, after=after, reason=reason)
    return person
