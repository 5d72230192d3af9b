"""What a form is about to change: found, in sight and under the person's hand, or refused before it is shown."""

from __future__ import annotations

from typing import Any

from liangze.core.errors import NotFound
from liangze.organisation.actions.correct_days import THINGS
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.queries.named_units import UnitOffered, typed, unit_named
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


def unit_id_named(*, by: Acting, word: str, field: str) -> int:
    """The number of the unit in sight that a word means. Raises Refusals on `field`."""
    return int(unit_named(by=by, permission=READ, word=word, field=field).pk)


def units_below(*, unit: Unit) -> list[UnitOffered]:
    """The units right below, offered beside a field before anything is typed."""
    below = Unit.objects.filter(parent=unit, until=None).order_by("position", "code")[:LISTED]
    return [UnitOffered(typed(each), unit.name) for each in below]
