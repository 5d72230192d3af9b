"""Closing a unit."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from liangze.core.errors import Refusal
from liangze.organisation.actions.end_all import end_all
from liangze.organisation.actions.steps import demand_reason, hold_tree, unit_to_edit, written
from liangze.organisation.models import Appointment, Coverage, Portfolio, Post, Stationing, Unit
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_end_inside


@transaction.atomic
def close_unit(*, by: Acting, unit_id: int, on: date, reason: str) -> Unit:
    """End the unit on `on`, the first day it no longer exists, with its seats and all that hangs on them.

    Raises Refusal while units below it are open, and when something in it begins on or after that day.
    """
    hold_tree(alone=False)
    unit = unit_to_edit(by, unit_id)
    reason = demand_reason(reason)
    demand_end_inside(Span(unit.since, unit.until), on)
    still = Q(until__isnull=True) | Q(until__gt=on)
    open_below = Unit.objects.filter(still, parent=unit)
    if count := open_below.count():
        raise Refusal(
            "%(count)s units below it are still open, “%(first)s” among them.",
            remedy="Close or move them first.",
            field="on",
            params={"count": count, "first": open_below.order_by("position", "code")[0].name},
        )
    ended = {
        "appointments": end_all(Appointment.objects.filter(post__unit=unit), on),
        "portfolios": end_all(Portfolio.objects.filter(Q(post__unit=unit) | Q(unit=unit)), on),
        "coverages": end_all(Coverage.objects.filter(Q(post__unit=unit) | Q(unit=unit)), on),
        "stationings": end_all(Stationing.objects.filter(Q(group=unit) | Q(unit=unit)), on),
        "posts": end_all(Post.objects.filter(unit=unit), on),
    }
    before, unit.until = {"until": unit.until}, on
    unit.save(update_fields=["until"])
    after = {"until": on, "ended": ended}
    written(by=by, action="unit.close", thing=unit, unit_id=unit.pk, before=before, after=after, reason=reason)
    return unit
