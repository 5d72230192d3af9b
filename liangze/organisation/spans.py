"""From–to days `[since, until)`: what lies inside what, and the refusals when it does not. No database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` up to but not including `until`; None is open."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def overlaps(self, other: Span) -> bool:
        return (other.until is None or self.since < other.until) and (self.until is None or other.since < self.until)


def demand_order(span: Span) -> None:
    """Refuse a span that ends before or on the day it begins."""
    if span.until is not None and span.until <= span.since:
        raise Refusal(
            "The end %(until)s is not after the beginning %(since)s.",
            remedy="The end is the first day on which it no longer holds: give a later day, or leave it empty.",
            field="until",
            params={"since": span.since, "until": span.until},
        )


def demand_inside(inner: Span, outer: Span, *, of: str) -> None:
    """Refuse days outside the life of what carries them. `of` is its name, for the reader."""
    demand_order(inner)
    if inner.since < outer.since:
        raise Refusal(
            "“%(of)s” exists only from %(outer)s on.",
            remedy="Give a day from then on.",
            field="since",
            params={"of": of, "outer": outer.since},
        )
    if outer.until is not None and (inner.until is None or inner.until > outer.until):
        raise Refusal(
            "“%(of)s” ends on %(outer)s.",
            remedy="Give an end on or before that day.",
            field="until" if inner.since < outer.until else "since",
            params={"of": of, "outer": outer.until},
        )


def demand_end_inside(span: Span, on: date) -> None:
    """Refuse an end on `on` for something that began later or has ended before."""
    if span.until is not None and span.until <= on:
        raise Refusal(
            "It has already ended on %(until)s.",
            remedy="If that day is wrong, correct it and say why.",
            field="on",
            params={"until": span.until},
        )
    if on <= span.since:
        raise Refusal(
            "It began on %(since)s; it cannot end on %(on)s.",
            remedy="Give a later day. If the beginning is wrong, correct it and say why.",
            field="on",
            params={"since": span.since, "on": on},
        )
