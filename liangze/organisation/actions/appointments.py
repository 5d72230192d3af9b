"""Who holds a seat: appointing and ending."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.organisation.actions.people import add_person
from liangze.organisation.actions.steps import fields_of, post_to_edit, seen, written
from liangze.organisation.models import Appointment, Person, Post
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_end_inside, demand_inside

SHOWN = ("person_id", "post_id", "since", "until")


@transaction.atomic
def appoint(*, by: Acting, post_id: int, number: str, name: str = "", since: date, until: date | None = None) -> Appointment:
    """Give the seat to the person with that personnel number, from `since` on; a new number needs the `name` as well.

    A seat may stay vacant between two holders; it never has two at once.
    """
    post = post_to_edit(by, post_id)
    demand_person_seat(post)
    span = Span(since, until)
    demand_inside(span, Span(post.since, post.until), of=post.title)
    person = Person.objects.filter(number=number.strip()).first()
    if person is None:
        if not name.strip():
            raise Refusal(
                "Nobody has the personnel number %(number)s.",
                remedy="Check the number; for somebody new give the name as well.",
                field="number",
                params={"number": number.strip()},
            )
        person = add_person(by=by, number=number, name=name)
    elif name.strip() and person.name != name.strip():
        raise Refusal(
            "The personnel number %(number)s belongs to somebody else.",
            remedy="Check number and name; leave the name empty for somebody who is already entered.",
            field="name",
            params={"number": number.strip()},
        )
    demand_vacant(post, span)
    appointment = Appointment.objects.create(person=person, post=post, since=since, until=until)
    after = fields_of(appointment, *SHOWN)
    written(by=by, action="appointment.appoint", thing=appointment, unit_id=post.unit_id, after=after)
    return appointment


@transaction.atomic
def end_appointment(*, by: Acting, appointment_id: int, on: date, reason: str = "") -> Appointment:
    """End it on `on`, the first day without the seat."""
    found = Appointment.objects.filter(pk=appointment_id).values_list("post_id", flat=True).first()
    post = post_to_edit(by, found or 0)
    appointment = seen(Appointment.objects.filter(post=post), appointment_id)
    demand_end_inside(Span(appointment.since, appointment.until), on)
    before, appointment.until = {"until": appointment.until}, on
    appointment.save(update_fields=["until"])
    written(
        by=by, action="appointment.end", thing=appointment, unit_id=post.unit_id, before=before, after={"until": on}, reason=reason.strip()
    )
    return appointment


def demand_person_seat(post: Post) -> None:
    """Refuse a body: the organ itself holds its seat."""
    if post.is_body:
        raise Refusal(
            "“%(post)s” is a body: the organ itself holds this seat.",
            remedy="Choose the seat of a person, for instance the principal's.",
            field="post",
            params={"post": post.title},
        )


def demand_vacant(post: Post, span: Span, *, besides: int | None = None) -> None:
    """Refuse days on which somebody else holds the seat."""
    for other in Appointment.objects.filter(post=post).exclude(pk=besides).select_related("person").order_by("since"):
        if Span(other.since, other.until).overlaps(span):
            holder = {"name": other.person.name, "since": other.since, "until": other.until or "…"}
            raise Refusal(
                "%(name)s holds the seat from %(since)s until %(until)s.",
                remedy="End that appointment first, or choose days outside it.",
                field="since" if other.since <= span.since else "until",
                params=holder,
            )
