"""What a form is about to change: found, in sight and under the person's hand, or refused before it is shown."""

from __future__ import annotations

from typing import Any

from liangze.core.errors import NotFound, Refusal
from liangze.organisation.actions.correct_days import THINGS
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.queries.tree import READ, seen_unit

LISTED = 200


def editable_unit(*, by: Acting, unit_id: int) -> Unit:
    """The unit with its parent. Raises NotFound, NotAllowed."""
    unit = seen_unit(by, unit_id)
    demand(by, Permission.ORGANISATION_EDIT, unit)
    return unit


def editable_post(*, by: Acting, post_id: int) -> Post:
    """The seat with its unit. Raises NotFound, NotAllowed."""
    post = Post.objects.filter(visible(by, READ, "unit__path"), pk=post_id).select_related("unit").first()
    if post is None:
        raise NotFound("There is no such seat, or it is outside your reach.", remedy="Open the unit and choose again.")
    demand(by, Permission.ORGANISATION_EDIT, post.unit)
    return post


def editable_thing(*, by: Acting, thing: str, number: int) -> tuple[Any, Unit]:
    """A row by its kind (a key of correct_days.THINGS) and the unit it belongs to. Raises NotFound, NotAllowed."""
    table, owner = THINGS.get(thing, (None, ""))
    found = table.objects.filter(pk=number).values_list(owner, flat=True).first() if table else None
    unit = editable_unit(by=by, unit_id=found or 0)
    return table.objects.get(pk=number), unit


def unit_id_by_code(*, by: Acting, code: str, field: str) -> int:
    """The number of a unit in sight. Raises Refusal on `field`: a code outside one's reach is as unknown as a wrong one."""
    found = Unit.objects.filter(visible(by, READ), code=code.strip()).values_list("pk", flat=True).first()
    if found is None:
        raise Refusal(
            "There is no unit with the code %(code)s.", remedy="Look the code up under Units.", field=field, params={"code": code.strip()}
        )
    return int(found)


def units_to_offer(*, unit: Unit) -> list[tuple[str, str]]:
    """(code, name) of the units right below, offered beside a field that takes a code."""
    below = Unit.objects.filter(parent=unit, until=None).order_by("position", "code")
    return list(below.values_list("code", "name")[:LISTED])
