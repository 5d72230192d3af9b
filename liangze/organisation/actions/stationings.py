"""Stationed groups and the units they supervise: beginning and ending."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.core.words import Role
from liangze.organisation.actions.steps import fields_of, seen, unit_to_edit, written
from liangze.organisation.models import Change, Post, Stationing
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_end_inside, demand_inside

SHOWN = ("group_id", "unit_id", "since", "until")


@transaction.atomic
def station(*, by: Acting, group_id: int, unit_id: int, since: date, until: date | None = None) -> Stationing:
    """Let the group supervise the unit in those days. It gives the group's people sight of the unit: both must be editable."""
    group, unit, span = unit_to_edit(by, group_id), unit_to_edit(by, unit_id), Span(since, until)
    if group.pk == unit.pk:
        raise Refusal("A group does not supervise itself.", remedy="Choose the unit it is stationed in.", field="unit")
    if not Post.objects.filter(unit=group, role=Role.STATIONED_GROUP).exists():
        raise Refusal(
            "“%(group)s” has no seat of a stationed group.",
            remedy="Add that seat to it first, or choose another unit.",
            field="group",
            params={"group": group.name},
        )
    demand_inside(span, Span(group.since, group.until), of=group.name)
    demand_inside(span, Span(unit.since, unit.until), of=unit.name)
    for other in Stationing.objects.filter(unit=unit).select_related("group"):
        if Span(other.since, other.until).overlaps(span):
            raise Refusal(
                "“%(group)s” supervises the unit from %(since)s until %(until)s.",
                remedy="End that stationing first; the new one can begin on the same day.",
                field="since",
                params={"group": other.group.name, "since": other.since, "until": other.until or "…"},
            )
    row = Stationing.objects.create(group=group, unit=unit, since=since, until=until)
    written(by=by, action="stationing.begin", thing=row, unit_id=unit.pk, after=fields_of(row, *SHOWN))
    Change.objects.create(unit_id=group.pk, what="organisation.stationing.begin")
    return row


@transaction.atomic
def end_stationing(*, by: Acting, stationing_id: int, on: date, reason: str = "") -> Stationing:
    """End it on `on`, the first day on which the group no longer supervises the unit."""
    found = Stationing.objects.filter(pk=stationing_id).values_list("unit_id", flat=True).first()
    unit = unit_to_edit(by, found or 0)
    row = seen(Stationing.objects.filter(unit=unit), stationing_id)
    demand_end_inside(Span(row.since, row.until), on)
    before, row.until = {"until": row.until}, on
    row.save(update_fields=["until"])
    written(by=by, action="stationing.end", thing=row, unit_id=unit.pk, before=before, after={"until": on}, reason=reason.strip())
    Change.objects.create(unit_id=row.group_id, what="organisation.stationing.end")
    return row
