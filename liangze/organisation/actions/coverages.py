"""Units that a seat is assigned to follow (联系点, 分片包干): giving and ending."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.organisation.actions.appointments import demand_person_seat
from liangze.organisation.actions.steps import fields_of, post_to_edit, seen, unit_to_name, written
from liangze.organisation.models import Coverage, CoverageKind
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_end_inside, demand_inside

SHOWN = ("post_id", "unit_id", "kind", "since", "until")


@transaction.atomic
def give_coverage(*, by: Acting, post_id: int, unit_id: int, kind: str, since: date, until: date | None = None) -> Coverage:
    """Have the seat follow the unit in those days."""
    post = post_to_edit(by, post_id)
    demand_person_seat(post)
    if kind not in CoverageKind.values:
        raise Refusal("“%(word)s” is not among the choices.", remedy="Choose one from the list.", field="kind", params={"word": kind})
    unit, span = unit_to_name(by, unit_id), Span(since, until)
    demand_inside(span, Span(post.since, post.until), of=post.title)
    demand_inside(span, Span(unit.since, unit.until), of=unit.name)
    same = Coverage.objects.filter(post=post, unit=unit, kind=kind)
    if any(Span(c.since, c.until).overlaps(span) for c in same):
        raise Refusal("The seat follows this unit in those days already.", remedy="End it first, or choose other days.", field="since")
    coverage = Coverage.objects.create(post=post, unit=unit, kind=kind, since=since, until=until)
    written(by=by, action="coverage.give", thing=coverage, unit_id=post.unit_id, after=fields_of(coverage, *SHOWN))
    return coverage


@transaction.atomic
def end_coverage(*, by: Acting, coverage_id: int, on: date, reason: str = "") -> Coverage:
    """End it on `on`, the first day on which the seat no longer follows the unit."""
    found = Coverage.objects.filter(pk=coverage_id).values_list("post_id", flat=True).first()
    post = post_to_edit(by, found or 0)
    coverage = seen(Coverage.objects.filter(post=post), coverage_id)
    demand_end_inside(Span(coverage.since, coverage.until), on)
    before, coverage.until = {"until": coverage.until}, on
    coverage.save(update_fields=["until"])
    written(by=by, action="coverage.end", thing=coverage, unit_id=post.unit_id, before=before, after={"until": on}, reason=reason.strip())
    return coverage
