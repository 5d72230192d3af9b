"""Rows that belong to a person in one of several ways: through a seat, through a unit, by name."""

from __future__ import annotations

from django.db.models import Q, QuerySet


def by_each_way(rows: QuerySet, *ways: Q) -> QuerySet:
    """The rows found in any of these ways, each by an index of its own.

    Joined by OR across tables they would be looked for among all rows of an installation, however few belong to the person.
    """
    first, *rest = (rows.order_by().filter(way).values("pk") for way in ways)
    return rows.filter(pk__in=first.union(*rest))
