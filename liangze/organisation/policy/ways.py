"""Rows that belong to a person in one of several ways: through a seat, through a unit, by name."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q, QuerySet

from liangze.organisation.policy.acting import Acting
from liangze.organisation.policy.doors import at_top


def in_any_way(*ways: Q) -> Q:
    """Whether a row at hand is found in any of these ways, as a condition. Lists are looked for by `by_each_way`."""
    open_ways = [way for way in ways if not _leads_nowhere(way)]
    if not all(open_ways):
        return Q()  # a way without a condition: the operator's
    return reduce(or_, open_ways, Q(pk__in=()))


def by_each_way(rows: QuerySet, *ways: Q, by: Acting | None = None) -> QuerySet:
    """The rows found in any of these ways, each by an index of its own: for lists, which many rows of others surround.

    Joined by OR across tables they would be looked for among all rows of an installation, however few belong to the person. Somebody at
    the top of the tree (`by`) reads nearly all of them: for them one walk through all rows is the shorter way; then no way may cross to
    several rows of another table (write it as pk__in), or a row comes several times.
    """
    open_ways = [way for way in ways if not _leads_nowhere(way)]
    if len(open_ways) < 2 or not all(open_ways) or (by and any(at_top(held) for held in by.grants)):
        return rows.filter(in_any_way(*open_ways))
    first, *rest = (rows.order_by().filter(way).values("pk") for way in open_ways)
    return rows.filter(one_of("pk", first.union(*rest, all=True)))


def one_of(column: str, numbers: QuerySet) -> Func:
    """Whether the column is one of these numbers. Unlike IN, it is planned as few to be looked up: never as a walk through all rows."""
    return _OneOf(F(column), ArraySubquery(numbers))


class _OneOf(Func):
    """column = ANY(ARRAY(SELECT …))"""

    template, arg_joiner, output_field = "(%(expressions)s))", " = ANY(", BooleanField()


def _leads_nowhere(way: Q) -> bool:
    """Whether it asks for one of no values at all: the seats of somebody who has none."""
    return way.connector == Q.AND and any(
        isinstance(each, tuple) and each[0].endswith("__in") and isinstance(each[1], (frozenset, set, tuple)) and not each[1]
        for each in way.children
    )
