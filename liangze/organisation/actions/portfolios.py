"""What a seat is in charge of (分管): giving and ending."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.organisation.actions.appointments import demand_person_seat
from liangze.organisation.actions.steps import fields_of, post_to_edit, seen, unit_to_name, written
from liangze.organisation.models import Portfolio, Post, Unit, WorkArea
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_end_inside, demand_inside

SHOWN = ("post_id", "unit_id", "area", "since", "until")


@transaction.atomic
def give_portfolio(
    *, by: Acting, post_id: int, unit_id: int | None = None, area: str = "", since: date, until: date | None = None
) -> Portfolio:
    """Put a unit or an area of work, exactly one of them, in charge of the seat.

    A principal in charge of one of the five areas (五不直接分管) is entered as it is, and shown as a finding: the
    register says what is, `checks` says what should not be.
    """
    post = post_to_edit(by, post_id)
    demand_person_seat(post)
    if (unit_id is None) == (not area):
        raise Refusal("A portfolio is a unit or an area of work.", remedy="Give exactly one of the two.", field="unit")
    if area and area not in WorkArea.values:
        raise Refusal("“%(word)s” is not among the choices.", remedy="Choose one from the list.", field="area", params={"word": area})
    span = Span(since, until)
    demand_inside(span, Span(post.since, post.until), of=post.title)
    unit = unit_to_name(by, unit_id) if unit_id is not None else None
    if unit is not None:
        demand_inside(span, Span(unit.since, unit.until), of=unit.name)
        demand_other_free(post, unit, span)
    same = Portfolio.objects.filter(post=post, unit=unit, area=area)
    if any(Span(p.since, p.until).overlaps(span) for p in same):
        raise Refusal("The seat has this portfolio in those days already.", remedy="End it first, or choose other days.", field="since")
    portfolio = Portfolio.objects.create(post=post, unit=unit, area=area, since=since, until=until)
    written(by=by, action="portfolio.give", thing=portfolio, unit_id=post.unit_id, after=fields_of(portfolio, *SHOWN))
    return portfolio


@transaction.atomic
def end_portfolio(*, by: Acting, portfolio_id: int, on: date, reason: str = "") -> Portfolio:
    """End it on `on`, the first day on which it is in nobody's or somebody else's charge."""
    found = Portfolio.objects.filter(pk=portfolio_id).values_list("post_id", flat=True).first()
    post = post_to_edit(by, found or 0)
    portfolio = seen(Portfolio.objects.filter(post=post), portfolio_id)
    demand_end_inside(Span(portfolio.since, portfolio.until), on)
    before, portfolio.until = {"until": portfolio.until}, on
    portfolio.save(update_fields=["until"])
    written(by=by, action="portfolio.end", thing=portfolio, unit_id=post.unit_id, before=before, after={"until": on}, reason=reason.strip())
    return portfolio


def demand_other_free(post: Post, unit: Unit, span: Span) -> None:
    """Refuse a unit that another seat of the same leadership is in charge of in those days: one answers for it."""
    rows = Portfolio.objects.filter(unit=unit, post__unit_id=post.unit_id).exclude(post=post).select_related("post")
    for row in rows:
        if Span(row.since, row.until).overlaps(span):
            raise Refusal(
                "“%(unit)s” is in the charge of “%(post)s” from %(since)s until %(until)s.",
                remedy="End that portfolio first; it can begin here on the same day.",
                field="unit",
                params={"unit": unit.name, "post": row.post.title, "since": row.since, "until": row.until or "…"},
            )
