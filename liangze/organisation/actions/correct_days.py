"""Correcting from–to days that were entered wrongly: a verb of its own, with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from liangze.core.errors import NotFound, Refusal
from liangze.organisation.actions.appointments import demand_vacant
from liangze.organisation.actions.portfolios import demand_other_free
from liangze.organisation.actions.steps import demand_reason, fields_of, unit_to_edit, written
from liangze.organisation.models import Appointment, Coverage, Portfolio, Post, Stationing, Unit
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_inside, demand_order

#: What can be corrected: the table, and how the unit it belongs to is found.
THINGS: dict[str, tuple[type[Any], str]] = {
    "unit": (Unit, "pk"),
    "post": (Post, "unit_id"),
    "appointment": (Appointment, "post__unit_id"),
    "portfolio": (Portfolio, "post__unit_id"),
    "coverage": (Coverage, "post__unit_id"),
    "stationing": (Stationing, "unit_id"),
}


@transaction.atomic
def correct_days(*, by: Acting, thing: str, number: int, since: date, until: date | None, reason: str) -> Any:
    """Set the days of a row to what they should have been; what was there before stays in the audit chain.

    thing  a key of THINGS.  Returns the row. Raises NotFound, NotAllowed, Refusal.
    """
    if thing not in THINGS:
        raise NotFound("There is no such entry, or it is outside your reach.", remedy="Go back to the list and choose again.")
    table, owner = THINGS[thing]
    unit = unit_to_edit(by, table.objects.filter(pk=number).values_list(owner, flat=True).first() or 0)
    row = table.objects.select_for_update().get(pk=number)
    reason, span = demand_reason(reason), Span(since, until)
    demand_order(span)
    demand_life(row, span, unit)
    before = fields_of(row, "since", "until")
    row.since, row.until = since, until
    after = fields_of(row, "since", "until")
    if after == before:
        raise Refusal("These are the days that stand there.", remedy="Change one of them, or leave it.", field="since")
    row.save(update_fields=["since", "until"])
    written(by=by, action=f"{thing}.correct", thing=row, unit_id=unit.pk, before=before, after=after, reason=reason)
    return row


def demand_life(row: Any, span: Span, unit: Unit) -> None:
    """Refuse days that do not fit what the row hangs on, what hangs on it, and its neighbours."""
    if isinstance(row, Unit):
        demand_covers(span, Post.objects.filter(unit=row))
        demand_covers(span, Stationing.objects.filter(Q(unit=row) | Q(group=row)))
        demand_covers(span, Portfolio.objects.filter(unit=row))
        demand_covers(span, Coverage.objects.filter(unit=row))
        return
    if isinstance(row, Post):
        demand_inside(span, Span(unit.since, unit.until), of=unit.name)
        for table in (Appointment, Portfolio, Coverage):
            demand_covers(span, table.objects.filter(post=row))
        return
    if isinstance(row, Stationing):
        demand_inside(span, Span(row.group.since, row.group.until), of=row.group.name)
        demand_apart(span, Stationing.objects.filter(unit=unit).exclude(pk=row.pk))
    else:
        demand_inside(span, Span(row.post.since, row.post.until), of=row.post.title)
    if isinstance(row, Appointment):
        demand_vacant(row.post, span, besides=row.pk)
    elif row.unit_id is not None:
        demand_inside(span, Span(row.unit.since, row.unit.until), of=row.unit.name)
    if isinstance(row, Portfolio):
        demand_apart(span, Portfolio.objects.filter(post=row.post, unit=row.unit, area=row.area).exclude(pk=row.pk))
        if row.unit is not None:
            demand_other_free(row.post, row.unit, span)
    if isinstance(row, Coverage):
        demand_apart(span, Coverage.objects.filter(post=row.post, unit=row.unit, kind=row.kind).exclude(pk=row.pk))


def demand_covers(span: Span, rows: Any) -> None:
    """Refuse days that leave out some on which a row of these holds."""
    outside = Q(since__lt=span.since)
    if span.until is not None:
        outside |= Q(until__isnull=True) | Q(until__gt=span.until)
    found = rows.filter(outside).order_by("since").first()
    if found is not None:
        raise Refusal(
            "Something that hangs on it holds from %(since)s until %(until)s.",
            remedy="Correct or end that entry first.",
            field="since" if found.since < span.since else "until",
            params={"since": found.since, "until": found.until or "…"},
        )


def demand_apart(span: Span, rows: Any) -> None:
    """Refuse days on which one of these rows holds."""
    for other in rows:
        if Span(other.since, other.until).overlaps(span):
            raise Refusal(
                "The same entry holds from %(since)s until %(until)s.",
                remedy="Choose days outside it.",
                field="since",
                params={"since": other.since, "until": other.until or "…"},
            )
