"""Steps that every action of the room takes: find what one may know of, keep others out meanwhile, leave the trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import connection, models

from liangze.core.errors import NotFound, Refusal
from liangze.organisation.models import Change, Post, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.trust.actions import append

#: Key of the advisory lock over the shape of the tree: adding units shares it, moving and importing hold it alone.
TREE = 0x6C7A0001

EDIT, READ = Permission.ORGANISATION_EDIT, Permission.ORGANISATION_READ
M = TypeVar("M", bound=models.Model)


def hold_tree(*, alone: bool) -> None:
    """Keep the shape of the tree as it is until the end of the transaction."""
    name = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s)", [TREE])


def unit_to_edit(by: Acting, unit_id: int) -> Unit:
    """The unit, locked. Raises NotFound outside the person's sight, NotAllowed where they may only read."""
    unit = seen(Unit.objects.filter(visible(by, READ)), unit_id)
    demand(by, EDIT, unit)
    return unit


def unit_to_name(by: Acting, unit_id: int) -> Unit:
    """A unit that another one refers to: it must be in sight, not under one's hand."""
    return seen(Unit.objects.filter(visible(by, READ)), unit_id)


def post_to_edit(by: Acting, post_id: int) -> Post:
    """The seat with its unit, locked, so that two changes of one seat come one after the other."""
    post = seen(Post.objects.filter(visible(by, READ, "unit__path")).select_related("unit"), post_id)
    demand(by, EDIT, post.unit)
    return post


def seen(rows: models.QuerySet[M], number: int) -> M:
    """The row of that number, locked, or NotFound: what one may not see is not told apart from what is not there."""
    found = rows.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such entry, or it is outside your reach.", remedy="Go back to the list and choose again.")
    return found


def demand_text(value: str, *, field: str, longest: int) -> str:
    """The text without surrounding space. Refuses nothing at all and what does not fit."""
    value = " ".join(value.split())
    if not value:
        raise Refusal("This is empty.", remedy="Fill it in.", field=field)
    if len(value) > longest:
        raise Refusal(
            "This has %(length)s characters; at most %(longest)s fit.",
            remedy="Shorten it.",
            field=field,
            params={"length": len(value), "longest": longest},
        )
    return value


def demand_reason(reason: str) -> str:
    """Why: a correction without a reason is refused."""
    if not reason.strip():
        raise Refusal("The reason is missing.", remedy="Say in a sentence why, so that it can be understood later.", field="reason")
    return reason.strip()


def fields_of(thing: models.Model, *names: str) -> dict[str, Any]:
    """The named columns as they stand, for the audit entry."""
    return {name: getattr(thing, name) for name in names}


def written(
    *,
    by: Acting,
    action: str,
    thing: models.Model,
    unit_id: int | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """The trace of a write: an audit entry, and a Change so that planning looks at the unit again."""
    action = f"organisation.{action}"
    append(by=by, action=action, thing=thing, before=before, after=after, unit_id=unit_id, reason=reason)
    if unit_id is not None:
        Change.objects.create(unit_id=unit_id, what=action)
