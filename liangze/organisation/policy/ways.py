"""Rows that belong to a person in one of several ways: through a seat, through a unit, by name."""

from __future__ import annotations

from django.db.models import Q, QuerySet


def by_each_way(rows: QuerySet, *ways: Q) -> QuerySet:
    """The rows found in any of these ways, each by an index of its own.

    Joined by OR across tables they would be looked for among all rows of an installation, however few belong to the person.
    """
    open_ways = [way for way in ways if not _leads_nowhere(way)] or [Q(pk__in=())]
    if len(open_ways) == 1:  # nothing to join, and the plain condition is planned best
        return rows.filter(open_ways[0])
    first, *rest = (rows.order_by().filter(way).values("pk") for way in open_ways)
    return rows.filter(pk__in=first.union(*rest))


def _leads_nowhere(way: Q) -> bool:
    """Whether it asks for one of no values at all: the seats of somebody who has none."""
    return way.connector == Q.AND and any(
        isinstance(each, tuple) and each[0].endswith("__in") and isinstance(each[1], (frozenset, set, tuple)) and not each[1]
        for each in way.children
    )
